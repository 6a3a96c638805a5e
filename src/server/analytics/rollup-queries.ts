import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Cell, Figure, Window } from "@/domain/analytics/cells";
import type { Database } from "../db/client";
import { accounts, analyticsProgress, analyticsRollups, messages } from "../db/schema";

const isWithin = (accountId: string, { from, to }: Window) =>
  and(
    eq(analyticsRollups.accountId, accountId),
    gte(analyticsRollups.bucketStart, new Date(from)),
    lt(analyticsRollups.bucketStart, new Date(to)),
  );

/** Rows of an insert stay below what one statement may carry. */
const ROWS_AT_ONCE = 2_000;

/** Puts these in the place of what the window held. */
export async function replaceRollups(
  tx: Database,
  { accountId, window, cells }: { accountId: string; window: Window; cells: readonly Cell[] },
): Promise<void> {
  await tx.delete(analyticsRollups).where(isWithin(accountId, window));
  for (let start = 0; start < cells.length; start += ROWS_AT_ONCE) {
    const rows = cells
      .slice(start, start + ROWS_AT_ONCE)
      .map(({ bucket, ...figure }) => ({ accountId, bucketStart: new Date(bucket), ...figure }));
    await tx.insert(analyticsRollups).values(rows);
  }
}

/**
 * Figures added up between boundaries (in ms since 1970, rising; the first and the last bound everything): `part` 0 lies
 * between the first two.
 */
export async function sumRollups(
  db: Database,
  accountId: string,
  { window, boundaries }: { window: Window; boundaries: readonly number[] },
): Promise<(Figure & { part: number })[]> {
  const instants = `{${boundaries.map((at) => new Date(at).toISOString()).join(",")}}`;
  const part = sql<number>`width_bucket(${analyticsRollups.bucketStart}, ${instants}::timestamptz[]) - 1`.mapWith(
    Number,
  );
  return db
    .select({
      part: part.as("part"),
      metric: analyticsRollups.metric,
      dimension: analyticsRollups.dimension,
      count: sql<number>`sum(${analyticsRollups.count})`.mapWith(Number),
      sum: sql<number>`sum(${analyticsRollups.sum})`.mapWith(Number),
    })
    .from(analyticsRollups)
    .where(isWithin(accountId, window))
    .groupBy(sql`part`, analyticsRollups.metric, analyticsRollups.dimension);
}

/** How many messages customers wrote, by bucket (its beginning in ms since 1970). */
export async function listReceived(
  db: Database,
  accountId: string,
  window: Window,
): Promise<{ bucket: number; count: number }[]> {
  const rows = await db
    .select({ at: analyticsRollups.bucketStart, count: analyticsRollups.count })
    .from(analyticsRollups)
    .where(
      and(
        isWithin(accountId, window),
        eq(analyticsRollups.metric, "messages"),
        eq(analyticsRollups.dimension, "customer"),
      ),
    );
  return rows.map(({ at, count }) => ({ bucket: at.getTime(), count }));
}

export async function findProgress(db: Database, accountId: string) {
  const [row] = await db
    .select({ rolledThrough: analyticsProgress.rolledThrough, throughSeq: analyticsProgress.throughSeq })
    .from(analyticsProgress)
    .where(eq(analyticsProgress.accountId, accountId));
  return row && { rolledThrough: row.rolledThrough.getTime(), throughSeq: row.throughSeq };
}

export async function saveProgress(
  tx: Database,
  { accountId, rolledThrough, throughSeq }: { accountId: string; rolledThrough: number; throughSeq: number },
): Promise<void> {
  const progress = { rolledThrough: new Date(rolledThrough), throughSeq };
  await tx
    .insert(analyticsProgress)
    .values({ accountId, ...progress })
    .onConflictDoUpdate({ target: analyticsProgress.accountId, set: progress });
}

/** Those of which something was written before. */
export async function listAccountsWithMessages(db: Database, before: Date): Promise<string[]> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      sql`exists (select 1 from ${messages} where ${messages.accountId} = ${accounts.id} and ${lt(messages.sentAt, before)})`,
    );
  return rows.map(({ id }) => id);
}
