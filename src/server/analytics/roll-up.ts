import { bucketOf, DAY_MS, SETTLED_AFTER_MS } from "@/domain/analytics/cells";
import type { Database } from "../db/client";
import type { JobQueue } from "../jobs/queue";
import { findArrivals, findBeginning } from "./fact-queries";
import { measureWindow, stepsOf } from "./measure-window";
import { lockFigures } from "./remainder-queries";
import { findProgress, listAccountsWithMessages, replaceRollups, saveProgress } from "./rollup-queries";

/** Until then a figure may change: a reply may come, the customer may come back. A day more for news that is late. */
export const FINAL_AFTER_MS = SETTLED_AFTER_MS + DAY_MS;
/** A transaction that stored a message has ended long before. */
const COMMITTED_AFTER_MS = 10 * 60_000;

export interface RollUpDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  now: () => Date;
}

/** Has the figures of every account rolled up that has any to roll up. */
export async function enqueueRollUps({ db, queue, now }: RollUpDeps): Promise<void> {
  const before = new Date(now().getTime() - FINAL_AFTER_MS);
  for (const accountId of await listAccountsWithMessages(db, before)) await queue.enqueue(db, "roll_up", { accountId });
}

/**
 * Adds up what can't change any more, from where it stopped the last time, one window and transaction after the other:
 * stopped in between, it goes on from there. Messages that arrived since and change what is older than that (a phone was
 * off for some days) have it begin again before them. Safe to run twice.
 */
export async function rollUp({ db, now }: RollUpDeps, accountId: string, signal: AbortSignal): Promise<void> {
  const asOf = now().getTime();
  const beginning = await findBeginning(db, accountId);
  if (beginning === undefined) return;
  const { from, throughSeq } = await whereToGoOn(db, { accountId, beginning, asOf });
  for (const window of stepsOf({ from, to: bucketOf(asOf - FINAL_AFTER_MS) })) {
    signal.throwIfAborted();
    await db.transaction(async (tx) => {
      await lockFigures(tx, accountId);
      const cells = await measureWindow(tx, { accountId }, { window, beginning, asOf });
      await replaceRollups(tx, { accountId, window, cells });
      await saveProgress(tx, { accountId, rolledThrough: window.to, throughSeq });
    });
  }
}

async function whereToGoOn(
  db: Database,
  { accountId, beginning, asOf }: { accountId: string; beginning: number; asOf: number },
): Promise<{ from: number; throughSeq: number }> {
  const progress = await findProgress(db, accountId);
  const settledBy = new Date(asOf - COMMITTED_AFTER_MS);
  const arrivals = await findArrivals(db, { accountId, afterSeq: progress?.throughSeq ?? 0, settledBy });
  const throughSeq = arrivals.throughSeq ?? progress?.throughSeq ?? 0;
  if (!progress) return { from: bucketOf(beginning), throughSeq };
  const { rolledThrough } = progress;
  // What it answers, and what it shows to be not settled, was counted up to so long before it.
  const changedFrom = bucketOf((arrivals.oldestAt ?? Number.POSITIVE_INFINITY) - SETTLED_AFTER_MS);
  const isLate = changedFrom < rolledThrough;
  const from = isLate ? changedFrom : rolledThrough;
  if (isLate) await saveProgress(db, { accountId, rolledThrough: from, throughSeq: progress.throughSeq });
  return { from, throughSeq };
}
