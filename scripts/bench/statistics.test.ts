import { expect, test } from "vitest";
import { median, percentile, rounded } from "./statistics";

test.each([
  { values: [5], share: 0.5, value: 5, why: "one value is every percentile" },
  { values: [3, 1, 2], share: 0.5, value: 2, why: "the order does not matter" },
  { values: [1, 2, 3, 4], share: 0.5, value: 2, why: "of two middle ones the lower" },
  { values: Array.from({ length: 100 }, (_, index) => index + 1), share: 0.95, value: 95, why: "nearest rank" },
  { values: [1, 2], share: 0, value: 1, why: "the least" },
  { values: [1, 2], share: 1, value: 2, why: "the greatest" },
])("percentile $share is $value: $why", ({ values, share, value }) => {
  expect(percentile(values, share)).toBe(value);
});

test("nothing has no median", () => {
  expect(() => median([])).toThrow(RangeError);
});

test("rounding keeps numbers numbers", () => {
  expect(rounded(1.25, 1)).toBe(1.3);
  expect(rounded(2)).toBe(2);
});
