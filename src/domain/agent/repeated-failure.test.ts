import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asksAgain, type EarlierTurn, failsAgain } from "./repeated-failure";

const NOW = new Date("2026-11-27T12:00:00Z");
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const aTurn = (question: string, overrides: Partial<EarlierTurn> = {}): EarlierTurn => ({
  outcome: "answered",
  question,
  reply: "At nine.",
  score: 0.8,
  band: "sure",
  at: ago(120),
  ...overrides,
});
const hedged = (question: string) => aTurn(question, { band: "hedged" });
const back = aTurn("bikes", { reply: "Do you mean city bikes or electric bikes?" });
const UNSURE = { decision: "answer", band: "hedged" } as const;
const ASKING_BACK = { decision: "clarify", band: "sure" } as const;
const SURE = { decision: "answer", band: "sure" } as const;

describe("asking again", () => {
  test.each([
    ["When do you open?", aTurn("when do you open")],
    ["WHEN do you open???", aTurn("When do you open?")],
    ["That's not what I asked", aTurn("When do you open?")],
    ["you didn't answer my question", aTurn("When do you open?")],
    ["eso no es lo que pregunté", aTurn("¿Cuándo abren?")],
    ["Não foi isso que perguntei", aTurn("Quando abrem?")],
    ["Das war nicht meine Frage!", aTurn("Wann öffnen Sie?")],
    ["это не то, что я спрашивала", aTurn("Когда вы открываетесь?")],
  ])("%s", (question, earlier) => {
    expect(asksAgain(question, [earlier], NOW)).toBe(true);
  });

  test.each([
    ["another question", "When do you close?", [aTurn("When do you open?")]],
    ["after a long while", "When do you open?", [aTurn("When do you open?", { at: ago(3600) })]],
    ["sent twice at once", "When do you open?", [aTurn("When do you open?", { at: ago(5) })]],
    ["it was handed over", "When do you open?", [aTurn("When do you open?", { outcome: "handed_off" })]],
    ["small talk", "hello", [aTurn("hello", { score: null })]],
    ["a word", "ok?", [aTurn("ok?")]],
    ["nothing was answered yet", "That's not what I asked", []],
    ["about small talk", "That's not what I asked", [aTurn("hi", { score: null })]],
    [
      "within a story",
      "My friend said that's not what I asked for when she bought the blue one from you last May",
      [aTurn("x")],
    ],
    ["long ago, among others", "When do you open?", [aTurn("When do you open?"), aTurn("Price?"), aTurn("Where?")]],
  ])("not: %s", (_, question, earlier) => {
    expect(asksAgain(question, earlier, NOW)).toBe(false);
  });
});

describe("failing again", () => {
  test.each([
    ["unsure twice about the same", UNSURE, "rent a tandem for children?", [hedged("Can I rent a tandem?")]],
    ["asking back twice", ASKING_BACK, "the second one", [back]],
    ["unsure after asking back", UNSURE, "the second one", [back]],
  ])("%s", (_, current, question, earlier) => {
    expect(failsAgain(current, question, earlier, NOW)).toBe(true);
  });

  test.each([
    ["the first time", UNSURE, "Can I rent a tandem?", []],
    ["about something else", UNSURE, "When do you open?", [hedged("Can I rent a tandem?")]],
    ["sure now", SURE, "Can I rent a tandem?", [hedged("Can I rent a tandem?")]],
    ["sure in between", UNSURE, "rent a tandem", [hedged("rent a tandem"), aTurn("rent a tandem")]],
    ["a greeting", { decision: "smalltalk", band: "sure" } as const, "hello", [back]],
    ["after a long while", UNSURE, "the second", [{ ...back, at: ago(3600) }]],
  ])("not: %s", (_, current, question, earlier) => {
    expect(failsAgain(current, question, earlier, NOW)).toBe(false);
  });
});

test("a first question never fails again, and is never asked again", () => {
  const result = fc.constantFrom(UNSURE, ASKING_BACK, SURE);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), result, (question, current) => {
      expect(asksAgain(question, [], NOW)).toBe(false);
      expect(failsAgain(current, question, [], NOW)).toBe(false);
    }),
  );
});
