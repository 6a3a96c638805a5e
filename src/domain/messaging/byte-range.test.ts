import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRange } from "./byte-range";

test.each([
  [undefined, { kind: "whole" }],
  ["bytes=0-", { kind: "part", first: 0, last: 99 }],
  ["bytes=10-19", { kind: "part", first: 10, last: 19 }],
  ["bytes=90-500", { kind: "part", first: 90, last: 99 }],
  ["bytes=-10", { kind: "part", first: 90, last: 99 }],
  ["bytes=-500", { kind: "part", first: 0, last: 99 }],
  ["bytes=100-", { kind: "none" }],
  ["bytes=-0", { kind: "none" }],
  ["bytes=20-10", { kind: "whole" }],
  ["bytes=0-1,5-6", { kind: "whole" }],
  ["items=0-1", { kind: "whole" }],
  ["bytes=-", { kind: "whole" }],
])("%s of 100 bytes", (header, range) => {
  expect(parseRange(header, 100)).toEqual(range);
});

test("a part always lies in the file", () => {
  const header = fc.oneof(
    fc.string(),
    fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
  );
  fc.assert(
    fc.property(header, fc.nat({ max: 1000 }), (text, sizeBytes) => {
      const range = parseRange(text, sizeBytes);
      if (range.kind !== "part") return;
      expect(range.first).toBeGreaterThanOrEqual(0);
      expect(range.first).toBeLessThanOrEqual(range.last);
      expect(range.last).toBeLessThan(sizeBytes);
    }),
  );
});
