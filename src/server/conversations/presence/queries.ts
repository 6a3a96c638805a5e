import { and, eq, gt, lt, ne, sql } from "drizzle-orm";
import type { Present } from "@/domain/messaging/presence";
import type { Database } from "@/server/db/client";
import { conversationPresence, members, users } from "@/server/db/schema";
import type { ConversationKey } from "../conversation-queries";

export interface PresenceKey extends ConversationKey {
  userId: string;
  /** Chosen by the page. */
  tab: string;
}

const isPresence = ({ accountId, conversationId, userId, tab }: PresenceKey) =>
  and(
    eq(conversationPresence.accountId, accountId),
    eq(conversationPresence.conversationId, conversationId),
    eq(conversationPresence.userId, userId),
    eq(conversationPresence.tab, tab),
  );

export async function findPresence(db: Database, key: PresenceKey) {
  const [row] = await db.select().from(conversationPresence).where(isPresence(key));
  return row;
}

/** @param state how it is now */
export async function writePresence(
  db: Database,
  key: PresenceKey,
  state: { isTyping: boolean; seenAt: Date },
): Promise<void> {
  await db
    .insert(conversationPresence)
    .values({ ...key, ...state })
    .onConflictDoUpdate({
      target: [conversationPresence.conversationId, conversationPresence.userId, conversationPresence.tab],
      set: state,
      setWhere: eq(conversationPresence.accountId, key.accountId),
    });
}

export async function deletePresence(db: Database, key: PresenceKey): Promise<boolean> {
  const gone = await db
    .delete(conversationPresence)
    .where(isPresence(key))
    .returning({ userId: conversationPresence.userId });
  return gone.length > 0;
}

/** Whoever else is there, by tab; who left the team meanwhile is not. */
export const selectOthers = (
  db: Database,
  { accountId, conversationId, userId, since }: ConversationKey & { userId: string; since: Date },
): Promise<Present[]> =>
  db
    .select({
      userId: users.id,
      name: sql<string>`coalesce(${users.name}, ${users.email})`,
      isTyping: conversationPresence.isTyping,
    })
    .from(conversationPresence)
    .innerJoin(
      members,
      and(eq(members.userId, conversationPresence.userId), eq(members.accountId, conversationPresence.accountId)),
    )
    .innerJoin(users, eq(users.id, conversationPresence.userId))
    .where(
      and(
        eq(conversationPresence.accountId, accountId),
        eq(conversationPresence.conversationId, conversationId),
        ne(conversationPresence.userId, userId),
        gt(conversationPresence.seenAt, since),
      ),
    );

/** Rows of all accounts that mean nothing any more. */
export async function deleteOldPresence(db: Database, before: Date): Promise<void> {
  await db.delete(conversationPresence).where(lt(conversationPresence.seenAt, before));
}
