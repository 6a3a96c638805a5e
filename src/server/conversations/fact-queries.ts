import { and, eq, isNotNull } from "drizzle-orm";
import type { ContactFact } from "@/domain/agent/contact-facts/contact-facts";
import type { Database } from "@/server/db/client";
import { contactFields, conversations } from "@/server/db/schema";
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

/** Keeps what a customer wrote of themselves. What a form asked for, or somebody set, is known better and stays. */
export async function keepFacts(
  tx: Database,
  { accountId, contactId }: { accountId: string; contactId: string },
  facts: readonly ContactFact[],
): Promise<void> {
  for (const { name, value, messageId } of facts)
    await tx
      .insert(contactFields)
      .values({ accountId, contactId, name, value, messageId })
      .onConflictDoUpdate({
        target: [contactFields.accountId, contactFields.contactId, contactFields.name],
        set: { value, messageId, updatedAt: new Date() },
        setWhere: isNotNull(contactFields.messageId),
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
