import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { conversations, formSessions, messages } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";

/**
 * Ends a matter: what comes next is read without what was said so far, and nobody looks after it in particular. What
 * waits for a turn belongs to what comes next. The conversation is locked by the caller.
 */
export async function endMatter(tx: Database, { accountId, conversationId }: ConversationKey): Promise<void> {
  const lastSeq = sql<number>`(
    select coalesce(min(${messages.seq}) filter (where not ${messages.fromMe} and ${messages.turnId} is null) - 1,
      max(${messages.seq}), 0)
    from ${messages}
    where ${messages.accountId} = ${accountId} and ${messages.conversationId} = ${conversationId})`;
  await tx
    .update(conversations)
    .set({ contextAfterSeq: lastSeq, summary: null, summaryThroughSeq: 0, assignedUserId: null, priority: "normal" })
    .where(and(eq(conversations.accountId, accountId), eq(conversations.id, conversationId)));
  await tx
    .update(formSessions)
    .set({ state: "cancelled" })
    .where(
      and(
        eq(formSessions.accountId, accountId),
        eq(formSessions.conversationId, conversationId),
        eq(formSessions.state, "active"),
      ),
    );
}
