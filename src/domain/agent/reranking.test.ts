import fc from "fast-check";
import { expect, test } from "vitest";
import type { Passage } from "../knowledge/passage";
import { rerank } from "./reranking";

const passages = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ chunkId: `chk_${index}`, score: 1 - index / 100 }) as Passage);
const ids = (ordered: readonly Passage[] | undefined) => ordered?.map(({ chunkId }) => chunkId);

test("what the model names comes first, the rest follows by score, and both places are kept", () => {
  const ordered = rerank(passages(4), [2, 0]);
  expect(ids(ordered)).toEqual(["chk_2", "chk_0", "chk_1", "chk_3"]);
  expect(ordered?.map(({ places }) => places)).toEqual([
    { byScore: 3, byModel: 1 },
    { byScore: 1, byModel: 2 },
    { byScore: 2, byModel: null },
    { byScore: 4, byModel: null },
  ]);
});

test.each([
  { why: "none", order: [] },
  { why: "only such as weren't retrieved", order: [7, -1, 99, 0.5] },
])("no order when it names $why", ({ order }) => expect(rerank(passages(3), order)).toBeUndefined());

test("whatever it names, exactly the passages that were retrieved come out, each once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.integer({ min: -3, max: 20 })), (count, order) => {
      const before = passages(count);
      const after = rerank(before, order) ?? before;
      expect(ids(after)?.toSorted()).toEqual(ids(before)?.toSorted());
    }),
  );
});
