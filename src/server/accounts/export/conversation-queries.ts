import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/server/db/client";
import {
  auditEntries,
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

/** Customers with their WhatsApp ids, tags and what is known of them. */
export async function listContacts(db: Database, accountId: string, after: { id: string } | undefined, limit: number) {
  const rows = await db
    .select({
      id: contacts.id,
      name: contacts.displayName,
      phoneNumber: contacts.phoneNumber,
      isGroup: contacts.isGroup,
      optedOutAt: contacts.optedOutAt,
      createdAt: contacts.createdAt,
    })
    .from(contacts)
    .where(and(eq(contacts.accountId, accountId), after && gt(contacts.id, after.id)))
    .orderBy(asc(contacts.id))
    .limit(limit);
  const ids = rows.map(({ id }) => id);
  const aliases = await db
    .select({ contactId: contactAliases.contactId, id: contactAliases.alias })
    .from(contactAliases)
    .where(and(eq(contactAliases.accountId, accountId), inArray(contactAliases.contactId, ids)));
  const tags = await db
    .select({ contactId: contactTags.contactId, tag: contactTags.tag })
    .from(contactTags)
    .where(and(eq(contactTags.accountId, accountId), inArray(contactTags.contactId, ids)));
  const facts = await db
    .select({ contactId: contactFields.contactId, name: contactFields.name, value: contactFields.value })
    .from(contactFields)
    .where(and(eq(contactFields.accountId, accountId), inArray(contactFields.contactId, ids)));
  const [aliasesOf, tagsOf, factsOf] = [byContact(aliases), byContact(tags), byContact(facts)];
  return rows.map((row) => ({
    ...row,
    whatsappIds: (aliasesOf.get(row.id) ?? []).map(({ id }) => id),
    tags: (tagsOf.get(row.id) ?? []).map(({ tag }) => tag),
    facts: (factsOf.get(row.id) ?? []).map(({ name, value }) => ({ name, value })),
  }));
}

const byContact = <Row extends { contactId: string }>(rows: Row[]) => Map.groupBy(rows, ({ contactId }) => contactId);

export const listConversations = (db: Database, accountId: string, after: { id: string } | undefined, limit: number) =>
  db
    .select({
      id: conversations.id,
      contactId: conversations.contactId,
      owner: conversations.owner,
      waitingBecause: conversations.needsPersonReason,
      assignedUserId: conversations.assignedUserId,
      priority: conversations.priority,
      summary: conversations.summary,
      lastMessageAt: conversations.lastMessageAt,
      createdAt: conversations.createdAt,
    })
    .from(conversations)
    .where(and(eq(conversations.accountId, accountId), after && gt(conversations.id, after.id)))
    .orderBy(asc(conversations.id))
    .limit(limit);

/** Behind a row in the order of conversations, and within one of the other column. */
const isBehind = (conversationId: AnyPgColumn, place: AnyPgColumn, after: [string, string | number] | undefined) =>
  after && sql`(${conversationId}, ${place}) > (${after[0]}, ${after[1]})`;

/** Messages with what became of their file and the reactions to them; conversation by conversation, as they arrived. */
export async function listMessages(
  db: Database,
  accountId: string,
  after: { conversationId: string; seq: number } | undefined,
  limit: number,
) {
  const rows = await db
    .select({
      id: messages.id,
      conversationId: messages.conversationId,
      seq: messages.seq,
      sentAt: messages.sentAt,
      author: messages.author,
      authorUserId: messages.authorUserId,
      participantName: messages.participantName,
      kind: messages.kind,
      text: messages.body,
      details: messages.details,
      editedAt: messages.editedAt,
      deletedAt: messages.deletedAt,
      removedAfterDays: messages.removedAfterDays,
      decisionId: messages.turnId,
      file: {
        name: messageMedia.fileName,
        mimeType: messageMedia.mimeType,
        sizeBytes: messageMedia.sizeBytes,
        sha256: messageMedia.sha256,
        transcript: messageMedia.transcript,
      },
    })
    .from(messages)
    .leftJoin(
      messageMedia,
      and(eq(messageMedia.messageId, messages.id), eq(messageMedia.accountId, messages.accountId)),
    )
    .where(
      and(
        eq(messages.accountId, accountId),
        isBehind(messages.conversationId, messages.seq, after && [after.conversationId, after.seq]),
      ),
    )
    .orderBy(asc(messages.conversationId), asc(messages.seq))
    .limit(limit);
  const reactions = await db
    .select({
      messageId: messageReactions.messageId,
      by: messageReactions.by,
      emoji: messageReactions.emoji,
      reactedAt: messageReactions.reactedAt,
      writtenIn: messageReactions.writtenIn,
    })
    .from(messageReactions)
    .where(
      and(
        eq(messageReactions.accountId, accountId),
        inArray(
          messageReactions.messageId,
          rows.map(({ id }) => id),
        ),
      ),
    );
  const reactionsTo = Map.groupBy(reactions, ({ messageId }) => messageId);
  return rows.map((row) => ({
    ...row,
    reactions: (reactionsTo.get(row.id) ?? []).map(({ messageId: _, ...reaction }) => reaction),
  }));
}

/** What the bot decided, without its working: that is made of the documents. */
export const listDecisions = (
  db: Database,
  accountId: string,
  after: { conversationId: string; id: string } | undefined,
  limit: number,
) =>
  db
    .select({
      id: turns.id,
      conversationId: turns.conversationId,
      decidedAt: turns.createdAt,
      outcome: turns.outcome,
      reason: turns.reason,
      question: turns.question,
      reply: turns.reply,
      language: turns.language,
      citedDocumentIds: turns.citedDocumentIds,
    })
    .from(turns)
    .where(
      and(
        eq(turns.accountId, accountId),
        isBehind(turns.conversationId, turns.id, after && [after.conversationId, after.id]),
      ),
    )
    .orderBy(asc(turns.conversationId), asc(turns.id))
    .limit(limit);

export const listNotes = (
  db: Database,
  accountId: string,
  after: { conversationId: string; id: string } | undefined,
  limit: number,
) =>
  db
    .select({
      id: conversationNotes.id,
      conversationId: conversationNotes.conversationId,
      authorUserId: conversationNotes.authorUserId,
      text: conversationNotes.body,
      writtenAt: conversationNotes.createdAt,
    })
    .from(conversationNotes)
    .where(
      and(
        eq(conversationNotes.accountId, accountId),
        isBehind(conversationNotes.conversationId, conversationNotes.id, after && [after.conversationId, after.id]),
      ),
    )
    .orderBy(asc(conversationNotes.conversationId), asc(conversationNotes.id))
    .limit(limit);

/** The audit log, oldest first. `place` is the instant as exact as the database has it. */
export const listAudit = (
  db: Database,
  accountId: string,
  after: { place: string; id: string } | undefined,
  limit: number,
) =>
  db
    .select({
      id: auditEntries.id,
      at: auditEntries.createdAt,
      place: sql<string>`${auditEntries.createdAt}::text`,
      actorUserId: auditEntries.actorUserId,
      actorEmail: auditEntries.actorEmail,
      action: auditEntries.action,
      targetKind: auditEntries.targetKind,
      targetId: auditEntries.targetId,
      targetName: auditEntries.targetName,
      before: auditEntries.before,
      after: auditEntries.after,
      ipAddress: auditEntries.ipAddress,
      userAgent: auditEntries.userAgent,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        after && sql`(${auditEntries.createdAt}, ${auditEntries.id}) > (${after.place}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(asc(auditEntries.createdAt), asc(auditEntries.id))
    .limit(limit);
