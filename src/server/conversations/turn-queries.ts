import { and, desc, eq, inArray, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import { citedDocumentIds } from "@/domain/agent/turn";
import { wordsOf } from "@/domain/messaging/content";
import type { Database } from "@/server/db/client";
import { contacts, conversations, messageMedia, messages, outbox, turns } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";

/** What it cites is taken from its trace. */
export async function insertTurn(
  tx: Database,
  turn: Omit<typeof turns.$inferInsert, "citedDocumentIds">,
): Promise<void> {
  await tx.insert(turns).values({ ...turn, citedDocumentIds: citedDocumentIds(turn.trace) });
}

/**
 * The newest messages of a conversation that its customer wrote or was sent, oldest first: what was cancelled, failed
 * or expired on its way was never said. `which` narrows them further.
 */
export async function listSaid(db: Database, key: ConversationKey, limit: number, which?: SQL) {
  const rows = await db
    .select({
      id: messages.id,
      seq: messages.seq,
      turnId: messages.turnId,
      author: messages.author,
      kind: messages.kind,
      body: messages.body,
      transcript: messageMedia.transcript,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .leftJoin(outbox, and(eq(outbox.messageId, messages.id), eq(outbox.accountId, messages.accountId)))
    .leftJoin(
      messageMedia,
      and(eq(messageMedia.messageId, messages.id), eq(messageMedia.accountId, messages.accountId)),
    )
    .where(
      and(
        eq(messages.accountId, key.accountId),
        eq(messages.conversationId, key.conversationId),
        or(isNull(outbox.status), notInArray(outbox.status, ["cancelled", "failed", "expired"])),
        isNull(messages.removedAfterDays),
        which,
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(limit);
  return rows.reverse().map(({ transcript, ...row }) => ({ ...row, body: wordsOf({ body: row.body, transcript }) }));
}
export type SaidMessage = Awaited<ReturnType<typeof listSaid>>[number];

/**
 * Where in the order of arrival somebody of the business last wrote what still stands; 0 when nobody has. A draft that
 * somebody sent answers the messages of its own turn and none that came in meanwhile.
 */
export async function findLastHumanSeq(db: Database, key: ConversationKey): Promise<number> {
  const [row] = await db
    .select({ seq: sql<number>`coalesce(max(${messages.seq}), 0)`.mapWith(Number) })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, key.accountId),
        eq(messages.conversationId, key.conversationId),
        inArray(messages.author, ["phone", "person"]),
        isNull(messages.turnId),
        isNull(messages.deletedAt),
      ),
    );
  return row?.seq ?? 0;
}

/** What of the other side decides about a turn. */
export async function getOtherSide(
  db: Database,
  { accountId, conversationId }: ConversationKey,
): Promise<{ optedOut: boolean; isGroup: boolean }> {
  const [row] = await db
    .select({ optedOutAt: contacts.optedOutAt, isGroup: contacts.isGroup })
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(and(eq(conversations.accountId, accountId), eq(conversations.id, conversationId)));
  return { optedOut: row?.optedOutAt != null, isGroup: row?.isGroup ?? false };
}
