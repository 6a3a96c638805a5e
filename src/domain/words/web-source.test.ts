import { expect, test } from "vitest";
import { leftOutWords, readingShare, readingWords, scheduleWords, stopWords } from "./web-source";

const reading = (doneCount: number, totalCount: number, mode: "page" | "sitemap" = "sitemap") => ({
  state: "reading" as const,
  mode,
  doneCount,
  totalCount,
});

test.each([
  [reading(0, 0), "Looking for the pages of the site", null],
  [reading(0, 0, "page"), "Waiting for the site", null],
  [reading(0, 1, "page"), "Reading the page", null],
  [reading(11, 40), "Reading page 12 of 40", 11 / 40],
  [reading(40, 40), "Reading page 40 of 40", 1],
])("how far a reading is", (progress, words, share) => {
  expect(readingWords(progress)).toBe(words);
  expect(readingShare(progress)).toBe(share);
});

test("nothing is being done once it has ended", () => {
  expect(readingWords({ ...reading(3, 3), state: "idle" })).toBeNull();
});

test("what was left out is counted, and why it ended is said", () => {
  expect([leftOutWords(0), leftOutWords(1), leftOutWords(3)]).toEqual([
    null,
    "1 address couldn't be read",
    "3 addresses couldn't be read",
  ]);
  expect(stopWords("cancelled")).toContain("are kept");
  expect(stopWords("page_limit")).toContain("more pages");
});

test("a time between readings that isn't offered any more reads as none", () => {
  expect([scheduleWords(168), scheduleWords(null), scheduleWords(5)]).toEqual([
    "Every week",
    "Only when asked",
    "Only when asked",
  ]);
});
