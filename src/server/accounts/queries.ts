import { and, asc, eq, isNull, ne } from "drizzle-orm";
import type { Role } from "@/domain/access/roles";
import type { AnswerSettings } from "@/domain/agent/settings";
import type { Database } from "@/server/db/client";
import { accounts, configVersions, connections, conversations, documents, members } from "@/server/db/schema";
import { waitsForPerson } from "@/server/db/waiting";

/** The accounts a user is a member of, with what the overview shows of each; in the order they were made. */
export async function listAccounts(db: Database, userId: string) {
  // Counted per account of the user: whatever else the tables hold is neither read nor grouped.
  const waitingCount = db.$count(conversations, and(eq(conversations.accountId, accounts.id), waitsForPerson()));
  const documentCount = db.$count(
    documents,
    and(eq(documents.accountId, accounts.id), ne(documents.status, "failed"), isNull(documents.replacesId)),
  );
  return db
    .select({
      id: accounts.id,
      name: accounts.name,
      role: members.role,
      state: connections.state,
      phoneNumber: connections.phoneNumber,
      waitingCount,
      documentCount,
    })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .leftJoin(connections, eq(connections.accountId, accounts.id))
    .where(eq(members.userId, userId))
    .orderBy(asc(accounts.createdAt), asc(accounts.id));
}

export async function findAccount(db: Database, accountId: string) {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId));
  return account;
}

/** @param db a transaction: the four rows belong together */
export async function insertAccount(
  db: Database,
  account: { id: string; name: string; answerSettings: AnswerSettings; ownerId: string },
): Promise<void> {
  const { id, name, answerSettings, ownerId } = account;
  await db.insert(accounts).values({ id, name, answerSettings });
  await db.insert(configVersions).values({ accountId: id, version: 1, settings: answerSettings });
  await db.insert(members).values({ accountId: id, userId: ownerId, role: "owner" satisfies Role });
  await db.insert(connections).values({ accountId: id });
}

export async function updateAccountName(db: Database, accountId: string, name: string): Promise<void> {
  await db.update(accounts).set({ name }).where(eq(accounts.id, accountId));
}

export async function updateShadowed(db: Database, accountId: string, isShadowed: boolean): Promise<void> {
  await db.update(accounts).set({ isShadowed }).where(eq(accounts.id, accountId));
}

/** Every row that names the account goes with it. */
export async function deleteAccountRow(db: Database, accountId: string): Promise<void> {
  await db.delete(accounts).where(eq(accounts.id, accountId));
}
