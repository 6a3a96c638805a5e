import { addDays, instantsOf, localTimeAt } from "../automation/zoned-time";
import type { Translate } from "../words/translate";

/** Why a conversation waits that was put off without waiting for anybody before. Stored: it tells it apart. */
export const SNOOZED_REASON = "Your team put this off until now.";

const HOUR_MS = 3_600_000;
/** What is further away is forgotten by everybody, and belongs into a calendar. */
const MAX_SNOOZE_MS = 366 * 24 * HOUR_MS;
const LATER_HOURS = 3;
const MORNING_MINUTE = 9 * 60;
/** After that nobody comes back on the same day. */
const EVENING_MINUTE = 21 * 60;
const MONDAY_AFTER = 7;

export type SnoozeChoice = "later_today" | "tomorrow" | "next_monday";

/** For people: what is wrong with an instant to put something off until; null when nothing is. */
export function snoozeRefusal(t: Translate, until: Date, now: Date): string | null {
  // A date that can't be read is neither before nor after.
  if (!(until.getTime() > now.getTime())) return t("conversation.snooze.past");
  if (until.getTime() - now.getTime() > MAX_SNOOZE_MS) return t("conversation.snooze.tooFar");
  return null;
}

/**
 * What is offered, by the clock of a zone. Later today is three hours on, at the full hour, as long as the day lasts;
 * mornings are at nine, and where the clock skips that, the first instant after it.
 */
export function snoozeChoices(now: Date, timeZone: string): { choice: SnoozeChoice; until: Date }[] {
  const today = localTimeAt(timeZone, now);
  const later = new Date(Math.ceil((now.getTime() + LATER_HOURS * HOUR_MS) / HOUR_MS) * HOUR_MS);
  const laterThere = localTimeAt(timeZone, later);
  const isToday = laterThere.date === today.date && laterThere.minute <= EVENING_MINUTE;
  const morningIn = (days: number) => instantAt(timeZone, addDays(today.date, days), MORNING_MINUTE);
  return [
    ...(isToday ? [{ choice: "later_today" as const, until: later }] : []),
    { choice: "tomorrow", until: morningIn(1) },
    { choice: "next_monday", until: morningIn(MONDAY_AFTER - today.weekday) },
  ];
}

/** The instant at which a clock shows this; of an hour that comes twice the first, of one that is skipped its end. */
export function instantAt(timeZone: string, date: string, minute: number): Date {
  for (let later = 0; later < 24 * 60; later += 15) {
    const total = minute + later;
    const [first] = instantsOf(timeZone, addDays(date, Math.floor(total / (24 * 60))), total % (24 * 60));
    if (first) return first;
  }
  throw new Error(`No clock of ${timeZone} shows anything on ${date}.`);
}
