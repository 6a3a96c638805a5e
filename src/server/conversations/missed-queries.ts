import { and, desc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { IgnoreReason, TurnOutcome } from "@/domain/agent/turn";
import type { Database } from "@/server/db/client";
import { contacts, conversations, messages, turns } from "@/server/db/schema";

/** As text of the statement: a plan that is kept for any parameter could not use the index of these few turns. */
const literal = <Word extends TurnOutcome | IgnoreReason>(word: Word) => sql.raw(`'${word}'`);

/**
 * Messages that came in while Parley was offline and were too old to be answered, unless somebody of the business has
 * written since; newest first.
 */
export function selectMissed(db: Database, { accountId, limit }: { accountId: string; limit: number }) {
  const later = alias(messages, "later");
  const humanReply = db
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.accountId, messages.accountId),
        eq(later.conversationId, messages.conversationId),
        sql`${later.seq} > ${messages.seq}`,
        inArray(later.author, ["phone", "person"]),
        isNull(later.deletedAt),
      ),
    );
  return db
    .select({
      conversationId: messages.conversationId,
      contactName: contacts.displayName,
      phoneNumber: contacts.phoneNumber,
      isGroup: contacts.isGroup,
      kind: messages.kind,
      body: messages.body,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .innerJoin(turns, and(eq(turns.id, messages.turnId), eq(turns.accountId, messages.accountId)))
    .innerJoin(
      conversations,
      and(eq(conversations.id, messages.conversationId), eq(conversations.accountId, messages.accountId)),
    )
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.fromMe, false),
        isNull(messages.deletedAt),
        sql`${turns.outcome} = ${literal("ignored")}`,
        // The code and not its words, which may be put better one day.
        sql`${turns.trace} #>> '{steps,0,note}' = ${literal("too_old")}`,
        notExists(humanReply),
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.seq))
    .limit(limit);
}
