import { and, eq, isNotNull, max } from "drizzle-orm";
import type { ContactFact } from "@/domain/agent/contact-facts/contact-facts";
import type { Database } from "@/server/db/client";
import { contactFieldRemovals, contactFields, conversations, messages } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";

/** What is known of the customer of a conversation, by name. */
export const listKnownFields = (
  db: Database,
  { accountId, conversationId }: ConversationKey,
): Promise<{ name: string; value: string }[]> =>
  db
    .select({ name: contactFields.name, value: contactFields.value })
    .from(conversations)
    .innerJoin(
      contactFields,
      and(eq(contactFields.contactId, conversations.contactId), eq(contactFields.accountId, conversations.accountId)),
    )
    .where(and(eq(conversations.accountId, accountId), eq(conversations.id, conversationId)));

interface ContactKey {
  accountId: string;
  contactId: string;
}

/**
 * Keeps what a customer wrote of themselves. What a form asked for, or somebody set, is known better and stays; what a
 * person took away isn't read again in messages of before. @param messages those that the facts were read in
 */
export async function keepFacts(
  tx: Database,
  { accountId, contactId }: ContactKey,
  { facts, messages: read }: { facts: readonly ContactFact[]; messages: readonly { id: string; seq: number }[] },
): Promise<void> {
  if (facts.length === 0) return;
  const removed = await listRemovals(tx, { accountId, contactId });
  const seqOf = new Map(read.map(({ id, seq }) => [id, seq]));
  const isNews = ({ name, messageId }: ContactFact) => (seqOf.get(messageId) ?? 0) > (removed.get(name) ?? -1);
  for (const { name, value, messageId } of facts.filter(isNews))
    await tx
      .insert(contactFields)
      .values({ accountId, contactId, name, value, messageId })
      .onConflictDoUpdate({
        target: [contactFields.accountId, contactFields.contactId, contactFields.name],
        set: { value, messageId, updatedAt: new Date() },
        setWhere: isNotNull(contactFields.messageId),
      });
}

async function listRemovals(db: Database, { accountId, contactId }: ContactKey): Promise<Map<string, number>> {
  const rows = await db
    .select({ name: contactFieldRemovals.name, throughSeq: contactFieldRemovals.throughSeq })
    .from(contactFieldRemovals)
    .where(and(eq(contactFieldRemovals.accountId, accountId), eq(contactFieldRemovals.contactId, contactId)));
  return new Map(rows.map(({ name, throughSeq }) => [name, throughSeq]));
}

const isField = ({ accountId, contactId, name }: ContactKey & { name: string }) =>
  and(eq(contactFields.accountId, accountId), eq(contactFields.contactId, contactId), eq(contactFields.name, name));

export async function findFact(db: Database, fact: ContactKey & { name: string }) {
  const [row] = await db.select().from(contactFields).where(isField(fact));
  return row;
}

export const countFacts = (db: Database, { accountId, contactId }: ContactKey): Promise<number> =>
  db.$count(contactFields, and(eq(contactFields.accountId, accountId), eq(contactFields.contactId, contactId)));

/** As a person wrote it, whatever was known before. */
export async function writeFact(
  tx: Database,
  fact: ContactKey & { name: string; value: string; setByUserId: string | null },
): Promise<void> {
  const { value, setByUserId } = fact;
  await tx
    .insert(contactFields)
    .values(fact)
    .onConflictDoUpdate({
      target: [contactFields.accountId, contactFields.contactId, contactFields.name],
      set: { value, setByUserId, messageId: null, updatedAt: new Date() },
    });
}

/** @param conversationId whose messages so far no longer say it */
export async function deleteFact(
  tx: Database,
  { conversationId, ...fact }: ContactKey & { name: string; conversationId: string },
): Promise<void> {
  const { accountId, contactId, name } = fact;
  await tx.delete(contactFields).where(isField(fact));
  const [newest] = await tx
    .select({ seq: max(messages.seq) })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId)));
  const throughSeq = newest?.seq ?? 0;
  await tx
    .insert(contactFieldRemovals)
    .values({ accountId, contactId, name, throughSeq })
    .onConflictDoUpdate({
      target: [contactFieldRemovals.accountId, contactFieldRemovals.contactId, contactFieldRemovals.name],
      set: { throughSeq },
    });
}

/** The message reads otherwise now, or is gone: what was read in it is known no more. */
export async function forgetFactsOf(
  tx: Database,
  { accountId, messageId }: { accountId: string; messageId: string },
): Promise<void> {
  await tx
    .delete(contactFields)
    .where(and(eq(contactFields.accountId, accountId), eq(contactFields.messageId, messageId)));
}
