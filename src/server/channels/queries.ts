import { and, eq, getTableColumns, gt, isNull, like, ne, notInArray, or, sql } from "drizzle-orm";
import { type ConnectionState, RESTING_STATES } from "@/domain/messaging/connection-state";
import { publishChange } from "@/server/db/changes";
import { signalChannels } from "@/server/db/channel-signal";
import type { Database } from "@/server/db/client";
import { type Lease, whileLeaseHeld } from "@/server/db/lease";
import { connections, leases } from "@/server/db/schema";
import { type HistoryEntry, recordHistory } from "./history-queries";
import { isScreenshotWanted } from "./screenshot-queries";

export type ConnectionRow = typeof connections.$inferSelect;
export type ConnectionToRun = ConnectionRow & { isScreenshotWanted: boolean };
export type Desired = ConnectionRow["desired"];

/** States that are true although nobody holds the lease. */
const AT_REST: ConnectionState[] = [...RESTING_STATES, "failed"];

/** One key per account: whoever holds it runs the account's only connection. */
export const leaseKeyOf = (accountId: string): string => `channel:${accountId}`;

export async function findConnection(db: Database, accountId: string): Promise<ConnectionRow | undefined> {
  const [row] = await db.select().from(connections).where(eq(connections.accountId, accountId));
  return row;
}

/** What the process that runs it has to know: the row, and whether somebody waits for a picture of its page. */
export async function findConnectionToRun(db: Database, accountId: string): Promise<ConnectionToRun | undefined> {
  const [row] = await db
    .select({ ...getTableColumns(connections), isScreenshotWanted })
    .from(connections)
    .where(eq(connections.accountId, accountId));
  return row;
}

/** What such a row says is true although nobody holds the lease. */
export const isAtRest = ({ state }: Pick<ConnectionRow, "state">): boolean => AT_REST.includes(state);

/** Whether some process has to do something: the owner wants it, or a killed process left a state that isn't true. */
export const needsProcess = ({ desired, state }: Pick<ConnectionRow, "desired" | "state">): boolean =>
  desired !== "down" || !isAtRest({ state });

/** Whether some process holds the account's connection right now, by the database's clock. */
export async function isRunSomewhere(db: Database, accountId: string): Promise<boolean> {
  const isHeld = and(eq(leases.key, leaseKeyOf(accountId)), gt(leases.expiresAt, sql`now()`));
  return (await db.$count(leases, isHeld)) > 0;
}

/** The accounts of which `needsProcess` is true. */
export async function listAccountsToRun(db: Database): Promise<string[]> {
  const rows = await db
    .select({ accountId: connections.accountId })
    .from(connections)
    .where(or(ne(connections.desired, "down"), notInArray(connections.state, AT_REST)))
    .orderBy(connections.accountId);
  return rows.map(({ accountId }) => accountId);
}

/** What the owner asks for; the process that runs the account's connection hears of it and acts. */
export async function writeDesired(
  db: Database,
  accountId: string,
  desired: Desired,
  link: { linkPhoneNumber?: string | null } = {},
): Promise<void> {
  // Asking again for what has failed is the one request that changes nothing else: the state tells the other process.
  const isRetry = and(eq(connections.state, "failed"), sql`${desired} = 'up'`);
  await db.transaction(async (tx) => {
    await tx
      .insert(connections)
      .values({ accountId, desired, ...link })
      .onConflictDoUpdate({
        target: connections.accountId,
        set: {
          desired,
          ...link,
          state: sql`case when ${isRetry} then 'stopped' else ${connections.state} end`,
          stateReason: sql`case when ${isRetry} then null else ${connections.stateReason} end`,
          updatedAt: sql`now()`,
        },
      });
    await publishChange(tx, { accountId, topic: "connection", id: accountId });
    await signalChannels(tx, accountId, "request");
  });
}

export interface ConnectionNews {
  state?: ConnectionState;
  stateReason?: string | null;
  qr?: string | null;
  qrExpiresAt?: Date | null;
  pairingCode?: string | null;
  pairingCodeExpiresAt?: Date | null;
  phoneNumber?: string;
  /** When `phoneNumber` was seen to work here; the first time of a number is when it was linked. */
  numberReadyAt?: Date;
  displayName?: string | null;
  lastReadyAt?: Date;
  memoryBytes?: number | null;
  memoryMeasuredAt?: Date | null;
  /** The changes of state that led here, oldest first. */
  history?: readonly HistoryEntry[];
  /** Only when the owner still asks for this: they may have changed their mind while it was being done. */
  doneWith?: Desired;
}

/** Writes what the holder of the lease sees. @returns false when the lease is lost; then nothing is written */
export async function writeConnection(
  db: Database,
  { accountId, lease }: { accountId: string; lease: Lease },
  { doneWith, history = [], numberReadyAt, ...news }: ConnectionNews,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const desired = sql`case when ${connections.desired} = ${doneWith} then 'down' else ${connections.desired} end`;
    const rows = await tx
      .update(connections)
      .set({
        updatedAt: sql`now()`,
        ...news,
        ...(doneWith ? { desired } : {}),
        ...linkedAt(news.phoneNumber, numberReadyAt),
      })
      .where(and(eq(connections.accountId, accountId), whileLeaseHeld(lease)))
      .returning({ accountId: connections.accountId });
    if (rows.length === 0) return false;
    await recordHistory(tx, accountId, history);
    await publishChange(tx, { accountId, topic: "connection", id: accountId });
    return true;
  });
}

function linkedAt(phoneNumber: string | undefined, readyAt: Date | undefined) {
  if (!phoneNumber || !readyAt) return {};
  const at = readyAt.toISOString();
  const isOther = sql`${connections.phoneNumber} is distinct from ${phoneNumber}`;
  return {
    numberLinkedAt: sql`case when ${isOther} then ${at}::timestamptz else coalesce(${connections.numberLinkedAt}, ${at}) end`,
  };
}

export interface ConnectionVitals {
  lastInboundAt?: Date;
  lastOutboundAt?: Date;
  memoryBytes?: number | null;
  memoryMeasuredAt?: Date;
}

/** What is measured while it works; every few seconds at most, so people who look at it can be told. */
export async function writeVitals(
  db: Database,
  { accountId, lease }: { accountId: string; lease: Lease },
  vitals: ConnectionVitals,
): Promise<void> {
  await db
    .update(connections)
    .set(vitals)
    .where(and(eq(connections.accountId, accountId), whileLeaseHeld(lease)));
  await publishChange(db, { accountId, topic: "connection", id: accountId });
}

/** Moves the watermark forward, never back. */
export async function advanceWatermark(
  db: Database,
  { accountId, lease }: { accountId: string; lease: Lease },
  to: Date,
): Promise<void> {
  await db
    .update(connections)
    .set({ inboundWatermark: to })
    .where(
      and(
        eq(connections.accountId, accountId),
        or(isNull(connections.inboundWatermark), sql`${connections.inboundWatermark} < ${to.toISOString()}`),
        whileLeaseHeld(lease),
      ),
    );
}

/** Frees what killed processes held. Only for a database that no other process can be using. */
export async function freeAbandonedLeases(db: Database, holder: string): Promise<void> {
  await db
    .update(leases)
    .set({ expiresAt: sql`now()` })
    .where(and(like(leases.key, leaseKeyOf("%")), ne(leases.holder, holder)));
}
