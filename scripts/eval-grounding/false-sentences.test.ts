import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../bench/knowledge/seeded";
import { FALSE_KINDS, falseSentence } from "./false-sentences";
import { rightSentences } from "./right-draft";

const passages = "The tent sleeps 4 people. On 3 May it costs $120 at Nordwind in Malmö. Repairs take 14 days.";
const base = "On 3 May the tent costs $120 at Nordwind and repairs take 14 days.";

test("a false sentence differs from the right one by wrong words that no passage has", () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(...FALSE_KINDS), (seed, kind) => {
      const { text, wrong } = falseSentence(base, kind, passages, seeded(seed));
      expect(text).toContain(wrong);
      expect(text).not.toBe(base);
      expect(passages).not.toContain(wrong);
    }),
  );
});

test("the same seed makes the same sentences", () => {
  const make = () => FALSE_KINDS.map((kind) => falseSentence(base, kind, passages, seeded(7)));
  expect(make()).toEqual(make());
});

const shown = [
  { id: 1, source: "tents.md", text: "The tent sleeps four people. See https://shop.example/watch?v=1 for more." },
  { id: 2, source: "repairs.md", text: "Repairs take 14 days and are free for two years." },
];

test("right sentences cite the passage that holds them; others are left out, and links are not cut", () => {
  const reference =
    "See https://shop.example/watch?v=1 for more. Repairs take 14 days. Repairs take 15 days. Cats purr.";
  expect(rightSentences({ reference, evidence: [] }, shown)).toEqual([
    { text: "See https://shop.example/watch?v=1 for more.", citations: [1] },
    { text: "Repairs take 14 days.", citations: [2] },
  ]);
});

test("nothing is right where the evidence was not found", () => {
  expect(rightSentences({ reference: "Repairs take 14 days.", evidence: ["Ask in the workshop."] }, shown)).toEqual([]);
});
