import { dateFormat, numberFormat, relativeTimeFormat } from "./formats";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Reader {
  /** IANA zone of who reads, such as `Europe/Madrid`. */
  timeZone: string;
  locale: string;
}

/** The calendar day in the reader's zone as `2026-03-14`: equal strings are the same day. */
export function dayKey(date: Date, timeZone: string): string {
  // The Swedish locale writes ISO dates.
  return dateFormat("sv-SE", { timeZone, dateStyle: "short" }).format(date);
}

/** Whole calendar days from `date` to `now` in the reader's zone; 0 is today, negative is to come. */
export function daysAgo(date: Date, now: Date, timeZone: string): number {
  const midnight = (instant: Date) => Date.parse(`${dayKey(instant, timeZone)}T00:00:00Z`);
  return Math.round((midnight(now) - midnight(date)) / (24 * HOUR));
}

/** "today", "yesterday", "tomorrow", in the reader's language. */
const namedDay = (days: number, locale: string): string =>
  relativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day");

const capitalised = (words: string, locale: string): string => {
  const [first = "", ...rest] = words;
  return first.toLocaleUpperCase(locale) + rest.join("");
};

/** "4 min": the language's plain kind, some regions write it longer. */
const shortMinutes = (count: number, locale: string): string =>
  numberFormat(new Intl.Locale(locale).language, {
    style: "unit",
    unit: "minute",
    unitDisplay: "short",
  }).format(count);

/** "now" */
const nowWord = (locale: string): string => relativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");

/** Over a day's messages: "Today", "Yesterday", "Monday", "14 March", "14 March 2024". */
export function dayWords(date: Date, now: Date, { timeZone, locale }: Reader): string {
  const days = daysAgo(date, now, timeZone);
  if (days === 0 || days === 1) return capitalised(namedDay(days, locale), locale);
  if (days > 1 && days < 7) return dateFormat(locale, { timeZone, weekday: "long" }).format(date);
  const isThisYear = dayKey(date, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4);
  return dateFormat(locale, {
    timeZone,
    day: "numeric",
    month: "long",
    ...(isThisYear ? {} : { year: "numeric" as const }),
  }).format(date);
}

/** Clock time, `14:05` or `2:05 PM`, as the locale has it. */
export const clockWords = (date: Date, { timeZone, locale }: Reader): string =>
  dateFormat(locale, { timeZone, timeStyle: "short" }).format(date);

/** For lists, as short as it stays clear: "now", "4 min", "14:05", "Yesterday", "Mon", "14 Mar", "14 Mar 2024". */
export function shortTimeWords(date: Date, now: Date, reader: Reader): string {
  const age = now.getTime() - date.getTime();
  if (age < MINUTE) return nowWord(reader.locale);
  if (age < HOUR) return shortMinutes(Math.floor(age / MINUTE), reader.locale);
  const days = daysAgo(date, now, reader.timeZone);
  if (days === 0) return clockWords(date, reader);
  if (days === 1) return capitalised(namedDay(1, reader.locale), reader.locale);
  const { timeZone, locale } = reader;
  if (days < 7) return dateFormat(locale, { timeZone, weekday: "short" }).format(date);
  const isThisYear = dayKey(date, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4);
  return dateFormat(locale, {
    timeZone,
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" as const }),
  }).format(date);
}

/** A moment with its day where that isn't today: "14:05", "Yesterday, 14:05", "Mon, 14:05", "14 Mar, 14:05". */
export function momentWords(date: Date, now: Date, reader: Reader): string {
  const clock = clockWords(date, reader);
  const days = daysAgo(date, now, reader.timeZone);
  if (days === 0) return clock;
  if (days === 1) return `${capitalised(namedDay(1, reader.locale), reader.locale)}, ${clock}`;
  const { timeZone, locale } = reader;
  const day: Intl.DateTimeFormatOptions =
    days > 0 && days < 7 ? { weekday: "short" } : { day: "numeric", month: "short" };
  return `${dateFormat(locale, { timeZone, ...day }).format(date)}, ${clock}`;
}

/** A moment that is to come, with its day: "14:05", "tomorrow, 09:00", "Mon, 09:00", "14 Mar, 09:00". */
export function comingWords(date: Date, now: Date, reader: Reader): string {
  const clock = clockWords(date, reader);
  const days = -daysAgo(date, now, reader.timeZone);
  if (days === 0) return clock;
  if (days === 1) return `${namedDay(-1, reader.locale)}, ${clock}`;
  const { timeZone, locale } = reader;
  const isThisYear = dayKey(date, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4);
  const day: Intl.DateTimeFormatOptions =
    days > 0 && days < 7
      ? { weekday: "short" }
      : { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) };
  return `${dateFormat(locale, { timeZone, ...day }).format(date)}, ${clock}`;
}

/** The exact instant, for the hover of a short one. */
export const exactTimeWords = (date: Date, { timeZone, locale }: Reader): string =>
  dateFormat(locale, { timeZone, dateStyle: "full", timeStyle: "short" }).format(date);

/** A day of the calendar, wherever somebody is: `2024-03-31` → "31 March 2024". */
export const calendarDayWords = (day: string, locale = "en-GB"): string =>
  dateFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
