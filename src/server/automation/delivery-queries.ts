import { and, eq, lt, ne, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { webhookDeliveries } from "../db/schema";

export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

export interface DeliveryKey {
  accountId: string;
  deliveryId: string;
}

const ofDelivery = ({ accountId, deliveryId }: DeliveryKey) =>
  and(eq(webhookDeliveries.accountId, accountId), eq(webhookDeliveries.id, deliveryId));

export async function insertDelivery(
  tx: Database,
  row: Pick<DeliveryRow, "id" | "accountId" | "ruleId" | "url" | "body">,
): Promise<void> {
  await tx.insert(webhookDeliveries).values(row);
}

export async function findDelivery(db: Database, key: DeliveryKey): Promise<DeliveryRow | undefined> {
  const [row] = await db.select().from(webhookDeliveries).where(ofDelivery(key));
  return row;
}

export async function recordDelivery(
  db: Database,
  key: DeliveryKey,
  outcome: Pick<DeliveryRow, "status" | "error">,
): Promise<void> {
  await db
    .update(webhookDeliveries)
    .set({ ...outcome, attempts: sql`${webhookDeliveries.attempts} + 1` })
    .where(ofDelivery(key));
}

/** Of every account, those that were made before an instant and are over. */
export async function deleteOldDeliveries(db: Database, before: Date): Promise<void> {
  await db
    .delete(webhookDeliveries)
    .where(and(lt(webhookDeliveries.createdAt, before), ne(webhookDeliveries.status, "waiting")));
}
