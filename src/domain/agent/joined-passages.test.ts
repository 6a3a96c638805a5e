import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinNeighbours, overlapOf } from "./joined-passages";

const whole =
  "First sentence about the shop and its history. Second sentence about delivery to the islands in winter. Third sentence about returning what does not fit. Fourth sentence about the warranty of tents and bags.";
const part = (from: number, to: number, more = {}) => ({
  documentId: "doc_1",
  heading: "Shop",
  text: whole.slice(from, to),
  score: 1,
  ...more,
});

describe("neighbours complete a passage", () => {
  test("before and after it, also over two steps", () => {
    const list = [part(60, 150, { score: 2 }), part(100, whole.length), part(0, 105)];
    expect(joinNeighbours(list, 3)).toEqual([{ documentId: "doc_1", heading: "Shop", text: whole, score: 2 }]);
  });

  test("but not across documents or headings", () => {
    const list = [part(60, 150), part(100, whole.length, { heading: "Other" }), part(0, 105, { documentId: "doc_2" })];
    expect(joinNeighbours(list, 3)).toEqual(list);
  });

  test("spare passages only complete, they are not used themselves", () => {
    const other = part(0, 50, { documentId: "doc_2" });
    expect(joinNeighbours([part(0, 105), other, part(60, whole.length)], 1)).toEqual([part(0, whole.length)]);
  });
});

test("nothing is invented: every joined text is one of the passages or made of them", () => {
  const text = fc.string({ minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (texts, limit) => {
      const list = texts.map((value) => ({ documentId: "doc_1", heading: "", text: value }));
      const joined = joinNeighbours(list, limit);
      expect(joined.length).toBeLessThanOrEqual(limit);
      expect(joined[0]?.text.includes(texts[0] ?? "")).toBe(texts.length > 0 ? true : undefined);
    }),
  );
});

test("an overlap is what one text ends and the other begins with", () => {
  expect(overlapOf(whole.slice(0, 100), whole.slice(50))).toBe(50);
  expect(overlapOf("abc", "abc")).toBe(0);
});
