import { and, eq, lte } from "drizzle-orm";
import type { Ownership } from "@/domain/messaging/ownership";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { conversations } from "@/server/db/schema";

export type ConversationRow = typeof conversations.$inferSelect;
export interface ConversationKey {
  accountId: string;
  conversationId: string;
}

const isConversation = ({ accountId, conversationId }: ConversationKey) =>
  and(eq(conversations.accountId, accountId), eq(conversations.id, conversationId));

export async function findConversation(db: Database, key: ConversationKey): Promise<ConversationRow | undefined> {
  const [row] = await db.select().from(conversations).where(isConversation(key));
  return row;
}

/** Holds the row until the transaction ends: whoever decides by owner or epoch must go through here. */
export async function lockConversation(tx: Database, key: ConversationKey): Promise<ConversationRow | undefined> {
  const [row] = await tx.select().from(conversations).where(isConversation(key)).for("update");
  return row;
}

/** The contact's conversation, made when there is none, and locked until the transaction ends. */
export async function lockOrCreateConversation(
  tx: Database,
  input: { accountId: string; contactId: string; chatId: string; at: Date },
): Promise<ConversationRow> {
  const { accountId, contactId, chatId, at } = input;
  const present = await lockConversationOf(tx, input);
  if (present) return present;
  await tx
    .insert(conversations)
    .values({ id: newId("conversation"), accountId, contactId, chatId, lastMessageAt: at })
    .onConflictDoNothing();
  const made = await lockConversationOf(tx, input);
  if (!made) throw new Error("The conversation vanished while it was being made.");
  return made;
}

async function lockConversationOf(
  tx: Database,
  { accountId, contactId }: { accountId: string; contactId: string },
): Promise<ConversationRow | undefined> {
  const [row] = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.accountId, accountId), eq(conversations.contactId, contactId)))
    .for("update");
  return row;
}

type ConversationChange = Partial<
  Ownership &
    Pick<
      ConversationRow,
      | "chatId"
      | "unreadCount"
      | "lastMessageAt"
      | "lastMessagePreview"
      | "needsPersonReason"
      | "snoozedUntil"
      | "assignedUserId"
      | "priority"
      | "summary"
      | "summaryThroughSeq"
    >
>;

export async function updateConversation(
  tx: Database,
  key: ConversationKey,
  change: ConversationChange,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  // Where nobody need look any more, there is nothing to come back to.
  const settled = change.needsPersonReason === null ? { snoozedUntil: null } : {};
  await tx
    .update(conversations)
    .set({ ...settled, ...change })
    .where(isConversation(key));
}

/** Of all accounts: those that were put off until now or before, which from here on are not put off. */
export const wakeConversations = (tx: Database, now: Date): Promise<{ accountId: string; id: string }[]> =>
  tx
    .update(conversations)
    .set({ snoozedUntil: null })
    .where(lte(conversations.snoozedUntil, now))
    .returning({ accountId: conversations.accountId, id: conversations.id });
