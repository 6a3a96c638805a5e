import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Passage } from "../../knowledge/passage";
import { SHADOW_REASON } from "../shadow";
import { type Decision, traceWithoutAgent } from "../turn";
import { ASKED_AGAIN_AFTER_MS, type AskingFacts, conversationBeganAt, mayAskWhetherHelped } from "./asking";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);

const answerFrom = (passage: Partial<Passage> | null, decision: Decision = "answer"): AskingFacts["answer"] => ({
  decision,
  language: "pt",
  trace: {
    ...traceWithoutAgent("", { name: "gate", ms: 0 }),
    passages: passage ? [{ documentId: "doc_1", documentName: "Prices.pdf", ...passage } as Passage] : [],
    sentences: [{ text: "It costs $4.", citations: [0] }],
  },
});
const facts = (more: Partial<AskingFacts> = {}): AskingFacts => ({
  isOn: true,
  isGroup: false,
  optedOut: false,
  needsPersonReason: null,
  answer: answerFrom({}),
  lastAskedAt: null,
  thread: [{ author: "customer", sentAt: NOW }],
  now: NOW,
  ...more,
});

describe("a first answer from documents asks", () => {
  test("when the account wants it", () => {
    expect(mayAskWhetherHelped(facts())).toBe(true);
    expect(mayAskWhetherHelped(facts({ isOn: false }))).toBe(false);
  });

  test.each<[string, Partial<AskingFacts>]>([
    ["a group", { isGroup: true }],
    ["somebody who wants no automatic messages", { optedOut: true }],
    ["somebody who waits for a person", { needsPersonReason: "The customer sounds upset." }],
    ["what only a tool said", { answer: answerFrom({ isFromTool: true }) }],
    ["who would not understand it", { answer: { ...answerFrom({}), language: "pl" } }],
    ["what nothing stands behind", { answer: answerFrom(null) }],
  ])("but not %s", (_, more) => expect(mayAskWhetherHelped(facts(more))).toBe(false));

  test.each<Decision>(["clarify", "handoff", "smalltalk", "form"])("and a %s doesn't", (decision) => {
    expect(mayAskWhetherHelped(facts({ answer: answerFrom({}, decision) }))).toBe(false);
  });

  test("also as a draft, while an earlier one waits", () => {
    expect(mayAskWhetherHelped(facts({ needsPersonReason: SHADOW_REASON }))).toBe(true);
  });
});

test.each([
  { lastAsked: 8 * DAY, silence: 24 * HOUR, asks: true, why: "another conversation, a week later" },
  { lastAsked: ASKED_AGAIN_AFTER_MS, silence: 24 * HOUR, asks: true, why: "seven days are over" },
  { lastAsked: ASKED_AGAIN_AFTER_MS - 1, silence: 48 * HOUR, asks: false, why: "seven days are not over" },
  { lastAsked: 8 * DAY, silence: 24 * HOUR - 1, asks: false, why: "the conversation goes on" },
])("asked $lastAsked ms ago, after a silence of $silence ms: $asks ($why)", ({ lastAsked, silence, asks }) => {
  const thread = [
    { author: "bot" as const, sentAt: ago(silence) },
    { author: "customer" as const, sentAt: NOW },
  ];
  expect(mayAskWhetherHelped(facts({ lastAskedAt: ago(lastAsked), thread }))).toBe(asks);
});

test("a note of the system breaks no silence, and the business begins no conversation", () => {
  const began = ago(2 * DAY);
  const thread = [
    { author: "customer" as const, sentAt: ago(10 * DAY) },
    { author: "customer" as const, sentAt: began },
    { author: "phone" as const, sentAt: ago(DAY) },
    { author: "system" as const, sentAt: ago(12 * HOUR) },
    { author: "customer" as const, sentAt: ago(HOUR) },
  ];
  expect(conversationBeganAt(thread)).toEqual(began);
  expect(conversationBeganAt(thread.slice(1))).toBeNull();
});

const thread = fc
  .array(
    fc.record({
      author: fc.constantFrom("customer", "bot", "person", "phone", "system"),
      /** What passed before it. */
      gap: fc.constantFrom(1, HOUR, DAY - 1, DAY, 3 * DAY, 6 * DAY),
      answer: fc.constantFrom(answerFrom({}), answerFrom(null), answerFrom({}, "handoff")),
      needsPersonReason: fc.constantFrom(null, null, "Wants to cancel."),
    }),
    { maxLength: 60 },
  )
  .filter((entries) => entries.length > 0);

test("whatever is said, nobody is asked twice in a conversation, nor twice in seven days", () => {
  let repeats = 0;
  fc.assert(
    fc.property(thread, fc.integer({ min: 1, max: 130 }), (entries, known) => {
      const said: AskingFacts["thread"][number][] = [];
      const askedAt: number[] = [];
      let at = 0;
      for (const { author, gap, ...more } of entries) {
        at += gap;
        const now = new Date(at);
        said.push({ author: author as "customer", sentAt: now });
        if (author !== "customer") continue;
        const last = askedAt.at(-1);
        // As the bot knows it: the end of the thread alone.
        const end = said.slice(-known);
        const lastAskedAt = last === undefined ? null : new Date(last);
        if (mayAskWhetherHelped(facts({ ...more, lastAskedAt, thread: end, now }))) askedAt.push(at);
      }
      for (const [index, asked] of askedAt.entries()) {
        const before = askedAt[index - 1];
        if (before === undefined) continue;
        repeats += 1;
        expect(asked - before).toBeGreaterThanOrEqual(ASKED_AGAIN_AFTER_MS);
        const between = said.filter(
          ({ author, sentAt }) => author !== "system" && sentAt.getTime() >= before && sentAt.getTime() <= asked,
        );
        const hasSilence = between.some(
          ({ author, sentAt }, place) =>
            place > 0 && author === "customer" && sentAt.getTime() - between[place - 1]!.sentAt.getTime() >= DAY,
        );
        expect(hasSilence).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
  expect(repeats).toBeGreaterThan(0);
});
