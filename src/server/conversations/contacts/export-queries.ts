import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import {
  contactAliases,
  contactFields,
  contacts,
  contactTags,
  conversationNotes,
  conversations,
  messageMedia,
  messageReactions,
  messages,
  turns,
} from "@/server/db/schema";
import type { ConversationKey } from "../conversation-queries";

/** Who they are, and what the conversation as a whole says of them; undefined when it isn't there. */
export async function findPerson(db: Database, { accountId, conversationId }: ConversationKey) {
  const [row] = await db
    .select({
      contactId: contacts.id,
      name: contacts.displayName,
      phoneNumber: contacts.phoneNumber,
      isGroup: contacts.isGroup,
      knownSince: contacts.createdAt,
      optedOutAt: contacts.optedOutAt,
      summary: conversations.summary,
      waitingBecause: conversations.needsPersonReason,
      priority: conversations.priority,
    })
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(and(eq(conversations.accountId, accountId), eq(conversations.id, conversationId)));
  return row;
}

/** What is known of them beside what was said. */
export async function listKnown(db: Database, { accountId, contactId }: { accountId: string; contactId: string }) {
  const ids = await db
    .select({ id: contactAliases.alias })
    .from(contactAliases)
    .where(and(eq(contactAliases.accountId, accountId), eq(contactAliases.contactId, contactId)))
    .orderBy(asc(contactAliases.alias));
  const tags = await db
    .select({ tag: contactTags.tag })
    .from(contactTags)
    .where(and(eq(contactTags.accountId, accountId), eq(contactTags.contactId, contactId)))
    .orderBy(asc(contactTags.tag));
  const fields = await db
    .select({ name: contactFields.name, value: contactFields.value, changedAt: contactFields.updatedAt })
    .from(contactFields)
    .where(and(eq(contactFields.accountId, accountId), eq(contactFields.contactId, contactId)))
    .orderBy(asc(contactFields.name));
  return { whatsappIds: ids.map(({ id }) => id), tags: tags.map(({ tag }) => tag), facts: fields };
}

/** Without who of the team wrote them: that is somebody else's data. */
export const listNotes = (db: Database, { accountId, conversationId }: ConversationKey) =>
  db
    .select({ writtenAt: conversationNotes.createdAt, text: conversationNotes.body })
    .from(conversationNotes)
    .where(and(eq(conversationNotes.accountId, accountId), eq(conversationNotes.conversationId, conversationId)))
    .orderBy(asc(conversationNotes.createdAt), asc(conversationNotes.id));

/** The next messages in the order of arrival, with their files. */
export const listMessagesAfter = (
  db: Database,
  { accountId, conversationId }: ConversationKey,
  { afterSeq, limit }: { afterSeq: number; limit: number },
) =>
  db
    .select({
      id: messages.id,
      seq: messages.seq,
      sentAt: messages.sentAt,
      author: messages.author,
      kind: messages.kind,
      text: messages.body,
      details: messages.details,
      editedAt: messages.editedAt,
      deletedAt: messages.deletedAt,
      removedAfterDays: messages.removedAfterDays,
      file: {
        name: messageMedia.fileName,
        mimeType: messageMedia.mimeType,
        sizeBytes: messageMedia.sizeBytes,
        transcript: messageMedia.transcript,
      },
    })
    .from(messages)
    .leftJoin(
      messageMedia,
      and(eq(messageMedia.messageId, messages.id), eq(messageMedia.accountId, messages.accountId)),
    )
    .where(
      and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId), gt(messages.seq, afterSeq)),
    )
    .orderBy(asc(messages.seq))
    .limit(limit);

/** The next of what the bot decided about them, by id, which is in the order of time. */
export const listDecisionsAfter = (
  db: Database,
  { accountId, conversationId }: ConversationKey,
  { afterId, limit }: { afterId: string; limit: number },
) =>
  db
    .select({
      id: turns.id,
      decidedAt: turns.createdAt,
      question: turns.question,
      outcome: turns.outcome,
      reason: turns.reason,
      reply: turns.reply,
      language: turns.language,
    })
    .from(turns)
    .where(and(eq(turns.accountId, accountId), eq(turns.conversationId, conversationId), gt(turns.id, afterId)))
    .orderBy(asc(turns.id))
    .limit(limit);

export const listReactions = (db: Database, { accountId, conversationId }: ConversationKey) =>
  db
    .select({
      messageId: messageReactions.messageId,
      by: messageReactions.by,
      emoji: messageReactions.emoji,
      reactedAt: messageReactions.reactedAt,
      writtenIn: messageReactions.writtenIn,
    })
    .from(messageReactions)
    .innerJoin(
      messages,
      and(eq(messages.id, messageReactions.messageId), eq(messages.accountId, messageReactions.accountId)),
    )
    .where(and(eq(messageReactions.accountId, accountId), eq(messages.conversationId, conversationId)))
    .orderBy(asc(messageReactions.reactedAt));
