import { z } from "zod";
import { addDays, clockChangeBetween, instantsOf, isTimeZone, localTimeAt, weekdayOf } from "./zoned-time";

const MINUTES_A_DAY = 24 * 60;
const MAX_INTERVALS = 6;
const MAX_HOLIDAYS = 200;
/** Who stays closed for longer has no next opening worth telling. */
const LOOK_AHEAD_DAYS = 370;

const CLOCK_WORDS = "Write a time as 09:30.";
/** A time of day by the clock on the wall. */
export const clockSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, CLOCK_WORDS);

/** Opens at `from`, closes at `to`, by the clock on the wall. A `to` that is not later is on the next day. */
const intervalSchema = z.object({ from: clockSchema, to: clockSchema.or(z.literal("24:00")) });
export type Interval = z.infer<typeof intervalSchema>;

const daySchema = z.array(intervalSchema).max(MAX_INTERVALS);

export const businessHoursSchema = z.object({
  timeZone: z.string().max(64).refine(isTimeZone, "This time zone isn't known."),
  /** Monday first. */
  week: z.tuple([daySchema, daySchema, daySchema, daySchema, daySchema, daySchema, daySchema]),
  holidays: z
    .array(
      z.object({
        date: z.iso.date("Write a date as 2026-12-25."),
        name: z.string().trim().max(80),
        /** Open at these times instead; none: closed. */
        intervals: daySchema,
      }),
    )
    .max(MAX_HOLIDAYS)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, "A day is there twice."),
});
export type BusinessHours = z.infer<typeof businessHoursSchema>;

/** Since midnight. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Opening and closing in minutes after the day's midnight; closing may be beyond the day. */
const minutesOf = ({ from, to }: Interval) => {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  return { start, end: end > start ? end : end + MINUTES_A_DAY };
};

/** What begins on a date: that of a holiday instead of the weekday's. */
const intervalsOf = ({ week, holidays }: BusinessHours, date: string): readonly Interval[] =>
  holidays.find((holiday) => holiday.date === date)?.intervals ?? week[weekdayOf(date)] ?? [];

/**
 * Whether it is open, by the clock on the wall there: an hour that comes twice in autumn is open both times, one that is
 * skipped in spring never. What began the evening before goes on over midnight, into a holiday too.
 */
export function isOpen(hours: BusinessHours, at: Date): boolean {
  const { date, minute } = localTimeAt(hours.timeZone, at);
  const isWithin = (day: string, now: number) =>
    intervalsOf(hours, day).some((interval) => {
      const { start, end } = minutesOf(interval);
      return now >= start && now < end;
    });
  return isWithin(date, minute) || isWithin(addDays(date, -1), minute + MINUTES_A_DAY);
}

/** The first instant from `at` on at which it is open: `at` itself when it is; undefined when it stays closed for a year. */
export function nextOpening(hours: BusinessHours, at: Date): Date | undefined {
  if (isOpen(hours, at)) return at;
  const today = localTimeAt(hours.timeZone, at).date;
  for (let day = 0; day <= LOOK_AHEAD_DAYS; day++) {
    const [first] = openingsOn(hours, addDays(today, day)).filter((opening) => opening > at && isOpen(hours, opening));
    if (first) return first;
  }
  return undefined;
}

/** Instants at which it may begin to be open on a date: its own times, and when the clock is changed in the middle of one. */
function openingsOn(hours: BusinessHours, date: string): Date[] {
  const { timeZone } = hours;
  const starts = intervalsOf(hours, date).flatMap((interval) => instantsOf(timeZone, date, minutesOf(interval).start));
  const midday = instantsOf(timeZone, date, 12 * 60)[0];
  const change = midday && clockChangeBetween(timeZone, hoursFrom(midday, -14), hoursFrom(midday, 14));
  // One in the night before or after is the other day's: here it would come before that day's own times.
  const isToday = change !== undefined && localTimeAt(timeZone, change).date === date;
  return [...starts, ...(isToday ? [change] : [])].sort((a, b) => a.getTime() - b.getTime());
}

const hoursFrom = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);
