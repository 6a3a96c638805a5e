import { and, asc, desc, eq, isNull, lt, notInArray, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { testResults, testRuns } from "../db/schema";

export type RunRow = typeof testRuns.$inferSelect;
export type ResultRow = typeof testResults.$inferSelect;

export interface RunKey {
  accountId: string;
  runId: string;
}

const ofRun = ({ accountId, runId }: RunKey) => and(eq(testRuns.accountId, accountId), eq(testRuns.id, runId));
const resultsOf = ({ accountId, runId }: RunKey) =>
  and(eq(testResults.accountId, accountId), eq(testResults.runId, runId));

/** False when one is running already. */
export async function insertRun(tx: Database, run: typeof testRuns.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(testRuns).values(run).onConflictDoNothing().returning({ id: testRuns.id });
  return inserted.length > 0;
}

const ROWS_PER_STATEMENT = 200;

export async function insertResults(tx: Database, rows: readonly (typeof testResults.$inferInsert)[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await tx.insert(testResults).values(rows.slice(start, start + ROWS_PER_STATEMENT));
}

export async function findRun(db: Database, key: RunKey): Promise<RunRow | undefined> {
  const [row] = await db.select().from(testRuns).where(ofRun(key));
  return row;
}

/** Newest first. */
export const listRuns = (db: Database, accountId: string, limit: number): Promise<RunRow[]> =>
  db
    .select()
    .from(testRuns)
    .where(eq(testRuns.accountId, accountId))
    .orderBy(desc(testRuns.createdAt), desc(testRuns.id))
    .limit(limit);

/** Locks the run until the transaction ends. False when it is no longer running. */
export async function updateRunning(
  db: Database,
  key: RunKey,
  change: Partial<Omit<typeof testRuns.$inferInsert, "doneCount">> & { doneCount?: ReturnType<typeof oneMore> },
): Promise<boolean> {
  const updated = await db
    .update(testRuns)
    .set(change)
    .where(and(ofRun(key), eq(testRuns.state, "running")))
    .returning({ id: testRuns.id });
  return updated.length > 0;
}

export const oneMore = () => sql<number>`done_count + 1`;

/** In the order of the run. */
export const listResults = (db: Database, key: RunKey): Promise<ResultRow[]> =>
  db.select().from(testResults).where(resultsOf(key)).orderBy(asc(testResults.position));

/** Those that were not asked yet, in the order of the run. */
export const listOpenResults = (db: Database, key: RunKey): Promise<ResultRow[]> =>
  db
    .select()
    .from(testResults)
    .where(and(resultsOf(key), isNull(testResults.verdict)))
    .orderBy(asc(testResults.position));

export async function saveResult(
  db: Database,
  key: RunKey,
  caseId: string,
  change: Partial<typeof testResults.$inferInsert>,
): Promise<void> {
  await db
    .update(testResults)
    .set(change)
    .where(and(resultsOf(key), eq(testResults.caseId, caseId)));
}

/** The newest run that came to its end, before a certain one or of all. */
export async function findLastDone(db: Database, accountId: string, before?: Date): Promise<RunRow | undefined> {
  const [row] = await db
    .select()
    .from(testRuns)
    .where(
      and(
        eq(testRuns.accountId, accountId),
        eq(testRuns.state, "done"),
        before ? lt(testRuns.createdAt, before) : undefined,
      ),
    )
    .orderBy(desc(testRuns.createdAt), desc(testRuns.id))
    .limit(1);
  return row;
}

/** All but the newest ones, with their results. */
export async function deleteOldRuns(tx: Database, accountId: string, kept: number): Promise<void> {
  const newest = (await listRuns(tx, accountId, kept)).map(({ id }) => id);
  if (newest.length < kept) return;
  await tx.delete(testRuns).where(and(eq(testRuns.accountId, accountId), notInArray(testRuns.id, newest)));
}
