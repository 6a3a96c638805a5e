import { expect, test } from "vitest";
import { say } from "@/test/say";
import { overallAgreement, shareWords, unchangedWords } from "./shadow";

test.each([
  { share: 0, words: "0 %" },
  { share: 0.001, words: "1 %" },
  { share: 0.754, words: "75 %" },
  { share: 0.999, words: "99 %" },
  { share: 1, words: "100 %" },
])("a share of $share is $words", ({ share, words }) => {
  expect(shareWords(say, share)).toBe(words);
});

test("all topics together weigh by how many drafts each had", () => {
  expect(overallAgreement([])).toBeNull();
  const topics = [
    { count: 3, unchangedCount: 3, agreement: 1 },
    { count: 1, unchangedCount: 0, agreement: 0.2 },
  ];
  expect(overallAgreement(topics)).toEqual({ count: 4, unchangedCount: 3, agreement: 0.8 });
});

test.each([
  { count: 1, unchangedCount: 1, words: "Your team sent the only draft unchanged." },
  { count: 1, unchangedCount: 0, words: "Your team didn't send the only draft unchanged." },
  { count: 4, unchangedCount: 0, words: "Your team sent none of the 4 drafts unchanged." },
  { count: 4, unchangedCount: 3, words: "Your team sent 3 of 4 drafts unchanged." },
  { count: 4, unchangedCount: 4, words: "Your team sent all 4 drafts unchanged." },
])("$unchangedCount of $count: $words", ({ words, ...counts }) => {
  expect(unchangedWords(say, counts)).toBe(words);
});
