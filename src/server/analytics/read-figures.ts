import { bucketOf, type Cell, type Figure, type Window } from "@/domain/analytics/cells";
import { measureChanging } from "@/domain/analytics/measure";
import type { Database } from "../db/client";
import { findBeginning, listAskedFacts, listOptOuts, listReactionFacts, type Scope } from "./fact-queries";
import { measureWindow, stepsOf } from "./measure-window";
import { listRemainders } from "./remainder-queries";
import { findProgress, listReceived, sumRollups } from "./rollup-queries";

export interface PeriodFigures {
  /** Between each two boundaries. */
  parts: Figure[][];
  /** Messages of customers by bucket, from the second boundary on. */
  received: { bucket: number; count: number }[];
  /** Whether the account has anything at all. */
  isEmpty: boolean;
}

/**
 * Figures between boundaries (in ms since 1970, rising): of what is over from what was rolled up, of the rest from the
 * rows, so they are those of this moment. With a tag all of it comes from the rows.
 */
export async function readFigures(
  db: Database,
  scope: Scope,
  { boundaries, asOf }: { boundaries: readonly number[]; asOf: number },
): Promise<PeriodFigures> {
  const whole = { from: boundaries[0] ?? 0, to: boundaries.at(-1) ?? 0 };
  const current = { from: boundaries[1] ?? 0, to: whole.to };
  const parts: Figure[][] = boundaries.slice(1).map(() => []);
  const beginning = await findBeginning(db, scope.accountId);
  const progress = scope.tagged === undefined ? await findProgress(db, scope.accountId) : undefined;
  // Who was erased has no tags any more.
  const cells = scope.tagged === undefined ? await listRemainders(db, scope.accountId, whole) : [];
  const isEmpty = beginning === undefined && progress === undefined && cells.length === 0;
  if (isEmpty) return { parts, received: [], isEmpty };
  const rolledTo = Math.min(Math.max(progress?.rolledThrough ?? whole.from, whole.from), whole.to);

  const rolled = { from: whole.from, to: rolledTo };
  for (const { part, ...figure } of await sumRollups(db, scope.accountId, { window: rolled, boundaries }))
    parts[part]?.push(figure);
  const received = await listReceived(db, scope.accountId, { from: current.from, to: rolledTo });

  cells.push(...(await measureChangingIn(db, scope, whole)));
  if (beginning !== undefined) {
    // Nothing happened before the first row.
    const live: Window = { from: Math.max(rolledTo, bucketOf(beginning)), to: whole.to };
    for (const window of stepsOf(live)) cells.push(...(await measureWindow(db, scope, { window, beginning, asOf })));
  }
  for (const { bucket, ...figure } of cells) {
    parts[partOf(boundaries, bucket)]?.push(figure);
    if (bucket >= current.from && figure.metric === "messages" && figure.dimension === "customer")
      received.push({ bucket, count: figure.count });
  }
  return { parts, received, isEmpty };
}

async function measureChangingIn(db: Database, scope: Scope, window: Window): Promise<Cell[]> {
  const reactions = await listReactionFacts(db, scope, window);
  const asked = await listAskedFacts(db, scope, window);
  return measureChanging({ reactions, asked, optOuts: await listOptOuts(db, scope, window) }, window);
}

/** Between which boundaries it lies; -1 before the first. */
function partOf(boundaries: readonly number[], at: number): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((boundaries[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
