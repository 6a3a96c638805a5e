import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import {
  connectionScreenshots,
  contactAliases,
  contacts,
  messageMedia,
  messages,
  webhookDeliveries,
} from "@/server/db/schema";
import type { ConversationKey } from "../conversation-queries";

export interface ContactKey {
  accountId: string;
  contactId: string;
}

const isContact = ({ accountId, contactId }: ContactKey) =>
  and(eq(contacts.accountId, accountId), eq(contacts.id, contactId));
const isIn = ({ accountId, conversationId }: ConversationKey) =>
  and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId));

export async function lockContact(tx: Database, key: ContactKey) {
  const [row] = await tx.select().from(contacts).where(isContact(key)).for("update");
  return row;
}

export async function listAliases(tx: Database, { accountId, contactId }: ContactKey): Promise<string[]> {
  const rows = await tx
    .select({ alias: contactAliases.alias })
    .from(contactAliases)
    .where(and(eq(contactAliases.accountId, accountId), eq(contactAliases.contactId, contactId)));
  return rows.map(({ alias }) => alias);
}

/** What must be known of the messages before they are gone. */
export const listErasable = (tx: Database, key: ConversationKey) =>
  tx
    .select({ stanzaId: messages.stanzaId, fromMe: messages.fromMe, body: messages.body })
    .from(messages)
    .where(isIn(key));

/** Digests of the conversation's files. */
export async function listFileDigests(tx: Database, key: ConversationKey): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ sha256: messageMedia.sha256 })
    .from(messageMedia)
    .innerJoin(messages, and(eq(messages.id, messageMedia.messageId), eq(messages.accountId, messageMedia.accountId)))
    .where(and(isIn(key), isNotNull(messageMedia.sha256)));
  return rows.flatMap(({ sha256 }) => sha256 ?? []);
}

/** What other systems are told of the conversation, and what may show it: these name no row that it could go with. */
export async function deleteMentions(tx: Database, { accountId, conversationId }: ConversationKey): Promise<void> {
  const isTold = sql`${webhookDeliveries.body} #>> '{conversation,id}' = ${conversationId}`;
  await tx.delete(webhookDeliveries).where(and(eq(webhookDeliveries.accountId, accountId), isTold));
  await tx.delete(connectionScreenshots).where(eq(connectionScreenshots.accountId, accountId));
}

/** With every row that belongs to the contact: spellings, conversation, messages, turns and what hangs on them. */
export async function deleteContact(tx: Database, key: ContactKey): Promise<void> {
  await tx.delete(contacts).where(isContact(key));
}
