import { and, eq, exists, gt, isNotNull, ne, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { accounts, connectionEvents, connections } from "@/server/db/schema";

/** Accounts whose number has worked, doesn't now, and of which something was heard since that instant. */
export async function listDisconnected(db: Database, since: Date): Promise<string[]> {
  const recent = db
    .select({ one: sql`1` })
    .from(connectionEvents)
    .where(and(eq(connectionEvents.accountId, connections.accountId), gt(connectionEvents.at, since)));
  const rows = await db
    .select({ accountId: connections.accountId })
    .from(connections)
    .where(and(ne(connections.state, "ready"), isNotNull(connections.lastReadyAt), exists(recent)));
  return rows.map(({ accountId }) => accountId);
}

/** With its account's name; the row is locked until the transaction ends, so that only one process at a time tells of it. */
export async function lockConnection(tx: Database, accountId: string) {
  const [row] = await tx
    .select({
      accountName: accounts.name,
      phoneNumber: connections.phoneNumber,
      lastReadyAt: connections.lastReadyAt,
    })
    .from(connections)
    .innerJoin(accounts, eq(accounts.id, connections.accountId))
    .where(eq(connections.accountId, accountId))
    .for("update", { of: connections });
  return row;
}
