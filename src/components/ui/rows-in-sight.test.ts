import fc from "fast-check";
import { expect, test } from "vitest";
import { placeRows, rowsInSight, shiftOfRows } from "./rows-in-sight";

const rows = fc
  .array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 })
  .map((heights) => heights.map((height, index) => ({ key: String(index), height })));

test("what is in sight is drawn, with as many to spare as there are, and nothing else", () => {
  fc.assert(
    fc.property(rows, fc.nat(6_000), fc.nat(900), fc.nat(5), (list, top, height, spare) => {
      const places = placeRows(list);
      const { first, end } = rowsInSight(places, { top, height }, spare);
      const seen = list.flatMap((_, index) => {
        const [start = 0, stop = 0] = places.starts.slice(index, index + 2);
        return start <= top + height && stop > top ? [index] : [];
      });
      const [firstSeen, lastSeen] = [seen[0], seen.at(-1)];
      if (firstSeen === undefined || lastSeen === undefined) expect(end - first).toBeLessThanOrEqual(1 + 2 * spare);
      else {
        expect(first).toBe(Math.max(0, firstSeen - spare));
        expect(end).toBe(Math.min(list.length, lastSeen + 1 + spare));
      }
    }),
  );
});

test("an empty list draws nothing", () => {
  expect(rowsInSight(placeRows([]), { top: 0, height: 600 }, 10)).toEqual({ first: 0, end: 0 });
});

test("what one reads stays where it is when rows come above it", () => {
  fc.assert(
    fc.property(rows, rows, fc.nat(6_000), (list, come, top) => {
      const before = placeRows(list);
      const newcomers = come.map(({ key, height }) => ({ key: `new ${key}`, height }));
      const shift = shiftOfRows(before, placeRows([...newcomers, ...list]), { top, height: 600 });
      expect(shift).toBe(list.length === 0 ? 0 : newcomers.reduce((sum, { height }) => sum + height, 0));
    }),
  );
});

test("of the rows in sight one goes to the top: the others stay where they are", () => {
  const list = Array.from({ length: 40 }, (_, index) => ({ key: String(index), height: 50 }));
  const [moved, ...others] = [20, ...list.map((_, index) => index).filter((index) => index !== 20)];
  const after = [moved, ...others].flatMap((index) => list[index ?? 0] ?? []);
  // Rows 20 to 32 are in sight; those below the one that went stay, with 50 pixels in its place above.
  expect(shiftOfRows(placeRows(list), placeRows(after), { top: 1_000, height: 600 })).toBe(0);
  // Seen from further down, where it came from above them, nothing moved either; from further up it pushed them down.
  expect(shiftOfRows(placeRows(list), placeRows(after), { top: 1_200, height: 600 })).toBe(0);
  expect(shiftOfRows(placeRows(list), placeRows(after), { top: 300, height: 200 })).toBe(50);
});

test("where none of those in sight is left, nothing is shifted", () => {
  const before = placeRows([{ key: "a", height: 50 }]);
  expect(shiftOfRows(before, placeRows([{ key: "b", height: 80 }]), { top: 0, height: 600 })).toBe(0);
});
