import fc from "fast-check";
import { expect, test } from "vitest";
import { say } from "@/test/say";
import { FAILURE_MESSAGES, type FailureReason, MAX_DOCUMENT_BYTES } from "../knowledge/document";
import {
  countWords,
  documentFailureWords,
  documentProgressShare,
  documentProgressWords,
  documentStatusWords,
  documentWarnings,
  uploadRefusal,
} from "./document";
import { formatBytes } from "./unit";

test.each([
  { status: "parsing", progressDone: 11, progressTotal: 40, words: "Reading page 12 of 40" },
  { status: "parsing", progressDone: 40, progressTotal: 40, words: "Reading page 40 of 40" },
  { status: "parsing", progressDone: 0, progressTotal: 0, words: "Reading" },
  { status: "recognising", progressDone: 2, progressTotal: 12, words: "Reading scanned page 3 of 12" },
  { status: "recognising", progressDone: 0, progressTotal: 0, words: "Reading scanned pages" },
  { status: "embedding", progressDone: 30, progressTotal: 88, words: "Preparing 30 of 88 passages" },
  { status: "queued", progressDone: 0, progressTotal: 0, words: "Waiting for its turn" },
  { status: "ready", progressDone: 88, progressTotal: 88, words: null },
  { status: "failed", progressDone: 3, progressTotal: 88, words: null },
] as const)("$status at $progressDone of $progressTotal is “$words”", ({ words, ...progress }) => {
  expect(documentProgressWords(say, progress)).toBe(words);
});

test("what somebody stopped didn't fail, and everything else did", () => {
  expect(documentStatusWords(say, "failed", "cancelled")).toEqual({ label: "Stopped", tone: "idle" });
  expect(documentStatusWords(say, "failed", "corrupt").label).toBe("Failed");
  expect(documentStatusWords(say, "queued", "cancelled").label).toBe("Waiting");
});

test("the page says why it can't be used as the server does", () => {
  for (const [reason, words] of Object.entries(FAILURE_MESSAGES))
    expect(documentFailureWords(say, reason as FailureReason)).toBe(words);
});

test("people hear of pages that were read from pictures, before what was written down", () => {
  const warnings = ["The last page is empty."];
  const words = (picturePageCount: number) => documentWarnings(say, { picturePageCount, warnings });
  expect(words(0)).toEqual(warnings);
  expect(words(1)).toEqual(["1 page was read from a picture. Check it for mistakes.", ...warnings]);
  expect(words(12)[0]).toBe("12 pages were read from pictures. Check them for mistakes.");
});

test("a bar is between empty and full, whatever the counters say", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer(),
      fc.constantFrom("parsing", "recognising", "embedding"),
      (progressDone, progressTotal, status) => {
        const share = documentProgressShare({ status, progressDone, progressTotal });
        expect(share === null || (share >= 0 && share <= 1)).toBe(true);
      },
    ),
  );
});

test.each([
  [0, "0 B"],
  [812, "812 B"],
  [1_023, "1 KB"],
  [1_536, "1.5 KB"],
  [2_412_000, "2.3 MB"],
  [25 * 1024 * 1024, "25 MB"],
  [1_048_000, "1 MB"],
])("%i bytes are %s", (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test("sizes are written as the reader's language writes them", () => {
  expect(formatBytes(1_536, "es")).toBe("1,5 kB");
});

test("one is singular, everything else plural, thousands are grouped", () => {
  expect([0, 1, 2, 1204].map((count) => countWords(count, "page"))).toEqual([
    "0 pages",
    "1 page",
    "2 pages",
    "1,204 pages",
  ]);
});

test("an empty file and one over the limit are refused in words, the rest is not", () => {
  expect(uploadRefusal(say, "en", { sizeBytes: 0 })).toContain("empty");
  expect(uploadRefusal(say, "en", { sizeBytes: MAX_DOCUMENT_BYTES })).toBeNull();
  expect(uploadRefusal(say, "en", { sizeBytes: MAX_DOCUMENT_BYTES * 2 })).toBe(
    "The file is 100 MB; at most 50 MB fit. Split it, or save a smaller version.",
  );
});
