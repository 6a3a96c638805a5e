import { expect, test } from "vitest";
import { defaultBusinessHours } from "../../automation/default-hours";
import type { BusinessHours } from "../../automation/hours";
import { hoursInWords } from "./hours-in-words";

const hours: BusinessHours = {
  ...defaultBusinessHours("Europe/Lisbon"),
  holidays: [
    { date: "2026-12-08", name: "Immaculate Conception", intervals: [] },
    { date: "2026-12-24", name: "", intervals: [{ from: "09:00", to: "13:00" }] },
  ],
};

test("says whether it is open, by the clock there, the week and the special days ahead", () => {
  expect(hoursInWords(hours, new Date("2026-12-07T10:30:00Z")).split("\n")).toEqual([
    "It is Monday, 7 December 2026, 10:30 (time zone Europe/Lisbon). The business is open now.",
    "Monday: open from 09:00 to 18:00.",
    "Tuesday: open from 09:00 to 18:00.",
    "Wednesday: open from 09:00 to 18:00.",
    "Thursday: open from 09:00 to 18:00.",
    "Friday: open from 09:00 to 18:00.",
    "Saturday: closed.",
    "Sunday: closed.",
    "Tuesday, 8 December 2026 (Immaculate Conception): closed.",
  ]);
});

test("closed, it says when it opens next: after the holiday, and by summer time", () => {
  const text = hoursInWords(hours, new Date("2026-12-07T19:00:00Z"));
  expect(text).toContain("The business is closed now.\nIt opens next on Wednesday, 9 December 2026, at 09:00.");
  const summer = hoursInWords(hours, new Date("2026-07-04T23:30:00Z"));
  expect(summer).toContain("It is Sunday, 5 July 2026, 00:30");
  expect(summer).toContain("It opens next on Monday, 6 July 2026, at 09:00.");
});

test("a business that never opens has no next opening, and two shifts are both named", () => {
  const never = { ...hours, week: [[], [], [], [], [], [], []] as BusinessHours["week"], holidays: [] };
  expect(hoursInWords(never, new Date("2026-12-07T10:30:00Z"))).not.toContain("opens next");
  const shifts = [
    { from: "09:00", to: "12:00" },
    { from: "14:00", to: "24:00" },
  ];
  const twice = { ...never, week: [shifts, [], [], [], [], [], []] as BusinessHours["week"] };
  expect(hoursInWords(twice, new Date("2026-12-07T10:30:00Z"))).toContain(
    "Monday: open from 09:00 to 12:00 and open from 14:00 to 24:00.",
  );
});
