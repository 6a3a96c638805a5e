import { and, asc, desc, eq, gte, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { ReasonCode } from "@/domain/messaging/connection-reasons";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import type { Database } from "@/server/db/client";
import { connectionEvents } from "@/server/db/schema";

/** One change of state, as it is kept. */
export interface HistoryEntry {
  at: Date;
  state: ConnectionState;
  reason: ReasonCode | null;
  /** What the driver said, for operators of the machine; never what customers wrote. */
  detail: string | null;
  failures: number;
}

const DAY_MS = 24 * 60 * 60_000;
const KEEP_MS = 30 * DAY_MS;
const KEEP_ROWS = 1000;
/** Drivers quote what a browser said, which can be long. */
const MAX_DETAIL = 300;

/** Adds what happened, in order, and removes what is too old or too much. For the transaction that writes the state. */
export async function recordHistory(tx: Database, accountId: string, entries: readonly HistoryEntry[]): Promise<void> {
  const newest = entries.at(-1);
  if (!newest) return;
  await tx
    .insert(connectionEvents)
    .values(
      entries.map(({ detail, ...entry }) => ({ ...entry, accountId, detail: detail?.slice(0, MAX_DETAIL) ?? null })),
    );
  const firstKept = tx
    .select({ seq: connectionEvents.seq })
    .from(connectionEvents)
    .where(eq(connectionEvents.accountId, accountId))
    .orderBy(desc(connectionEvents.seq))
    .offset(KEEP_ROWS)
    .limit(1);
  const isOld = lt(connectionEvents.at, new Date(newest.at.getTime() - KEEP_MS));
  await tx
    .delete(connectionEvents)
    .where(and(eq(connectionEvents.accountId, accountId), or(isOld, lte(connectionEvents.seq, sql`(${firstKept})`))));
}

/** The newest changes, newest first. */
export async function listHistory(
  db: Database,
  { accountId, limit }: { accountId: string; limit: number },
): Promise<HistoryEntry[]> {
  return select(db, eq(connectionEvents.accountId, accountId)).orderBy(desc(connectionEvents.seq)).limit(limit);
}

/** The changes since an instant, oldest first, and before them the one that says where things stood then. */
export async function listHistorySince(
  db: Database,
  { accountId, since }: { accountId: string; since: Date },
): Promise<HistoryEntry[]> {
  const ofAccount = eq(connectionEvents.accountId, accountId);
  const [before] = await select(db, and(ofAccount, lt(connectionEvents.at, since)))
    .orderBy(desc(connectionEvents.seq))
    .limit(1);
  const after = await select(db, and(ofAccount, gte(connectionEvents.at, since))).orderBy(asc(connectionEvents.seq));
  return before ? [before, ...after] : after;
}

const select = (db: Database, where: SQL | undefined) =>
  db
    .select({
      at: connectionEvents.at,
      state: connectionEvents.state,
      reason: connectionEvents.reason,
      detail: connectionEvents.detail,
      failures: connectionEvents.failures,
    })
    .from(connectionEvents)
    .where(where);
