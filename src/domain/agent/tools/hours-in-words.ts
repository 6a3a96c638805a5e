import { type BusinessHours, type Interval, isOpen, nextOpening } from "../../automation/hours";
import { addDays, localTimeAt, weekdayOf } from "../../automation/zoned-time";

/** So many days ahead are named, holidays among them. */
const DAYS_AHEAD = 14;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** When a business is open, as sentences to quote from: now, in a usual week, and on the special days that come. */
export function hoursInWords(hours: BusinessHours, now: Date): string {
  const { timeZone, week, holidays } = hours;
  const opening = isOpen(hours, now) ? undefined : nextOpening(hours, now);
  const local = localTimeAt(timeZone, now);
  const state = isOpen(hours, now) ? "open" : "closed";
  const until = addDays(local.date, DAYS_AHEAD);
  const special = holidays
    .filter(({ date }) => date >= local.date && date <= until)
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ date, name, intervals }) => `${dayWords(date)}${name ? ` (${name})` : ""}: ${intervalWords(intervals)}.`);
  return [
    `It is ${dayWords(local.date)}, ${clockWords(local.minute)} (time zone ${timeZone}). The business is ${state} now.`,
    ...(opening ? [`It opens next on ${openingWords(timeZone, opening)}.`] : []),
    ...WEEKDAYS.map((day, index) => `${day}: ${intervalWords(week[index] ?? [])}.`),
    ...special,
  ].join("\n");
}

const intervalWords = (intervals: readonly Interval[]): string =>
  intervals.length === 0 ? "closed" : intervals.map(({ from, to }) => `open from ${from} to ${to}`).join(" and ");

const clockWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const openingWords = (timeZone: string, at: Date): string => {
  const { date, minute } = localTimeAt(timeZone, at);
  return `${dayWords(date)}, at ${clockWords(minute)}`;
};

/** "Friday, 27 November 2026". */
const dayWords = (date: string): string => {
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
  return `${WEEKDAYS[weekdayOf(date)]}, ${day}`;
};
