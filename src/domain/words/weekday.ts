/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 60 * 60_000;

/** All of them, as they are counted: 0 is Monday. */
export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** "Monday", or "Mon". @param weekday 0 is Monday */
export const weekdayWords = (weekday: number, locale: string, length: "long" | "short" = "long"): string =>
  new Intl.DateTimeFormat(locale, { weekday: length, timeZone: "UTC" }).format(MONDAY + weekday * DAY_MS);
