import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { followUpKind, resolveFollowUp } from "./follow-up";
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
    expect(resolveFollowUp("And how long?", history)).toBe("And how long? (trailmaster tent come warranty)");
  });

  test("but never with what is in the question already", () => {
    expect(resolveFollowUp("is the warranty long?", history)).not.toMatch(/warranty.*warranty/u);
  });

  test("and a whole question stays as it is", () => {
    const question = "How do I return a defective sleeping bag?";
    expect(resolveFollowUp(question, history)).toBe(question);
  });

  test("without a conversation nothing is added", () => {
    expect(resolveFollowUp("And how long?", [])).toBe("And how long?");
  });
});

test("the customer's own words always stay, in front", () => {
  const entry = fc.record({
    role: fc.constantFrom("customer" as const, "bot" as const, "person" as const),
    text: fc.string(),
  });
  fc.assert(
    fc.property(fc.string(), fc.array(entry, { maxLength: 5 }), (question, entries) => {
      expect(resolveFollowUp(question, entries).startsWith(question)).toBe(true);
    }),
  );
});
