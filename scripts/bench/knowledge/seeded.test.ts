import { expect, test } from "vitest";
import { handbookPage } from "./handbook";
import { seeded } from "./seeded";

test("the same seed gives the same numbers, within their bounds, both ends included", () => {
  const draw = (seed: number) => {
    const random = seeded(seed);
    return Array.from({ length: 500 }, () => random.between(1, 3));
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect([...new Set(draw(7))].sort()).toEqual([1, 2, 3]);
});

test("pages are the same in every run, and differ from each other", () => {
  expect(handbookPage(12)).toEqual(handbookPage(12));
  const texts = Array.from({ length: 1_000 }, (_, index) => handbookPage(index + 1).paragraphs.join(" "));
  expect(new Set(texts).size).toBe(1_000);
});
