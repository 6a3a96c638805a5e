import fc from "fast-check";
import { expect, test } from "vitest";
import { comingWords, daysAgo, dayWords, momentWords, shortTimeWords } from "./time";

const LISBON = { timeZone: "Europe/Lisbon", locale: "en-GB" };
const at = (text: string) => new Date(text);

test.each([
  { date: "2026-03-14T11:59:40Z", words: "now", why: "less than a minute" },
  { date: "2026-03-14T11:56:00Z", words: "4 min", why: "minutes" },
  { date: "2026-03-14T08:05:00Z", words: "08:05", why: "today" },
  { date: "2026-03-13T23:59:00Z", words: "Yesterday", why: "the day before, however few hours" },
  { date: "2026-03-10T09:00:00Z", words: "Tue", why: "within the week" },
  { date: "2026-02-01T09:00:00Z", words: "1 Feb", why: "this year" },
  { date: "2024-02-01T09:00:00Z", words: "1 Feb 2024", why: "another year" },
])("$date is “$words” at noon on 14 March ($why)", ({ date, words }) => {
  expect(shortTimeWords(at(date), at("2026-03-14T12:00:00Z"), LISBON)).toBe(words);
});

test("a moment ago yesterday evening is minutes, not a day", () => {
  expect(shortTimeWords(at("2026-03-13T23:50:00Z"), at("2026-03-14T00:05:00Z"), LISBON)).toBe("15 min");
});

test("days are the reader's: the same instants lie on one day here and on two there", () => {
  const [date, now] = [at("2026-03-14T22:30:00Z"), at("2026-03-14T23:30:00Z")];
  expect(daysAgo(date, now, "UTC")).toBe(0);
  expect(daysAgo(date, now, "Europe/Madrid")).toBe(1);
});

test("a day with 23 hours is still one day", () => {
  // Clocks went forward in Lisbon on 29 March 2026.
  expect(daysAgo(at("2026-03-28T23:30:00Z"), at("2026-03-29T23:30:00Z"), "Europe/Lisbon")).toBe(2);
  expect(daysAgo(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z"), "Europe/Lisbon")).toBe(1);
});

test("days never run backwards", () => {
  const instant = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => new Date(ms));
  const zone = fc.constantFrom("UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Europe/Lisbon");
  fc.assert(
    fc.property(instant, instant, zone, (one, other, timeZone) => {
      const [earlier, later] = one <= other ? [one, other] : [other, one];
      expect(daysAgo(earlier, later, timeZone)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("over a day's messages stands its name, then its date", () => {
  const now = at("2026-03-14T12:00:00Z");
  const words = ["2026-03-14", "2026-03-13", "2026-03-09", "2026-03-01", "2025-03-01"].map((day) =>
    dayWords(at(`${day}T12:00:00Z`), now, LISBON),
  );
  expect(words).toEqual(["Today", "Yesterday", "Monday", "1 March", "1 March 2025"]);
});

test("a moment carries its day unless that is today", () => {
  const now = at("2026-03-14T12:00:00Z");
  const moments = ["2026-03-14T08:05", "2026-03-13T23:59", "2026-03-10T09:00", "2026-02-01T09:00"];
  expect(moments.map((moment) => momentWords(at(`${moment}:00Z`), now, LISBON))).toEqual([
    "08:05",
    "Yesterday, 23:59",
    "Tue, 09:00",
    "1 Feb, 09:00",
  ]);
});

test.each([
  ["2026-03-14T21:00:00Z", "21:00"],
  ["2026-03-15T09:00:00Z", "tomorrow, 09:00"],
  ["2026-03-16T09:00:00Z", "Mon, 09:00"],
  ["2026-03-21T09:00:00Z", "21 Mar, 09:00"],
  ["2027-03-01T09:00:00Z", "1 Mar 2027, 09:00"],
])("%s, to come, is told as %s", (date, words) => {
  expect(comingWords(at(date), at("2026-03-14T12:00:00Z"), LISBON)).toBe(words);
});
