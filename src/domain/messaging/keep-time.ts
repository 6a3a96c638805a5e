/** How many days an account may keep what customers and the team write. */
export const KEEP_DAYS = [30, 90, 365] as const;
export type KeepDays = (typeof KEEP_DAYS)[number];

/** Null: for ever. */
export type KeepTime = KeepDays | null;

const DAY_MS = 24 * 3_600_000;
/** After the time was shortened nothing goes for so long: somebody else of the team may know better. */
export const SECOND_THOUGHTS_MS = DAY_MS;

/** Whether something goes by the new time that would have stayed by the old one. */
export const isShortened = (from: KeepTime, to: KeepTime): boolean => to !== null && (from === null || to < from);

/** What was written before this is not kept. */
export const keptSince = (now: Date, days: KeepDays): Date => new Date(now.getTime() - days * DAY_MS);

/**
 * From when on the account removes what is too old, after a change of its time; null: never. A time that is made longer
 * puts nothing off, and one that is made shorter puts everything off.
 */
export function removesFromAfter(
  change: { from: KeepTime; to: KeepTime; removesFrom: Date | null },
  now: Date,
): Date | null {
  if (change.to === null) return null;
  if (isShortened(change.from, change.to)) return new Date(now.getTime() + SECOND_THOUGHTS_MS);
  return change.removesFrom;
}
