import { eq } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { connections } from "@/server/db/schema";

/**
 * The connection as a page shows it, as it was last written by the process that runs it. The QR pairs a phone with
 * whoever scans it, so only people who may manage the connection get it.
 */
export async function describeConnection(db: Database, input: { accountId: string; canManage: boolean }) {
  const [row] = await db.select().from(connections).where(eq(connections.accountId, input.accountId));
  const qr = input.canManage && row?.state === "qr" ? row.qr : null;
  return {
    state: row?.state ?? ("stopped" as const),
    reason: row?.stateReason ?? null,
    qr,
    qrExpiresAt: qr ? (row?.qrExpiresAt ?? null) : null,
    phoneNumber: row?.phoneNumber ?? null,
    displayName: row?.displayName ?? null,
    lastReadyAt: row?.lastReadyAt ?? null,
    canManage: input.canManage,
  };
}
