import { isPersonActive } from "../agent/gate";

/** Who answers in a conversation. Every change of owner counts the epoch up; drafts of an older epoch are not sent. */
export interface Ownership {
  owner: "bot" | "person";
  ownershipEpoch: number;
  /** When the bot takes over again by itself; null = only when a person gives it back. */
  takeoverUntil: Date | null;
}

/** Of a row that tells more: what is written back must be this and nothing else. */
export const ownershipOf = ({ owner, ownershipEpoch, takeoverUntil }: Ownership): Ownership => ({
  owner,
  ownershipEpoch,
  takeoverUntil,
});

/** A person took over and their time has run out, but nothing has said so yet. */
export const hasTakeoverExpired = (ownership: Ownership, now: Date): boolean =>
  ownership.owner === "person" && !isPersonActive(ownership, now);

/**
 * A person writes or takes over, until an instant or (null) until they give it back. A takeover that already stands is
 * only ever lengthened: the phone must not shorten what somebody asked for in the dashboard.
 */
export function takenOver(current: Ownership, until: Date | null, now: Date): Ownership {
  if (!isPersonActive(current, now))
    return { owner: "person", ownershipEpoch: current.ownershipEpoch + 1, takeoverUntil: until };
  const isLonger = current.takeoverUntil !== null && (until === null || until > current.takeoverUntil);
  return isLonger ? { ...current, takeoverUntil: until } : current;
}

/**
 * Somebody of the business has replied. In shadow mode that is no takeover: people send everything there, and the bot
 * must go on drafting. One that stands already is lengthened in either mode.
 */
export function ownershipAfterReply(
  current: Ownership,
  { until, isShadowed, now }: { until: Date; isShadowed: boolean; now: Date },
): Ownership {
  return isShadowed && !isPersonActive(current, now) ? current : takenOver(current, until, now);
}

/** The bot answers again; a new epoch even when it already did would cancel its own drafts, so then nothing changes. */
export function returnedToBot(current: Ownership): Ownership {
  if (current.owner === "bot") return current;
  return { owner: "bot", ownershipEpoch: current.ownershipEpoch + 1, takeoverUntil: null };
}

/** Two conversations turn out to be one: a person in either keeps it, and drafts of neither are taken for current. */
export function mergedOwnership(left: Ownership, right: Ownership, now: Date): Ownership {
  const people = [left, right].filter((side) => isPersonActive(side, now));
  const ownershipEpoch = Math.max(left.ownershipEpoch, right.ownershipEpoch) + 1;
  if (people.length === 0) return { owner: "bot", ownershipEpoch, takeoverUntil: null };
  const untils = people.map((side) => side.takeoverUntil);
  const isOpenEnded = untils.some((until) => until === null);
  const latest = untils.reduce<Date | null>((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
  return { owner: "person", ownershipEpoch, takeoverUntil: isOpenEnded ? null : latest };
}
