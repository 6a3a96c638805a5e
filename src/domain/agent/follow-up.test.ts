import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { followUpKind, readingsOf, withEarlierWords } from "./follow-up";
import type { HistoryEntry } from "./turn";

const history: HistoryEntry[] = [
  { role: "customer", text: "Does the TrailMaster tent come with a warranty?" },
  { role: "bot", text: "Yes, two years." },
  { role: "customer", text: "thanks" },
  { role: "bot", text: "You're welcome." },
];

test.each([
  ["And how long is it?", "refers"],
  ["what about the price", "refers"],
  ["why?", "refers"],
  ["Is it waterproof?", "refers"],
  ["Do they ship abroad to islands too?", "refers"],
  ["¿y cuánto cuesta eso?", "refers"],
  ["Which languages are supported?", "short"],
  ["Opening hours", "short"],
  ["How do I return a defective sleeping bag?", "whole"],
  ["Which payment methods does the Berlin store accept?", "whole"],
  ["", "whole"],
])("how “%s” hangs on what was said before: %s", (question, expected) => {
  expect(followUpKind(question)).toBe(expected);
});

describe("a follow-up is completed from the conversation", () => {
  test("with the telling words of the customer's last message that had any", () => {
    expect(withEarlierWords("And how long?", history)).toBe("And how long? (trailmaster tent come warranty)");
  });

  test("but never with what is in the question already", () => {
    expect(withEarlierWords("is the warranty long?", history)).not.toMatch(/warranty.*warranty/u);
  });

  test("first where it refers to it, second where it is whole, and a guess where it is short", () => {
    const words = "(trailmaster tent come warranty)";
    const [refers, whole, short] = ["And how long?", "How do I return a defective sleeping bag?", "Opening hours"];
    expect(readingsOf(refers, history)).toEqual({ likelier: `${refers} ${words}`, other: refers, isGuess: false });
    expect(readingsOf(whole, history)).toEqual({ likelier: whole, other: `${whole} ${words}`, isGuess: false });
    expect(readingsOf(short, history)).toEqual({ likelier: `${short} ${words}`, other: short, isGuess: true });
  });

  test("without a conversation nothing is added", () => {
    expect(readingsOf("And how long?", [])).toEqual({ likelier: "And how long?", other: null, isGuess: false });
  });
});

test("the customer's own words always stay, in front", () => {
  const entry = fc.record({
    role: fc.constantFrom("customer" as const, "bot" as const, "person" as const),
    text: fc.string(),
  });
  fc.assert(
    fc.property(fc.string(), fc.array(entry, { maxLength: 5 }), (question, entries) => {
      expect(withEarlierWords(question, entries).startsWith(question)).toBe(true);
    }),
  );
});
