import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Cell, Window } from "@/domain/analytics/cells";
import type { Database } from "../db/client";
import { analyticsRemainders } from "../db/schema";

/** Until the transaction ends, nobody else moves figures of the account from one table to another. */
export async function lockFigures(tx: Database, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`figures:${accountId}`}, 0))`);
}

/** What was counted of erased rows in the window. */
export async function listRemainders(db: Database, accountId: string, { from, to }: Window): Promise<Cell[]> {
  const rows = await db
    .select()
    .from(analyticsRemainders)
    .where(
      and(
        eq(analyticsRemainders.accountId, accountId),
        gte(analyticsRemainders.bucketStart, new Date(from)),
        lt(analyticsRemainders.bucketStart, new Date(to)),
      ),
    );
  return rows.map(({ bucketStart, metric, dimension, count, sum }) => ({
    bucket: bucketStart.getTime(),
    metric,
    dimension,
    count,
    sum,
  }));
}

/** The cells as rows of a statement, in one parameter. */
const asRows = (cells: readonly Cell[]) => {
  const rows = cells.map(({ bucket, ...figure }) => ({ bucket: new Date(bucket).toISOString(), ...figure }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as moved (bucket timestamptz, metric text, dimension text, count bigint, sum bigint)`;
};

/** Adds them to what is kept of erased rows. */
export async function addRemainders(tx: Database, accountId: string, cells: readonly Cell[]): Promise<void> {
  if (cells.length === 0) return;
  await tx.execute(sql`
    insert into analytics_remainders (account_id, bucket_start, metric, dimension, count, sum)
    select ${accountId}, moved.bucket, moved.metric, moved.dimension, moved.count, moved.sum from ${asRows(cells)}
    on conflict (account_id, bucket_start, metric, dimension)
    do update set count = analytics_remainders.count + excluded.count, sum = analytics_remainders.sum + excluded.sum`);
}

/**
 * The same for cells that are rolled up: they are taken from there. What isn't there stays where it is: a thread that was
 * changed by hand after it was counted, for one.
 */
export async function moveToRemainders(tx: Database, accountId: string, cells: readonly Cell[]): Promise<void> {
  if (cells.length === 0) return;
  await tx.execute(sql`
    with taken as (
      update analytics_rollups set count = analytics_rollups.count - moved.count, sum = analytics_rollups.sum - moved.sum
      from ${asRows(cells)}
      where analytics_rollups.account_id = ${accountId} and analytics_rollups.bucket_start = moved.bucket
        and analytics_rollups.metric = moved.metric and analytics_rollups.dimension = moved.dimension
        and analytics_rollups.count >= moved.count and analytics_rollups.sum >= moved.sum
      returning moved.bucket, moved.metric, moved.dimension, moved.count, moved.sum)
    insert into analytics_remainders (account_id, bucket_start, metric, dimension, count, sum)
    select ${accountId}, taken.bucket, taken.metric, taken.dimension, taken.count, taken.sum from taken
    on conflict (account_id, bucket_start, metric, dimension)
    do update set count = analytics_remainders.count + excluded.count, sum = analytics_remainders.sum + excluded.sum`);
}
