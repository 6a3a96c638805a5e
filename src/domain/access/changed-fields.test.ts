import { expect, test } from "vitest";
import { changedFields } from "./changed-fields";

test("only what differs is kept, as it was and as it is", () => {
  expect(changedFields({ a: 1, b: { c: 2 }, d: "x" }, { a: 1, b: { c: 3 }, e: true })).toEqual({
    before: { b: { c: 2 }, d: "x", e: null },
    after: { b: { c: 3 }, d: null, e: true },
  });
  expect(changedFields({ a: 1 }, { a: 1 })).toEqual({ before: {}, after: {} });
});
