import { and, desc, eq, gt } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { contacts, messages, turns } from "@/server/db/schema";
import type { ConversationKey, ConversationRow } from "./conversation-queries";

type ContactKey = Pick<ConversationRow, "accountId" | "contactId">;

/** How far back (and how much ahead) is looked for what the customer wrote. */
const FEW = 20;

const isContact = ({ accountId, contactId }: ContactKey) =>
  and(eq(contacts.accountId, accountId), eq(contacts.id, contactId));

export async function findOptedOutAt(tx: Database, key: ContactKey): Promise<Date | null> {
  const [row] = await tx.select({ optedOutAt: contacts.optedOutAt }).from(contacts).where(isContact(key));
  return row?.optedOutAt ?? null;
}

export async function writeOptedOutAt(tx: Database, key: ContactKey, optedOutAt: Date | null): Promise<void> {
  await tx.update(contacts).set({ optedOutAt }).where(isContact(key));
}

const isFromCustomer = ({ accountId, id }: Pick<ConversationRow, "accountId" | "id">) =>
  and(
    eq(messages.accountId, accountId),
    eq(messages.conversationId, id),
    eq(messages.fromMe, false),
    eq(messages.kind, "text"),
  );

/** What the customer wrote last, newest first. */
export async function listCustomerTexts(
  tx: Database,
  conversation: Pick<ConversationRow, "accountId" | "id">,
): Promise<string[]> {
  const rows = await tx
    .select({ body: messages.body })
    .from(messages)
    .where(isFromCustomer(conversation))
    .orderBy(desc(messages.seq))
    .limit(FEW);
  return rows.map(({ body }) => body);
}

/** What the customer wrote after that instant, newest first. */
export async function listCustomerTextsAfter(
  tx: Database,
  conversation: Pick<ConversationRow, "accountId" | "id">,
  after: Date,
): Promise<string[]> {
  const rows = await tx
    .select({ body: messages.body })
    .from(messages)
    .where(and(isFromCustomer(conversation), gt(messages.sentAt, after)))
    .orderBy(desc(messages.sentAt))
    .limit(FEW);
  return rows.map(({ body }) => body);
}

/** Newest first. */
export async function listLastTurnReasons(
  tx: Database,
  { accountId, conversationId }: ConversationKey,
  limit: number,
): Promise<(string | null)[]> {
  const rows = await tx
    .select({ reason: turns.reason })
    .from(turns)
    .where(and(eq(turns.accountId, accountId), eq(turns.conversationId, conversationId)))
    .orderBy(desc(turns.createdAt), desc(turns.id))
    .limit(limit);
  return rows.map(({ reason }) => reason);
}
