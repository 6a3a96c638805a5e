import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  joinTurnText,
  MAX_QUIET_MS,
  MAX_WAIT_MS,
  MIN_QUIET_MS,
  mayStartAgain,
  turnStartsAt,
  type WaitingMessage,
} from "./coalesce";

const start = Date.UTC(2026, 4, 4, 12);
const at = (ms: number, text = "hello"): WaitingMessage => ({ receivedAt: new Date(start + ms), text });
const waitsMs = (messages: WaitingMessage[]) => turnStartsAt(messages).getTime() - start;

describe("how long the bot waits for more", () => {
  test.each([
    { text: "Hello", ms: 3_600, why: "a greeting opens something" },
    { text: "I bought a tent,", ms: 4_000, why: "it goes on" },
    { text: "I have two questions:", ms: 4_000, why: "they come now" },
    { text: "It is broken and", ms: 4_000, why: "it ends open" },
    { text: "Is the tent waterproof?", ms: 1_300, why: "a question is answered soon" },
    { text: "送料はいくらですか？", ms: 1_300, why: "a question, in another script" },
    { text: "can i pay by card", ms: 1_300, why: "a question without its mark" },
    { text: "hola, cuánto cuesta el envío", ms: 1_300, why: "a question without its mark, after a greeting" },
    { text: "When I tried to pay, the card was declined.", ms: 3_600, why: "it tells, however it begins" },
    { text: "how", ms: 3_600, why: "the question is still to come" },
    { text: "", ms: 4_000, why: "a picture, its caption may follow" },
  ])("$text: $ms ms ($why)", ({ text, ms }) => {
    expect(waitsMs([at(0, text)])).toBe(ms);
  });

  test("somebody who pauses between messages is given time for the next one", () => {
    expect(waitsMs([at(0, "One thing."), at(2_400, "Is it waterproof?")])).toBe(2_400 + 3_600);
  });

  test("nobody waits longer than ten seconds because they keep writing", () => {
    expect(waitsMs([0, 3_000, 6_000, 9_000].map((ms) => at(ms)))).toBe(MAX_WAIT_MS);
  });

  test("no message is no turn", () => {
    expect(() => turnStartsAt([])).toThrow(RangeError);
  });
});

const bursts = fc.array(fc.record({ ms: fc.integer({ min: 0, max: 30_000 }), text: fc.string({ maxLength: 80 }) }), {
  minLength: 1,
  maxLength: 12,
});

test("a turn starts within its bounds, whatever arrives", () => {
  fc.assert(
    fc.property(bursts, (list) => {
      const messages = list.map(({ ms, text }) => at(ms, text));
      const first = Math.min(...list.map(({ ms }) => ms));
      const last = Math.max(...list.map(({ ms }) => ms));
      const waits = waitsMs(messages);
      expect(waits).toBeLessThanOrEqual(first + MAX_WAIT_MS);
      expect(waits).toBeLessThanOrEqual(last + MAX_QUIET_MS);
      expect(waits).toBeGreaterThanOrEqual(Math.min(last + MIN_QUIET_MS, first + MAX_WAIT_MS));
    }),
  );
});

test("the order in which rows are read does not matter", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        bursts.map((list) => list[0]!),
        { selector: ({ ms }) => ms, minLength: 1 },
      ),
      (list) => {
        const messages = list.map(({ ms, text }) => at(ms, text));
        expect(waitsMs([...messages].reverse())).toBe(waitsMs(messages));
      },
    ),
  );
});

test("the question of a turn is all of its text, in order", () => {
  expect(joinTurnText([" Hello ", "", "is it waterproof?"])).toBe("Hello\nis it waterproof?");
});

test("what was begun may be begun again until its first message has waited ten seconds", () => {
  const after = (ms: number) => mayStartAgain(new Date(start), new Date(start + ms));
  expect([after(0), after(MAX_WAIT_MS - 1), after(MAX_WAIT_MS)]).toEqual([true, true, false]);
});
