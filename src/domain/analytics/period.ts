import { addDays, instantsOf, localTimeAt } from "../automation/zoned-time";
import type { Window } from "./cells";

export const PERIOD_DAYS = [7, 28, 90] as const;
/** Longer ones would be slow, and of use to nobody. */
export const MAX_DAYS = 400;
/** With a tag every message of the period is read. */
export const MAX_DAYS_WITH_TAG = 92;

/** Whole local days; both ends belong to it. Dates as `2026-03-29`. */
export interface Period {
  from: string;
  to: string;
}

const MINUTES_OF_DAY = 24 * 60;

/** When a date begins somewhere, in ms since 1970; where midnight is skipped, the first instant after. */
export function dayStart(timeZone: string, date: string): number {
  for (let minute = 0; minute < MINUTES_OF_DAY; minute += 15) {
    const [first] = instantsOf(timeZone, date, minute);
    if (first) return first.getTime();
  }
  // A date that is skipped as a whole, as on islands that changed sides of the date line, begins where the next one does.
  return dayStart(timeZone, addDays(date, 1));
}

/** How many days it has; 0 or less when it ends before it begins. */
export const daysIn = ({ from, to }: Period): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/** The last so many days, today included. */
export function lastDays(timeZone: string, days: number, now: Date): Period {
  const { date } = localTimeAt(timeZone, now);
  return { from: addDays(date, 1 - days), to: date };
}

/** As many days, just before. */
export function periodBefore(period: Period): Period {
  return { from: addDays(period.from, -daysIn(period)), to: addDays(period.from, -1) };
}

export const datesOf = (period: Period): string[] =>
  Array.from({ length: daysIn(period) }, (_, index) => addDays(period.from, index));

/** Of each date its window; days have 23, 24 or 25 hours. */
export function dayWindows(timeZone: string, period: Period): (Window & { date: string })[] {
  const dates = datesOf(period);
  const starts = [...dates, addDays(period.to, 1)].map((date) => dayStart(timeZone, date));
  return dates.map((date, index) => ({ date, from: starts[index] ?? 0, to: starts[index + 1] ?? 0 }));
}
