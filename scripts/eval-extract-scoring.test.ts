import { expect, test } from "vitest";
import { hasWords, type ItemGroup, type ItemScore, summarizeExtraction, tokenF1 } from "./eval-extract-scoring";

test.each([
  { text: "Nine to five", reference: "nine to FIVE", f1: 1, why: "case does not count" },
  { text: "five to nine", reference: "nine to five", f1: 1, why: "nor does order" },
  { text: "nine nine", reference: "nine to", f1: 0.5, why: "a word counts as often as the reference has it" },
  { text: "nine", reference: "nine to", f1: 2 / 3, why: "what is missing costs" },
  { text: "of\uFB01ce", reference: "of\u200Bfice\u202C", f1: 1, why: "ligatures and invisible marks do not count" },
  { text: "営業中", reference: "営業時間", f1: 4 / 7, why: "Chinese and Japanese count by character" },
  { text: "", reference: " . ", f1: 1, why: "nothing is all there is" },
  { text: "word", reference: "", f1: 0, why: "nothing was asked for" },
])("F1 of $text against $reference: $why", ({ text, reference, f1 }) => {
  expect(tokenF1(text, reference)).toBeCloseTo(f1, 10);
});

test("marks and lines of a table are no words", () => {
  expect(hasWords(" -- | -- \n•")).toBe(false);
  expect(hasWords("7")).toBe(true);
});

const aScore = (group: ItemGroup, more: Partial<ItemScore>): ItemScore & { group: ItemGroup } => ({
  group,
  id: "a",
  status: "ready",
  expectation: "ready",
  expected: true,
  problems: [],
  f1: null,
  ms: 1,
  peakMb: 100,
  ...more,
});

test("counts are of items, means of those that have a figure, and a parser that broke is a crash", () => {
  const summary = summarizeExtraction([
    aScore("pdf", { f1: 1, peakMb: 300 }),
    aScore("pdf", { f1: 0.5, expected: false }),
    aScore("pdf", { status: "failed: internal", expected: false }),
    aScore("docx", { status: "crashed", expected: false, peakMb: null }),
    aScore("docx", { status: "hung", expected: false }),
    aScore("text", { status: "failed: no_text" }),
  ]);
  expect(summary).toMatchObject({
    items: 6,
    asExpected: 2,
    crashes: 2,
    hangs: 1,
    f1: { pdf: 0.75, docx: null, text: null },
    maxPeakMb: 300,
  });
  expect(summary.byItem[0]).not.toHaveProperty("group");
});
