import type { ConnectionState } from "../messaging/connection-state";

/** One change of state, as it was stored. */
export interface HistoryRow {
  at: Date;
  state: ConnectionState;
  /** In words; null when the state says it all. */
  reason: string | null;
}

/** What went on, for people: the small steps of linking or coming back are one thing. */
export type Phase = "up" | "connecting" | "linking" | "reconnecting" | "stopped" | "conflict" | "logged_out" | "failed";

export interface Period {
  phase: Phase;
  from: Date;
  /** Null: it goes on. */
  until: Date | null;
  /** How often it was tried or dropped within the period; 1 for most. */
  times: number;
  /** Each once, in the order in which they came up. */
  reasons: string[];
}

const PHASES: Record<ConnectionState, Phase> = {
  stopped: "stopped",
  connecting: "connecting",
  qr: "linking",
  pairing_code: "linking",
  passkey_required: "linking",
  authenticating: "connecting",
  ready: "up",
  reconnecting: "reconnecting",
  conflict: "conflict",
  logged_out: "logged_out",
  failed: "failed",
};

/** A connection that lasted less than this between two drops was not really back; the machine counts it stable later. */
const STABLE_MS = 60_000;

/** The history as periods, newest first: retries, and connections that lasted moments, belong to the trouble around them. */
export function toPeriods(newestFirst: readonly HistoryRow[]): Period[] {
  const periods: Period[] = [];
  for (const row of newestFirst.toReversed()) {
    const last = periods.at(-1);
    const joined = last && joinedPhase(last.phase, PHASES[row.state]);
    if (last && joined) {
      last.phase = joined;
      if (row.state === last.phase) last.times += 1;
      addReason(last, row.reason);
      continue;
    }
    if (last) last.until = row.at;
    const period: Period = { phase: PHASES[row.state], from: row.at, until: null, times: 1, reasons: [] };
    addReason(period, row.reason);
    periods.push(period);
  }
  return withoutMoments(periods).toReversed();
}

/** The phase of a period when `next` goes on with it; null when something else begins. */
function joinedPhase(current: Phase, next: Phase): Phase | null {
  if (current === next) return current;
  if (current === "connecting" && next === "linking") return "linking";
  if (next === "connecting" && (current === "linking" || current === "reconnecting" || current === "failed"))
    return current;
  return null;
}

function addReason(period: Period, reason: string | null): void {
  if (reason !== null && !period.reasons.includes(reason)) period.reasons.push(reason);
}

/** Joins drop, moment, drop into one; oldest first. */
function withoutMoments(periods: readonly Period[]): Period[] {
  const kept: Period[] = [];
  for (const period of periods) {
    const [before, moment] = kept.slice(-2);
    const isAgain = period.phase === "reconnecting" && before?.phase === "reconnecting" && moment?.phase === "up";
    if (!isAgain || period.from.getTime() - moment.from.getTime() >= STABLE_MS) {
      kept.push(period);
      continue;
    }
    kept.pop();
    before.times += period.times;
    before.until = period.until;
    for (const reason of period.reasons) addReason(before, reason);
  }
  return kept;
}

/** Since when the newest state has stood without another in between; null without a history. */
export function stateSince(newestFirst: readonly HistoryRow[]): Date | null {
  const [newest] = newestFirst;
  if (!newest) return null;
  const change = newestFirst.findIndex(({ state }) => state !== newest.state);
  return (newestFirst.at(change === -1 ? -1 : change - 1) ?? newest).at;
}

/** `up`: messages flow. `returning`: it is being (re)opened by itself. `down`: nothing happens by itself. */
export type Availability = "up" | "returning" | "down" | "unknown";

export interface Stretch {
  kind: Availability;
  from: Date;
  until: Date;
}

const AVAILABILITY: Record<Phase, Availability> = {
  up: "up",
  connecting: "returning",
  reconnecting: "returning",
  linking: "down",
  stopped: "down",
  conflict: "down",
  logged_out: "down",
  failed: "down",
};

/** What was when, from `from` to `until` without gaps, oldest first; `unknown` before the oldest row. */
export function toStretches(
  newestFirst: readonly HistoryRow[],
  { from, until }: { from: Date; until: Date },
): Stretch[] {
  const stretches: Stretch[] = [{ kind: "unknown", from, until }];
  for (const { at, state } of newestFirst.toReversed()) {
    const kind = AVAILABILITY[PHASES[state]];
    const start = at < from ? from : at;
    const last = stretches.at(-1);
    if (start >= until || last?.kind === kind) continue;
    if (last) last.until = start;
    stretches.push({ kind, from: start, until });
  }
  return joinEqual(stretches.filter((stretch) => stretch.from < stretch.until));
}

/** Neighbours of one kind, which what lasted no time at all had parted. */
function joinEqual(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last?.kind === stretch.kind) last.until = stretch.until;
    else joined.push({ ...stretch });
  }
  return joined;
}

/** The parts of them that lie between two instants. */
export const stretchesWithin = (stretches: readonly Stretch[], from: Date, until: Date): Stretch[] =>
  stretches
    .filter((stretch) => stretch.from < until && stretch.until > from)
    .map(({ kind, ...part }) => ({
      kind,
      from: part.from < from ? from : part.from,
      until: part.until > until ? until : part.until,
    }));

/** How long it was so, in milliseconds. */
export const lengthOf = (stretches: readonly Stretch[], kind: Availability): number =>
  stretches
    .filter((stretch) => stretch.kind === kind)
    .reduce((sum, { from, until }) => sum + until.getTime() - from.getTime(), 0);
