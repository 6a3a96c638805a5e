import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseReader, readerOf, writeReader } from "./reader";

describe("what a browser keeps of its reader", () => {
  test("comes back as it was, whatever the zone and the language", () => {
    const anyZone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"), "UTC");
    const anyLocale = fc.constantFrom("en-GB", "es-MX", "pt", "ar", "zh-Hant-TW");
    fc.assert(
      fc.property(anyZone, anyLocale, (timeZone, locale) => {
        const kept = writeReader({ timeZone, locale });
        expect(kept).toMatch(/^[\w.~%+-]+$/);
        expect(parseReader(decodeURIComponent(kept))).toEqual({ timeZone, locale });
      }),
    );
  });

  test.each([
    [undefined, "nothing is kept"],
    ["", "it is empty"],
    ["Europe/Lisbon", "the language is missing"],
    [" pt-PT", "the zone is missing"],
    ["Europe/Lisbon ", "the language is empty"],
    ["Mars/Olympus en", "there is no such zone"],
    ["Europe/Lisbon no_such", "there is no such language"],
    ["Europe/Lisbon en more", "something follows"],
    [`Europe/Lisbon en-${"x".repeat(200)}`, "it is too long"],
  ])("%j is not gone by: %s", (text: string | undefined, _why) => expect(parseReader(text)).toBeUndefined());

  test("is never anything but a zone and a language that dates can be written in", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `Europe/Lisbon ${text}`),
        ),
        (text) => {
          const reader = parseReader(text);
          if (reader) new Intl.DateTimeFormat(reader.locale, { timeZone: reader.timeZone }).format(0);
        },
      ),
    );
  });
});

test.each([
  ["es-MX", "es", "es-MX"],
  ["es-MX", "pt", "pt-BR"],
  ["en", "en", "en"],
  ["de-DE", "en", "en-GB"],
] as const)("a browser in %s writes the dates of a page in %s as in %s", (locale, language, expected) => {
  expect(readerOf({ timeZone: "UTC", locale }, language)).toEqual({ timeZone: "UTC", locale: expected });
});
