import type { ReasonCode } from "./connection-reasons";
import type { ConnectionState } from "./connection-state";

/** From `at` on the connection was in this state, until the next change. */
export interface StateChange {
  at: Date;
  state: ConnectionState;
  reason: ReasonCode | null;
}

/** Parley itself was away, while the number should have been connected. */
const AWAY: ReadonlySet<ReasonCode | null> = new Set(["parley_stopped", "parley_ended"] as const);
const WANTED: ReadonlySet<ConnectionState> = new Set(["connecting", "ready", "reconnecting", "failed"] as const);

/** Linking a phone waits for people, and what the owner or the phone has ended should not be up. */
const isWantedUp = ({ state, reason }: StateChange) => WANTED.has(state) || (state === "stopped" && AWAY.has(reason));

/**
 * The share (0..1) of the time a connection was wanted up between two instants in which it was ready; null when it was
 * never wanted. `changes` are oldest first and begin with the last one before the window, where there is one: what was
 * before the first is unknown and counts for nothing.
 */
export function uptimeShare(changes: readonly StateChange[], window: { from: Date; until: Date }): number | null {
  const from = window.from.getTime();
  const until = window.until.getTime();
  let wantedMs = 0;
  let readyMs = 0;
  for (const [index, change] of changes.entries()) {
    const begin = Math.max(change.at.getTime(), from);
    const end = Math.min(changes[index + 1]?.at.getTime() ?? until, until);
    const lengthMs = Math.max(0, end - begin);
    if (isWantedUp(change)) wantedMs += lengthMs;
    if (change.state === "ready") readyMs += lengthMs;
  }
  return wantedMs === 0 ? null : readyMs / wantedMs;
}

/** A change that began a new connection in place of one that didn't work, or brought one back after Parley was away. */
export const isRestart = ({ state, reason }: StateChange): boolean =>
  reason !== null &&
  reason !== "offline" &&
  (state === "reconnecting" || state === "failed" || (state === "stopped" && AWAY.has(reason)));
