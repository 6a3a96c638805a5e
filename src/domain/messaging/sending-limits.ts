import type { Bucket } from "./token-bucket";

/** What the bot may send from one number. People are never held up, but what they send counts. */
export interface SendingLimits {
  perMinute: number;
  /** Customers who are written to for the first time ever. */
  newContactsPerDay: number;
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * WhatsApp watches numbers that are new on linked devices most closely, so a number begins small and grows week by week.
 * The figures are ours (docs/decisions/0010): a busy shop stays below them, a machine that sends by list does not.
 */
const WARM_UP: readonly (SendingLimits & { fromDay: number })[] = [
  { fromDay: 0, perMinute: 12, newContactsPerDay: 100 },
  { fromDay: 7, perMinute: 18, newContactsPerDay: 250 },
  { fromDay: 14, perMinute: 24, newContactsPerDay: 500 },
  { fromDay: 21, perMinute: 30, newContactsPerDay: 1000 },
];

/** By how long the number has been linked; null = not known, so as new as can be. */
export function limitsOf(numberLinkedAt: Date | null, now: Date): SendingLimits {
  const days = numberLinkedAt ? (now.getTime() - numberLinkedAt.getTime()) / DAY_MS : 0;
  const { perMinute, newContactsPerDay } = WARM_UP.findLast(({ fromDay }) => days >= fromDay) ?? WARM_UP[0]!;
  return { perMinute, newContactsPerDay };
}

/** Limits after the safety score has had its say: `throttle` is in [0, 1]; anything above 0 leaves at least one. */
export function throttled({ perMinute, newContactsPerDay }: SendingLimits, throttle: number): SendingLimits {
  const part = (limit: number) => (throttle <= 0 ? 0 : Math.max(1, Math.floor(limit * throttle)));
  return { perMinute: part(perMinute), newContactsPerDay: part(newContactsPerDay) };
}

/** A third of a minute's replies may go at once: several customers do write in the same moment. */
export const replyBucket = ({ perMinute }: SendingLimits): Bucket => ({
  limit: perMinute,
  burst: Math.ceil(perMinute / 3),
  windowMs: 60_000,
});

/** All new customers of a day may come at once, as they do after an advertisement. */
export const newContactBucket = ({ newContactsPerDay }: SendingLimits): Bucket => ({
  limit: newContactsPerDay,
  burst: newContactsPerDay,
  windowMs: DAY_MS,
});
