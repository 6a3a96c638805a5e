import { minuteOf } from "./hours";
import type { Trigger } from "./rule";
import { instantsOf, localTimeAt } from "./zoned-time";

const MINUTE_MS = 60_000;
/** What was missed for longer (Parley was off, the rule's conditions didn't hold) is not caught up: it would only confuse. */
export const CATCH_UP_MS = 24 * 60 * MINUTE_MS;
/** A time of day is meant: an hour late it is another one. */
const LATE_MS = 60 * MINUTE_MS;

/** When each side last wrote in a conversation; null: never, or long ago. */
export interface LastWords {
  customer: Date | null;
  /** Somebody of the team, here or on the phone. */
  person: Date | null;
  bot: Date | null;
}

interface Clock {
  now: Date;
  /** Since when the rule is on. */
  onSince: Date;
}

/** Whether the silence that the rule waits for has just come to its length. */
export function isSilenceDue(
  { from, minutes }: Trigger & { kind: "no_reply" },
  { customer, person, bot }: LastWords,
  { now, onSince }: Clock,
): boolean {
  if (customer === null) return false;
  const isAfterCustomer = (at: Date | null): at is Date => at !== null && at >= customer;
  // Whoever of the team has written is answering.
  if (isAfterCustomer(person)) return false;
  const since = from === "team" ? customer : isAfterCustomer(bot) ? bot : null;
  if (since === null) return false;
  const due = since.getTime() + minutes * MINUTE_MS;
  return due <= now.getTime() && due > now.getTime() - CATCH_UP_MS && due >= onSince.getTime();
}

/** The date for which the rule's time of day has come, by the clock of the zone; undefined when it hasn't. */
export function scheduleDue(
  { at, weekdays }: Trigger & { kind: "schedule" },
  timeZone: string,
  { now, onSince }: Clock,
): string | undefined {
  const { date, weekday } = localTimeAt(timeZone, now);
  if (!weekdays.includes(weekday)) return undefined;
  const minute = minuteOf(at);
  // In the hour that is skipped in spring it is the same minute of the next one.
  const [due] = [...instantsOf(timeZone, date, minute), ...instantsOf(timeZone, date, minute + 60)];
  if (!due || due > now || now.getTime() - due.getTime() >= LATE_MS || due < onSince) return undefined;
  return date;
}
