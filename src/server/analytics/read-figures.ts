import { bucketOf, type Cell, type Figure, type Window } from "@/domain/analytics/cells";
import { measureChanging } from "@/domain/analytics/measure";
import type { Database } from "../db/client";
import { together } from "../db/together";
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
  const isEverybody = scope.tagged === undefined;
  const [beginning, progress, remainders] = await together([
    findBeginning(db, scope.accountId),
    isEverybody ? findProgress(db, scope.accountId) : undefined,
    // Who was erased has no tags any more.
    isEverybody ? listRemainders(db, scope.accountId, whole) : [],
  ]);
  const isEmpty = beginning === undefined && progress === undefined && remainders.length === 0;
  if (isEmpty) return { parts, received: [], isEmpty };
  const rolledTo = Math.min(Math.max(progress?.rolledThrough ?? whole.from, whole.from), whole.to);
  // First what takes longest: it is counted here while the database adds up the rest.
  const [live, changing, rolled, received] = await together([
    measureLive(db, scope, { window: { from: rolledTo, to: whole.to }, beginning, asOf }),
    measureChangingIn(db, scope, whole),
    sumRollups(db, scope.accountId, { window: { from: whole.from, to: rolledTo }, boundaries }),
    listReceived(db, scope.accountId, { from: current.from, to: rolledTo }),
  ]);
  for (const { part, ...figure } of rolled) parts[part]?.push(figure);
  const cells = [...remainders, ...changing, ...live];
  for (const { bucket, ...figure } of cells) {
    parts[partOf(boundaries, bucket)]?.push(figure);
    if (bucket >= current.from && figure.metric === "messages" && figure.dimension === "customer")
      received.push({ bucket, count: figure.count });
  }
  return { parts, received, isEmpty };
}

/** What is not rolled up yet; `beginning`: undefined where there are no rows. */
async function measureLive(
  db: Database,
  scope: Scope,
  { window, beginning, asOf }: { window: Window; beginning: number | undefined; asOf: number },
): Promise<Cell[]> {
  if (beginning === undefined) return [];
  const cells: Cell[] = [];
  // Nothing happened before the first row.
  for (const step of stepsOf({ ...window, from: Math.max(window.from, bucketOf(beginning)) }))
    cells.push(...(await measureWindow(db, scope, { window: step, beginning, asOf })));
  return cells;
}

async function measureChangingIn(db: Database, scope: Scope, window: Window): Promise<Cell[]> {
  const [reactions, asked, optOuts] = await together([
    listReactionFacts(db, scope, window),
    listAskedFacts(db, scope, window),
    listOptOuts(db, scope, window),
  ]);
  return measureChanging({ reactions, asked, optOuts }, window);
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
