import { expect, test } from "vitest";
import { languageCodeOf, languageNames } from "./language-names";

test.each(["en", "es", "pt", "fr", "de", "ar", "he", "id", "ro", "zh", "tr", "uk"])(
  "%s is known by its English name",
  (code) => {
    const found = languageCodeOf(languageNames([code], "en"));
    expect(found && languageNames([found], "es")).toBe(languageNames([code], "es"));
  },
);

test.each(["Klingonese", "", "toString", "fr"])("“%s” is the name of none", (name) => {
  expect(languageCodeOf(name)).toBeUndefined();
});
