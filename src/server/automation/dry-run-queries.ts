import { and, asc, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { IGNORE_REASONS } from "@/domain/agent/turn";
import { wordsOf } from "@/domain/messaging/content";
import type { MessageKind } from "@/domain/messaging/message";
import type { Database } from "../db/client";
import { contacts, conversations, messageMedia, messages, turns } from "../db/schema";

/** The newest turns that rules would have been asked about, newest first. */
export function listPastTurns(db: Database, { accountId, limit }: { accountId: string; limit: number }) {
  return db
    .select({
      id: turns.id,
      conversationId: turns.conversationId,
      contactId: contacts.id,
      contactName: contacts.displayName,
      phoneNumber: contacts.phoneNumber,
      isGroup: contacts.isGroup,
      outcome: turns.outcome,
      reason: turns.reason,
      question: turns.question,
      reply: turns.reply,
      createdAt: turns.createdAt,
    })
    .from(turns)
    .innerJoin(
      conversations,
      and(eq(conversations.id, turns.conversationId), eq(conversations.accountId, turns.accountId)),
    )
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(
      and(
        eq(turns.accountId, accountId),
        // The gate kept all others from them.
        or(ne(turns.outcome, "ignored"), eq(turns.reason, IGNORE_REASONS.nothing_to_answer)),
        // Of those that are too old to be kept nothing is left that a rule could be asked about.
        or(ne(turns.question, ""), ne(sql`${turns.trace} -> 'steps'`, sql`'[]'::jsonb`)),
      ),
    )
    .orderBy(desc(turns.createdAt), desc(turns.id))
    .limit(limit);
}

interface PastMessages {
  messages: { kind: MessageKind; words: string }[];
  /** Of the customer before these. */
  earlierCount: number;
}

/** What the customer wrote in each of the turns. */
export async function listTurnMessages(
  db: Database,
  { accountId, turnIds }: { accountId: string; turnIds: string[] },
): Promise<Map<string, PastMessages>> {
  const found = new Map<string, PastMessages>();
  if (turnIds.length === 0) return found;
  const rows = await db
    .select({
      turnId: messages.turnId,
      kind: messages.kind,
      body: messages.body,
      transcript: messageMedia.transcript,
      earlierCount:
        sql<number>`(select count(*) from ${messages} earlier where earlier.account_id = ${messages.accountId}
        and earlier.conversation_id = ${messages.conversationId} and earlier.author = 'customer'
        and earlier.seq < ${messages.seq})`.mapWith(Number),
    })
    .from(messages)
    .leftJoin(
      messageMedia,
      and(eq(messageMedia.messageId, messages.id), eq(messageMedia.accountId, messages.accountId)),
    )
    .where(and(eq(messages.accountId, accountId), eq(messages.fromMe, false), inArray(messages.turnId, turnIds)))
    .orderBy(asc(messages.seq));
  for (const { turnId, kind, earlierCount, ...text } of rows) {
    if (turnId === null) continue;
    const known = found.get(turnId) ?? { messages: [], earlierCount };
    known.messages.push({ kind, words: wordsOf(text) });
    found.set(turnId, known);
  }
  return found;
}
