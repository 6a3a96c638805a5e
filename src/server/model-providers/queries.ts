import { eq } from "drizzle-orm";
import type { Database } from "../db/client";
import { accounts, modelProviders, users } from "../db/schema";

export type ProviderRow = typeof modelProviders.$inferSelect;

export async function findProvider(db: Database, accountId: string): Promise<ProviderRow | undefined> {
  const [row] = await db.select().from(modelProviders).where(eq(modelProviders.accountId, accountId));
  return row;
}

/** With who saved it, as the team knows them. */
export async function findProviderToShow(db: Database, accountId: string) {
  const [row] = await db
    .select({ provider: modelProviders, saverName: users.name, saverEmail: users.email })
    .from(modelProviders)
    .leftJoin(users, eq(users.id, modelProviders.updatedBy))
    .where(eq(modelProviders.accountId, accountId));
  return row;
}

/** Locks the account's row: its provider is changed by one at a time. False when there is no such account. */
export async function lockAccount(tx: Database, accountId: string): Promise<boolean> {
  const rows = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("update");
  return rows.length > 0;
}

export async function writeProvider(tx: Database, provider: typeof modelProviders.$inferInsert): Promise<void> {
  const { accountId: _, ...changed } = provider;
  await tx
    .insert(modelProviders)
    .values(provider)
    .onConflictDoUpdate({ target: modelProviders.accountId, set: changed });
}

/** False when there was none. */
export async function deleteProvider(tx: Database, accountId: string): Promise<boolean> {
  const gone = await tx
    .delete(modelProviders)
    .where(eq(modelProviders.accountId, accountId))
    .returning({ accountId: modelProviders.accountId });
  return gone.length > 0;
}
