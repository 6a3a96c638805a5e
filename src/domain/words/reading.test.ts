import { expect, test } from "vitest";
import { say } from "@/test/say";
import { languageNames } from "./language-names";
import { pageRanges } from "./reading";

test("pages that follow each other are one range", () => {
  expect(pageRanges(say, [4], "en-GB")).toBe("4");
  expect(pageRanges(say, [3, 7, 8, 9, 12], "en-GB")).toBe("3, 7–9 and 12");
});

test("very many ranges are counted instead of listed", () => {
  const odd = Array.from({ length: 20 }, (_, index) => index * 2 + 1);
  expect(pageRanges(say, odd, "en-GB")).toBe("1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 8 more");
});

test("languages are called by name", () => {
  expect(languageNames(["en", "es", "ar"], "en")).toBe("English, Spanish, and Arabic");
  expect(languageNames(["en", "ar"], "es")).toBe("inglés y árabe");
});
