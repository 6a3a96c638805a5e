import fc from "fast-check";
import { expect, test } from "vitest";
import { keptSummary, rolledSummary, SUMMARY_CHARACTERS } from "./rolling-summary";
import type { HistoryEntry } from "./turn";

const asked = (text: string): HistoryEntry => ({ role: "customer", text });

test("tells what the customer asked, in order, and goes on where it left off", () => {
  const first = rolledSummary(null, [asked("Do you rent tandems?"), { role: "bot", text: "Yes, two." }, asked("ok")]);
  expect(first).toBe("Do you rent tandems?");
  expect(rolledSummary(first, [asked("How much for\na whole day?")])).toBe(
    "Do you rent tandems?\nHow much for a whole day?",
  );
});

test("forgets the oldest when there is no more room", () => {
  const questions = Array.from({ length: 40 }, (_, index) => asked(`Question number ${index} about the tandems?`));
  const summary = rolledSummary("Something from long ago", questions);
  expect(summary).toContain("Question number 39");
  expect(summary).not.toContain("long ago");
});

test("however it is rolled forward, it stays short, and rolling in steps is as rolling at once", () => {
  const entries = fc.array(
    fc.record({ role: fc.constantFrom("customer", "bot", "person"), text: fc.string({ maxLength: 300 }) }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(entries, fc.nat(30), (all, at) => {
      const history = all as HistoryEntry[];
      const once = rolledSummary(null, history);
      expect(once.length).toBeLessThanOrEqual(SUMMARY_CHARACTERS);
      expect(rolledSummary(rolledSummary(null, history.slice(0, at)), history.slice(at))).toBe(once);
    }),
  );
});

test("what a model wrote is cut where it is too long", () => {
  expect(keptSummary("  Wants a\n tandem. ")).toBe("Wants a tandem.");
  expect(keptSummary("word ".repeat(500)).length).toBeLessThanOrEqual(SUMMARY_CHARACTERS);
});
