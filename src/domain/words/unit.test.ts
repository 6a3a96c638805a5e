import { expect, test } from "vitest";
import { LANGUAGES } from "./languages";
import { unitWords } from "./unit";

test("English keeps to signs, others to what they write", () => {
  expect(unitWords(3, "hour", "en-GB")).toBe("3 h");
  expect(unitWords(1.44, "megabyte", "en", 1)).toBe("1.4 MB");
  expect(unitWords(1.44, "megabyte", "es", 1)).toBe("1,4 MB");
  expect(unitWords(3, "minute", "pt")).toBe("3 min");
});

test.each(LANGUAGES)("%s has a word for each unit", (language) => {
  for (const unit of ["byte", "kilobyte", "megabyte", "gigabyte", "second", "minute", "hour", "day"] as const)
    expect(unitWords(12, unit, language)).toMatch(/^12\s\S+/u);
});
