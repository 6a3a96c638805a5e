import { and, desc, eq, isNotNull, min, or, sql } from "drizzle-orm";
import { BEGINS_AFTER_MS } from "@/domain/analytics/cells";
import type { Database } from "@/server/db/client";
import { contacts, conversations, messages, turns } from "@/server/db/schema";
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
  const said = db
    .select({
      sentAt: messages.sentAt,
      fromMe: messages.fromMe,
      beforeAt: sql<Date | null>`lag(${messages.sentAt}) over (order by ${messages.sentAt}, ${messages.seq})`.as(
        "before_at",
      ),
    })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.conversationId, conversationId),
        // What was cancelled, failed or still waits never got an id of WhatsApp's.
        or(eq(messages.fromMe, false), isNotNull(messages.stanzaId)),
      ),
    )
    .as("said");
  const silence = sql`make_interval(secs => ${BEGINS_AFTER_MS / 1000})`;
  const begins = sql`(${said.beforeAt} is null or ${said.sentAt} - ${said.beforeAt} >= ${silence})`;
  const [row] = await db
    .select({
      firstAt: min(said.sentAt),
      receivedCount: sql<number>`count(*) filter (where not ${said.fromMe})`.mapWith(Number),
      sentCount: sql<number>`count(*) filter (where ${said.fromMe})`.mapWith(Number),
      conversationCount: sql<number>`count(*) filter (where not ${said.fromMe} and ${begins})`.mapWith(Number),
    })
    .from(said);
  return row ?? { firstAt: null, receivedCount: 0, sentCount: 0, conversationCount: 0 };
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
