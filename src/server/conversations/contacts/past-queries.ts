import { and, desc, eq, sql } from "drizzle-orm";
import { BEGINS_AFTER_MS } from "@/domain/analytics/cells";
import { type Database, executeRows } from "@/server/db/client";
import { contacts, conversations, turns } from "@/server/db/schema";
import type { ConversationKey } from "../conversation-queries";

/** Since when a contact is known; undefined of a conversation that isn't there. */
export async function findFirstSeen(db: Database, { accountId, conversationId }: ConversationKey) {
  const [row] = await db
    .select({ at: contacts.createdAt })
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(and(eq(conversations.accountId, accountId), eq(conversations.id, conversationId)));
  return row?.at;
}

/** As analytics count: a customer's message after so long a silence begins a conversation. */
export async function countPast(
  db: Database,
  { accountId, conversationId }: ConversationKey,
): Promise<{ firstAt: Date | null; receivedCount: number; sentCount: number; conversationCount: number }> {
  const [row] = await executeRows<{ first_at: string | null; received: string; sent: string; begun: string }>(
    db,
    sql`select min(sent_at)::text as first_at,
      count(*) filter (where not from_me) as received,
      count(*) filter (where from_me) as sent,
      count(*) filter (where not from_me and (before_at is null
        or sent_at - before_at >= make_interval(secs => ${BEGINS_AFTER_MS / 1000}))) as begun
    from (
      select messages.sent_at, messages.from_me,
        lag(messages.sent_at) over (order by messages.sent_at, messages.seq) as before_at
      from messages
      where messages.account_id = ${accountId} and messages.conversation_id = ${conversationId}
        and (not messages.from_me or messages.stanza_id is not null)
    ) as said`,
  );
  return {
    firstAt: row?.first_at ? new Date(row.first_at) : null,
    receivedCount: Number(row?.received ?? 0),
    sentCount: Number(row?.sent ?? 0),
    conversationCount: Number(row?.begun ?? 0),
  };
}

/** What the bot handed over last, newest first. */
export const listLastHandovers = (db: Database, { accountId, conversationId }: ConversationKey, limit: number) =>
  db
    .select({ turnId: turns.id, reason: turns.reason, at: turns.createdAt })
    .from(turns)
    .where(
      and(eq(turns.accountId, accountId), eq(turns.conversationId, conversationId), eq(turns.outcome, "handed_off")),
    )
    .orderBy(desc(turns.createdAt), desc(turns.id))
    .limit(limit);
