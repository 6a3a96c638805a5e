import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { acksBefore } from "@/domain/messaging/ack";
import { wordsOf } from "@/domain/messaging/content";
import type { AckLevel } from "@/domain/messaging/message";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { messageMedia, messages } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";

export type MessageRow = typeof messages.$inferSelect;
type NewMessage = Omit<typeof messages.$inferInsert, "id" | "seq">;

const inConversation = ({ accountId, conversationId }: ConversationKey) =>
  and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId));

export interface StanzaKey {
  accountId: string;
  stanzaId: string;
  fromMe: boolean;
}

export async function findMessageByStanza(db: Database, key: StanzaKey): Promise<MessageRow | undefined> {
  const [row] = await db
    .select()
    .from(messages)
    .where(
      and(eq(messages.accountId, key.accountId), eq(messages.stanzaId, key.stanzaId), eq(messages.fromMe, key.fromMe)),
    );
  return row;
}

/** Those of the stanza ids that are already somebody's: such a message is not the echo of another one. */
export async function listKnownStanzas(
  db: Database,
  { accountId, stanzaIds }: { accountId: string; stanzaIds: string[] },
): Promise<Set<string>> {
  if (stanzaIds.length === 0) return new Set();
  const rows = await db
    .select({ stanzaId: messages.stanzaId })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), eq(messages.fromMe, true), inArray(messages.stanzaId, stanzaIds)));
  return new Set(rows.flatMap(({ stanzaId }) => stanzaId ?? []));
}

/** The new row's id, or undefined when the stanza is stored already. */
export async function insertMessage(tx: Database, message: NewMessage): Promise<string | undefined> {
  const [row] = await tx
    .insert(messages)
    .values({ id: newId("message"), ...message })
    .onConflictDoNothing()
    .returning({ id: messages.id });
  return row?.id;
}

/** A received message that no turn accounts for yet. */
export interface WaitingMessage extends MessageRow {
  /** What it says, with what is said in its recording. */
  words: string;
  media: Pick<typeof messageMedia.$inferSelect, "status" | "sizeBytes" | "durationSeconds" | "transcript"> | null;
}

/** Received messages of a conversation that no turn accounts for yet, in order of arrival. */
export async function listWaitingMessages(db: Database, key: ConversationKey): Promise<WaitingMessage[]> {
  const { status, sizeBytes, durationSeconds, transcript } = messageMedia;
  const rows = await db
    .select({ message: messages, media: { status, sizeBytes, durationSeconds, transcript } })
    .from(messages)
    .leftJoin(
      messageMedia,
      and(eq(messageMedia.messageId, messages.id), eq(messageMedia.accountId, messages.accountId)),
    )
    .where(and(inConversation(key), eq(messages.fromMe, false), isNull(messages.turnId)))
    .orderBy(asc(messages.seq));
  return rows.map(({ message, media }) => ({
    ...message,
    words: wordsOf({ body: message.body, transcript: media?.transcript ?? null }),
    media,
  }));
}

/** The conversations of one account (or of all) that have such messages. */
export async function listWaitingConversations(db: Database, accountId?: string): Promise<ConversationKey[]> {
  return db
    .selectDistinct({ accountId: messages.accountId, conversationId: messages.conversationId })
    .from(messages)
    .where(
      and(
        eq(messages.fromMe, false),
        isNull(messages.turnId),
        accountId === undefined ? undefined : eq(messages.accountId, accountId),
      ),
    );
}

/**
 * Marks exactly these as accounted for.
 * @returns those of them that were still waiting, as they read now: they may have been edited or taken back meanwhile
 */
export async function assignTurn(
  tx: Database,
  { accountId, turnId, messageIds }: { accountId: string; turnId: string; messageIds: string[] },
): Promise<Pick<MessageRow, "id" | "body" | "deletedAt">[]> {
  return tx
    .update(messages)
    .set({ turnId })
    .where(and(eq(messages.accountId, accountId), inArray(messages.id, messageIds), isNull(messages.turnId)))
    .returning({ id: messages.id, body: messages.body, deletedAt: messages.deletedAt });
}

/** News of a message of ours; `unknown_message` while its id has not been written yet. */
export async function updateAck(
  db: Database,
  { accountId, stanzaId, level }: { accountId: string; stanzaId: string; level: AckLevel },
): Promise<{ conversationId: string } | "nothing_new" | "unknown_message"> {
  const known = await findMessageByStanza(db, { accountId, stanzaId, fromMe: true });
  if (!known) return "unknown_message";
  const [row] = await db
    .update(messages)
    .set({ ack: level })
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.id, known.id),
        or(isNull(messages.ack), inArray(messages.ack, [...acksBefore(level)])),
      ),
    )
    .returning({ conversationId: messages.conversationId });
  return row ?? "nothing_new";
}

/** Gives a reply of ours the id that WhatsApp gave it, and when it was sent by WhatsApp's clock. */
export async function identifyMessage(
  tx: Database,
  { accountId, messageId, stanzaId, sentAt }: { accountId: string; messageId: string; stanzaId: string; sentAt: Date },
): Promise<void> {
  const isOurs = and(eq(messages.accountId, accountId), eq(messages.id, messageId));
  await tx.update(messages).set({ stanzaId, sentAt }).where(isOurs);
  await tx
    .update(messages)
    .set({ ack: "sent" })
    .where(and(isOurs, or(isNull(messages.ack), eq(messages.ack, "pending"))));
}

export async function deleteMessage(
  tx: Database,
  { accountId, id }: Pick<MessageRow, "accountId" | "id">,
): Promise<void> {
  await tx.delete(messages).where(and(eq(messages.accountId, accountId), eq(messages.id, id)));
}
