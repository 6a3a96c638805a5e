import type { StateChange } from "./uptime";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Most lines that drop are back within a minute or two, and a restart of the machine takes some more. */
export const SHORT_DROP_MS = 15 * MINUTE_MS;
/** A line that comes and goes is told of once in this time. */
export const QUIET_MS = 6 * HOUR_MS;
/** What is older is no news: people have seen it, or nobody looks after this number. */
export const NEWS_MS = 48 * HOUR_MS;

export interface Disconnection {
  /** Since it last worked, oldest first; the last one is where it stands. */
  changes: readonly StateChange[];
  /** When people were last told that this number is disconnected. */
  lastToldAt: Date | null;
  /** Since when somebody has been looking: what passed while Parley itself was off counts for nothing. */
  watchedSince: Date;
  now: Date;
}

/**
 * Whether the people who can do something about it are to be told that a number is disconnected: at once when the phone
 * has unlinked it, otherwise when it stays away; once per disconnection, and never of what somebody in Parley asked for.
 */
export function mustTellOfDisconnection({ changes, lastToldAt, watchedSince, now }: Disconnection): boolean {
  const [first] = changes;
  const last = changes.at(-1);
  if (!first || !last || last.state === "ready" || changes.some(wasAskedFor)) return false;
  const since = (instant: Date) => now.getTime() - instant.getTime();
  if (since(last.at) > NEWS_MS || (lastToldAt && lastToldAt >= first.at)) return false;
  if (last.state === "logged_out") return true;
  if (lastToldAt && since(lastToldAt) < QUIET_MS) return false;
  return Math.min(since(first.at), since(watchedSince)) >= SHORT_DROP_MS;
}

/** Stopped or unlinked by somebody in Parley. */
const wasAskedFor = ({ state, reason }: StateChange) =>
  (state === "stopped" && reason === null) || reason === "unlinked_here";
