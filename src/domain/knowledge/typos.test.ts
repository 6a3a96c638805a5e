import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, isLikelyTypoOf } from "./typos";

test.each([
  ["resevation", "reservation", true, "a letter left out"],
  ["delviery", "delivery", true, "two letters swapped"],
  ["kayack", "kayak", true, "a letter too many"],
  ["tent", "rent", true, "a neighbour key"],
  ["lunch", "bench", false, "two letters differ in a short word"],
  ["boat", "boat", false, "the same word is no typo"],
])("%s for %s: %s (%s)", (typed, meant, expected) => {
  expect(isLikelyTypoOf(typed, meant)).toBe(expected);
});

test("the distance is symmetric, zero for equal words only, and a limit never hides a smaller one", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 8 }), (a, b, limit) => {
      const distance = editDistance(a, b);
      expect(editDistance(b, a)).toBe(distance);
      expect(distance === 0).toBe(a === b);
      const limited = editDistance(a, b, limit);
      if (distance <= limit) expect(limited).toBe(distance);
      else expect(limited).toBeGreaterThan(limit);
    }),
  );
});
