import { and, asc, eq } from "drizzle-orm";
import type { SavedReply } from "@/domain/messaging/saved-reply";
import type { Database } from "@/server/db/client";
import { accounts, savedReplies } from "@/server/db/schema";

export interface SavedReplyKey {
  accountId: string;
  savedReplyId: string;
}
type Written = SavedReply & { writtenByUserId: string };

const isSavedReply = ({ accountId, savedReplyId }: SavedReplyKey) =>
  and(eq(savedReplies.accountId, accountId), eq(savedReplies.id, savedReplyId));

/** By their keys. */
export const listSavedReplies = (db: Database, accountId: string) =>
  db
    .select({ id: savedReplies.id, key: savedReplies.key, text: savedReplies.text })
    .from(savedReplies)
    .where(eq(savedReplies.accountId, accountId))
    .orderBy(asc(savedReplies.key));

export async function findSavedReply(db: Database, key: SavedReplyKey): Promise<SavedReply | undefined> {
  const [row] = await db
    .select({ key: savedReplies.key, text: savedReplies.text })
    .from(savedReplies)
    .where(isSavedReply(key));
  return row;
}

/** Whose id has a key already; undefined: nobody's. */
export async function findSavedReplyId(
  db: Database,
  { accountId, key }: { accountId: string; key: string },
): Promise<string | undefined> {
  const [row] = await db
    .select({ id: savedReplies.id })
    .from(savedReplies)
    .where(and(eq(savedReplies.accountId, accountId), eq(savedReplies.key, key)));
  return row?.id;
}

export const countSavedReplies = (db: Database, accountId: string): Promise<number> =>
  db.$count(savedReplies, eq(savedReplies.accountId, accountId));

export async function insertSavedReply(tx: Database, row: Written & { id: string; accountId: string }): Promise<void> {
  await tx.insert(savedReplies).values(row);
}

export async function updateSavedReply(tx: Database, key: SavedReplyKey, written: Written): Promise<void> {
  await tx.update(savedReplies).set(written).where(isSavedReply(key));
}

export async function deleteSavedReply(tx: Database, key: SavedReplyKey): Promise<void> {
  await tx.delete(savedReplies).where(isSavedReply(key));
}

/** Until the transaction ends, whoever else changes the account's saved replies waits. */
export async function lockSavedReplies(tx: Database, accountId: string): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("no key update");
}
