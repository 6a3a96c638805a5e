import { expect, test } from "vitest";
import { rankingMetrics } from "./ranking-metrics";

test("recall counts ranks within k, the reciprocal rank stops at ten, and what was not found counts as nothing", () => {
  expect(rankingMetrics([1, 3, 5, 10, 11, null])).toEqual({
    n: 6,
    recallAt1: 0.1667,
    recallAt3: 0.3333,
    recallAt5: 0.5,
    recallAt10: 0.6667,
    mrrAt10: 0.2722,
  });
});

test("no questions, no division by zero", () => {
  expect(rankingMetrics([])).toMatchObject({ n: 0, recallAt1: 0, mrrAt10: 0 });
});
