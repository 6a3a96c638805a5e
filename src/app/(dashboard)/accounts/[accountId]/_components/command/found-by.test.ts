import { expect, test } from "vitest";
import { isFoundBy } from "./found-by";

test.each([
  ["Knowledge", "know", true],
  ["Dark appearance", "app da", true],
  ["Harbour Café", "CAFE", true],
  ["Your profile", "", true],
  ["Your profile", "  prof ", true],
  ["Knowledge", "ledge", false],
  ["Knowledge", "know nothing", false],
])("%s is found by %j: %s", (label, typed, found) => {
  expect(isFoundBy(label, typed)).toBe(found);
});
