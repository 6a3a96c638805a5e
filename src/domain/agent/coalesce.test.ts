import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinTurnText, MAX_QUIET_MS, MAX_WAIT_MS, MIN_QUIET_MS, turnStartsAt, type WaitingMessage } from "./coalesce";

const start = Date.UTC(2026, 4, 4, 12);
const at = (ms: number, text = "hello"): WaitingMessage => ({ receivedAt: new Date(start + ms), text });
const waitsMs = (messages: WaitingMessage[]) => turnStartsAt(messages).getTime() - start;

describe("how long the bot waits for more", () => {
  test.each([
    { text: "Hello", ms: 3_600, why: "a greeting opens something" },
    { text: "I bought a tent,", ms: 4_000, why: "it goes on" },
    { text: "I have two questions:", ms: 4_000, why: "they come now" },
    { text: "It is broken and", ms: 4_000, why: "it ends open" },
    { text: "Is the tent waterproof?", ms: 2_000, why: "a question is answered soon" },
    { text: "送料はいくらですか？", ms: 2_500, why: "a short question, in another script" },
    { text: "And the price?", ms: 2_500, why: "half a question" },
    { text: "", ms: 4_000, why: "a picture, its caption may follow" },
  ])("$text: $ms ms ($why)", ({ text, ms }) => {
    expect(waitsMs([at(0, text)])).toBe(ms);
  });

  test("a long question is answered soonest", () => {
    expect(
      waitsMs([at(0, `${"Could you tell me whether the tent that I saw last week ".repeat(2)}is waterproof?`)]),
    ).toBe(1_500);
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

const shared = process.env.PARLEY_SHARED_DATA ?? path.resolve(import.meta.dirname, "../../../../shared/data");
const file = path.join(shared, "messages/bursts.jsonl");

test.skipIf(!existsSync(file))("nearly all recorded bursts become one turn (needs the shared test data)", () => {
  const recorded = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { messages: string[]; gap_ms: number[] });
  const split = recorded.filter(({ messages, gap_ms: gaps }) => {
    let time = 0;
    const received: WaitingMessage[] = [];
    return messages.some((text, index) => {
      time += gaps[index] ?? 0;
      const startedBefore = received.length > 0 && turnStartsAt(received).getTime() < start + time;
      received.push(at(time, text));
      return startedBefore;
    });
  });
  expect(split.length / recorded.length).toBeLessThanOrEqual(0.1);
});
