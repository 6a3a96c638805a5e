import { expect, test } from "vitest";
import { say } from "@/test/say";
import { REFUSAL_MESSAGES, type WebRefusal } from "../knowledge/web/refusal";
import { readingShare, readingWords, refusalWords, scheduleWords, stopWords } from "./web-source";

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
  expect(readingWords(say, progress)).toBe(words);
  expect(readingShare(progress)).toBe(share);
});

test("nothing is being done once it has ended", () => {
  expect(readingWords(say, { ...reading(3, 3), state: "idle" })).toBeNull();
});

test("the page says why something wasn't read as the server does", () => {
  for (const [reason, words] of Object.entries(REFUSAL_MESSAGES))
    expect(refusalWords(say, reason as WebRefusal)).toBe(words);
});

test("why it ended is said", () => {
  expect(stopWords(say, "cancelled")).toContain("are kept");
  expect(stopWords(say, "page_limit")).toContain("more pages");
});

test("a time between readings that isn't offered any more reads as none", () => {
  expect([scheduleWords(say, 168), scheduleWords(say, null), scheduleWords(say, 5)]).toEqual([
    "Every week",
    "Only when asked",
    "Only when asked",
  ]);
});
