import { and, asc, desc, eq, inArray, isNotNull, lte } from "drizzle-orm";
import type { Database } from "../db/client";
import { contactFields, contacts, contactTags, conversations, messages, turns, users } from "../db/schema";

export interface ConversationKey {
  accountId: string;
  conversationId: string;
}

export interface ContactKey {
  accountId: string;
  contactId: string;
}

/** The customer of a conversation, as rules and texts name them. */
export async function findCustomer(db: Database, { accountId, conversationId }: ConversationKey) {
  const [row] = await db
    .select({
      contactId: contacts.id,
      name: contacts.displayName,
      phoneNumber: contacts.phoneNumber,
      isGroup: contacts.isGroup,
      needsPersonReason: conversations.needsPersonReason,
    })
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(and(eq(conversations.accountId, accountId), eq(conversations.id, conversationId)));
  return row;
}

/** The language (ISO 639-1) that the customer was last answered in; undefined when nobody had to know. */
export async function findLanguage(
  db: Database,
  { accountId, conversationId }: ConversationKey,
): Promise<string | undefined> {
  const [row] = await db
    .select({ language: turns.language })
    .from(turns)
    .where(and(eq(turns.accountId, accountId), eq(turns.conversationId, conversationId), isNotNull(turns.language)))
    .orderBy(desc(turns.createdAt))
    .limit(1);
  return row?.language ?? undefined;
}

/** Of each contact that has some. */
export async function listTags(db: Database, accountId: string, contactIds: readonly string[]) {
  const tags = new Map<string, string[]>();
  if (contactIds.length === 0) return tags;
  const rows = await db
    .select({ contactId: contactTags.contactId, tag: contactTags.tag })
    .from(contactTags)
    .where(and(eq(contactTags.accountId, accountId), inArray(contactTags.contactId, [...contactIds])))
    .orderBy(asc(contactTags.tag));
  for (const { contactId, tag } of rows) tags.set(contactId, [...(tags.get(contactId) ?? []), tag]);
  return tags;
}

/** Of each contact that has some, by name. */
export async function listFields(db: Database, accountId: string, contactIds: readonly string[]) {
  const fields = new Map<string, Record<string, string>>();
  if (contactIds.length === 0) return fields;
  const rows = await db
    .select({ contactId: contactFields.contactId, name: contactFields.name, value: contactFields.value })
    .from(contactFields)
    .where(and(eq(contactFields.accountId, accountId), inArray(contactFields.contactId, [...contactIds])))
    .orderBy(asc(contactFields.name));
  for (const { contactId, name, value } of rows) fields.set(contactId, { ...fields.get(contactId), [name]: value });
  return fields;
}

/** Where each field of a contact comes from; `setBy`: whoever of the team wrote it, as the team knows them. */
export async function listFieldOrigins(db: Database, { accountId, contactId }: ContactKey) {
  const rows = await db
    .select({
      name: contactFields.name,
      messageId: contactFields.messageId,
      memberName: users.name,
      memberEmail: users.email,
    })
    .from(contactFields)
    .leftJoin(users, eq(users.id, contactFields.setByUserId))
    .where(and(eq(contactFields.accountId, accountId), eq(contactFields.contactId, contactId)));
  return new Map(
    rows.map(({ name, messageId, memberName, memberEmail }) => [
      name,
      { isRead: messageId !== null, setBy: memberName ?? memberEmail },
    ]),
  );
}

export async function addTag(tx: Database, row: ContactKey & { tag: string }): Promise<void> {
  await tx.insert(contactTags).values(row).onConflictDoNothing();
}

export async function removeTag(
  tx: Database,
  { accountId, contactId, tag }: ContactKey & { tag: string },
): Promise<void> {
  await tx
    .delete(contactTags)
    .where(and(eq(contactTags.accountId, accountId), eq(contactTags.contactId, contactId), eq(contactTags.tag, tag)));
}

/** An empty value takes the field away. */
export async function setField(
  tx: Database,
  { accountId, contactId, name, value }: ContactKey & { name: string; value: string },
): Promise<void> {
  if (value === "") {
    await tx
      .delete(contactFields)
      .where(
        and(
          eq(contactFields.accountId, accountId),
          eq(contactFields.contactId, contactId),
          eq(contactFields.name, name),
        ),
      );
    return;
  }
  await tx
    .insert(contactFields)
    .values({ accountId, contactId, name, value })
    .onConflictDoUpdate({
      target: [contactFields.accountId, contactFields.contactId, contactFields.name],
      set: { value, messageId: null, setByUserId: null, updatedAt: new Date() },
    });
}

/** Up to a place in the order of arrival, or all. */
export const countCustomerMessages = (
  db: Database,
  { accountId, conversationId, lastSeq }: ConversationKey & { lastSeq: number | null },
): Promise<number> =>
  db.$count(
    messages,
    and(
      eq(messages.accountId, accountId),
      eq(messages.conversationId, conversationId),
      eq(messages.author, "customer"),
      lastSeq === null ? undefined : lte(messages.seq, lastSeq),
    ),
  );
