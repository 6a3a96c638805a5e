import { expect, test, vi } from "vitest";
import { isTimeZone, localTimeAt } from "./zoned-time";

/** Spellings of one zone: letters in upper case as the bits of their number say. */
const spelling = (number: number) =>
  Array.from("america/argentina/buenos_aires", (letter, index) =>
    (number >> index) & 1 ? letter.toUpperCase() : letter,
  ).join("");

test("however many names of zones somebody asks for, few are kept", () => {
  const made = vi.spyOn(Intl, "DateTimeFormat");
  const madeFor = (number: number) => {
    const before = made.mock.calls.length;
    localTimeAt(spelling(number), new Date(0));
    return made.mock.calls.length - before;
  };
  for (let number = 0; number < 128; number++) expect(isTimeZone(spelling(number))).toBe(true);
  expect(madeFor(127)).toBe(0);
  expect(madeFor(0)).toBe(1);
  expect(madeFor(0)).toBe(0);
  made.mockRestore();
});

test.each(["Asia/Calcutta", "Asia/Kolkata", "US/Eastern", "Europe/Kyiv", "Etc/GMT-3", "UTC"])(
  "%s, as browsers name it, is known",
  (name) => expect(isTimeZone(name)).toBe(true),
);

test.each(["", "Europe", "Mars/Olympus"])("%j is no zone", (name) => expect(isTimeZone(name)).toBe(false));
