import { and, asc, eq, gt, gte, isNotNull, isNull, lt, lte, max, or, sql } from "drizzle-orm";
import type { KeepTime } from "@/domain/messaging/keep-time";
import type { Database } from "@/server/db/client";
import { accounts, conversations, messages } from "@/server/db/schema";
import type { ConversationKey } from "../conversation-queries";

/** How long the account keeps what is written, and from when on it removes what is older. */
export async function findKeepTime(db: Database, accountId: string) {
  const [row] = await db
    .select({ name: accounts.name, keepDays: accounts.keepDays, removesFrom: accounts.removesFrom })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  return row;
}

/** The same, held until the transaction ends. */
export async function lockKeepTime(tx: Database, accountId: string) {
  const [row] = await tx
    .select({ name: accounts.name, keepDays: accounts.keepDays, removesFrom: accounts.removesFrom })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for("no key update");
  return row;
}

export async function updateKeepTime(
  tx: Database,
  accountId: string,
  time: { keepDays: KeepTime; removesFrom: Date | null },
): Promise<void> {
  await tx.update(accounts).set(time).where(eq(accounts.id, accountId));
}

/** Accounts that remove what is too old by now. */
export async function listRemoving(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(isNotNull(accounts.keepDays), lte(accounts.removesFrom, now)))
    .orderBy(asc(accounts.id));
  return rows.map(({ id }) => id);
}

const isQuiet = (accountId: string, before: Date) =>
  and(eq(conversations.accountId, accountId), lt(conversations.lastMessageAt, before));
const hasOldWords = (accountId: string, before: Date) =>
  and(eq(messages.accountId, accountId), lt(messages.sentAt, before), isNull(messages.removedAfterDays));

/** How many messages are older and still say something, and how many conversations have nothing that is younger. */
export async function countOlder(db: Database, accountId: string, before: Date) {
  return {
    conversationCount: await db.$count(conversations, isQuiet(accountId, before)),
    messageCount: await db.$count(messages, hasOldWords(accountId, before)),
  };
}

export interface QuietConversation {
  id: string;
  lastMessageAt: Date;
}

/** Conversations whose last message is older, the oldest first, from behind a place on. */
export async function listQuiet(
  db: Database,
  accountId: string,
  { before, after, limit }: { before: Date; after: QuietConversation | undefined; limit: number },
): Promise<QuietConversation[]> {
  const isBehind =
    after &&
    sql`(${conversations.lastMessageAt}, ${conversations.id}) >
    (${after.lastMessageAt.toISOString()}::timestamptz, ${after.id})`;
  return db
    .select({ id: conversations.id, lastMessageAt: conversations.lastMessageAt })
    .from(conversations)
    .where(and(isQuiet(accountId, before), isBehind))
    .orderBy(asc(conversations.lastMessageAt), asc(conversations.id))
    .limit(limit);
}

/** Whether something in the conversation is younger, or came in after that place in the order of arrival. */
export async function hasYounger(
  tx: Database,
  { accountId, conversationId }: ConversationKey,
  { before, throughSeq }: { before: Date; throughSeq: number },
): Promise<boolean> {
  const [row] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.conversationId, conversationId),
        or(gte(messages.sentAt, before), gt(messages.seq, throughSeq)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** The place of the account's newest message in the order of arrival; 0 when it has none. */
export async function findLastSeq(db: Database, accountId: string): Promise<number> {
  const [row] = await db
    .select({ seq: max(messages.seq) })
    .from(messages)
    .where(eq(messages.accountId, accountId));
  return row?.seq ?? 0;
}

/** Some conversations in which older messages still say something, those with the oldest first. */
export async function listWithOldWords(
  db: Database,
  accountId: string,
  { before, limit }: { before: Date; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ conversationId: messages.conversationId })
    .from(messages)
    .where(hasOldWords(accountId, before))
    .orderBy(asc(messages.sentAt))
    .limit(limit);
  return [...new Set(rows.map(({ conversationId }) => conversationId))];
}

/** The oldest messages of a conversation that still say something and are too old for it. */
export const listOldWords = (
  tx: Database,
  { accountId, conversationId }: ConversationKey,
  { before, limit }: { before: Date; limit: number },
) =>
  tx
    .select({
      id: messages.id,
      seq: messages.seq,
      body: messages.body,
      fromMe: messages.fromMe,
      turnId: messages.turnId,
    })
    .from(messages)
    .where(and(hasOldWords(accountId, before), eq(messages.conversationId, conversationId)))
    .orderBy(asc(messages.seq))
    .limit(limit);
