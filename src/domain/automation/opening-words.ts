import { type BusinessHours, isOpen, nextOpening } from "./hours";
import { addDays, localTimeAt } from "./zoned-time";

/**
 * "Monday 09:00" in a language, by the account's clock; with the date when that is more than six days away. Null when it
 * is open, or doesn't open within a year.
 */
export function openingWords(hours: BusinessHours | null, now: Date, language: string): string | null {
  if (!hours || isOpen(hours, now)) return null;
  const opening = nextOpening(hours, now);
  if (!opening) return null;
  const { timeZone } = hours;
  const isFar = localTimeAt(timeZone, opening).date > addDays(localTimeAt(timeZone, now).date, 6);
  return new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: "long",
    ...(isFar ? { day: "numeric", month: "long" } : {}),
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(opening);
}
