import { and, eq, exists, inArray, lte, or, sql } from "drizzle-orm";
import { mergedOwnership } from "@/domain/messaging/ownership";
import { forgetTargetNames } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import {
  automationRuns,
  contactAliases,
  contactFieldRemovals,
  contactFields,
  contacts,
  contactTags,
  conversations,
  messages,
  outbox,
  turns,
} from "@/server/db/schema";

import { mergeDrafts } from "./drafts/queries";
import { moveNotes } from "./notes/queries";
import { CONTACT_TAG } from "./tag-queries";

type Conversation = typeof conversations.$inferSelect;

/** Makes two contacts of an account one: spellings, conversation, messages, turns and replies move to the kept one. */
export async function mergeContacts(
  tx: Database,
  { accountId, keptId, absorbedId }: { accountId: string; keptId: string; absorbedId: string },
  now: Date,
): Promise<void> {
  const both = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.accountId, accountId), inArray(conversations.contactId, [keptId, absorbedId])))
    .orderBy(conversations.id)
    .for("update");
  const [first, second] = both;
  if (first && second) await mergeConversations(tx, { kept: first, absorbed: second, contactId: keptId }, now);
  else if (first) await tx.update(conversations).set({ contactId: keptId }).where(isConversation(first));

  await tx
    .update(contactAliases)
    .set({ contactId: keptId })
    .where(and(eq(contactAliases.accountId, accountId), eq(contactAliases.contactId, absorbedId)));
  await moveKnownFacts(tx, { accountId, keptId, absorbedId });
  const [absorbed] = await tx
    .delete(contacts)
    .where(and(eq(contacts.accountId, accountId), eq(contacts.id, absorbedId)))
    .returning();
  const [kept] = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.accountId, accountId), eq(contacts.id, keptId)));
  if (!absorbed || !kept) return;
  await tx
    .update(contacts)
    .set({
      displayName: kept.displayName ?? absorbed.displayName,
      phoneNumber: kept.phoneNumber ?? absorbed.phoneNumber,
      // Whoever asked not to be written to asked for all of their ids.
      optedOutAt: kept.optedOutAt ?? absorbed.optedOutAt,
    })
    .where(and(eq(contacts.accountId, accountId), eq(contacts.id, keptId)));
}

/** Tags and fields of both; where both know something, the kept one knows better. A form under way is not moved. */
async function moveKnownFacts(
  tx: Database,
  { accountId, keptId, absorbedId }: { accountId: string; keptId: string; absorbedId: string },
): Promise<void> {
  const tags = await tx
    .select({ accountId: contactTags.accountId, tag: contactTags.tag })
    .from(contactTags)
    .where(and(eq(contactTags.accountId, accountId), eq(contactTags.contactId, absorbedId)));
  const moved = { contactId: keptId };
  if (tags.length > 0)
    await tx
      .insert(contactTags)
      .values(tags.map((tag) => ({ ...tag, ...moved })))
      .onConflictDoNothing();
  const fields = await tx
    .select({
      accountId: contactFields.accountId,
      name: contactFields.name,
      value: contactFields.value,
      messageId: contactFields.messageId,
      setByUserId: contactFields.setByUserId,
    })
    .from(contactFields)
    .where(and(eq(contactFields.accountId, accountId), eq(contactFields.contactId, absorbedId)));
  if (fields.length > 0)
    await tx
      .insert(contactFields)
      .values(fields.map((field) => ({ ...field, ...moved })))
      .onConflictDoUpdate({
        target: [contactFields.accountId, contactFields.contactId, contactFields.name],
        set: {
          value: sql`excluded.value`,
          messageId: null,
          setByUserId: sql`excluded.set_by_user_id`,
          updatedAt: new Date(),
        },
        // What somebody said or was asked for is known better than what was read, whichever of the two it is of.
        setWhere: sql`${contactFields.messageId} is not null and excluded.message_id is null`,
      });
  await moveRemovals(tx, { accountId, keptId, absorbedId });
}

/** What was taken away of one stays away of both. */
async function moveRemovals(
  tx: Database,
  { accountId, keptId, absorbedId }: { accountId: string; keptId: string; absorbedId: string },
): Promise<void> {
  const removals = await tx
    .select()
    .from(contactFieldRemovals)
    .where(and(eq(contactFieldRemovals.accountId, accountId), eq(contactFieldRemovals.contactId, absorbedId)));
  if (removals.length > 0)
    await tx
      .insert(contactFieldRemovals)
      .values(removals.map((removal) => ({ ...removal, contactId: keptId })))
      .onConflictDoUpdate({
        target: [contactFieldRemovals.accountId, contactFieldRemovals.contactId, contactFieldRemovals.name],
        set: { throughSeq: sql`greatest(${contactFieldRemovals.throughSeq}, excluded.through_seq)` },
      });
  const readBefore = tx
    .select({ one: sql`1` })
    .from(contactFieldRemovals)
    .innerJoin(
      messages,
      and(eq(messages.id, contactFields.messageId), eq(messages.accountId, contactFieldRemovals.accountId)),
    )
    .where(
      and(
        eq(contactFieldRemovals.accountId, contactFields.accountId),
        eq(contactFieldRemovals.contactId, contactFields.contactId),
        eq(contactFieldRemovals.name, contactFields.name),
        lte(messages.seq, contactFieldRemovals.throughSeq),
      ),
    );
  await tx
    .delete(contactFields)
    .where(and(eq(contactFields.accountId, accountId), eq(contactFields.contactId, keptId), exists(readBefore)));
}

const isConversation = ({ accountId, id }: Conversation) =>
  and(eq(conversations.accountId, accountId), eq(conversations.id, id));

async function mergeConversations(
  tx: Database,
  { kept, absorbed, contactId }: { kept: Conversation; absorbed: Conversation; contactId: string },
  now: Date,
): Promise<void> {
  const ownership = mergedOwnership(kept, absorbed, now);
  if (ownership.owner === "bot") await keepRepliesCurrent(tx, [kept, absorbed], ownership.ownershipEpoch);
  const { accountId } = kept;
  const moved = { conversationId: kept.id };
  await tx
    .update(messages)
    .set(moved)
    .where(and(eq(messages.accountId, accountId), eq(messages.conversationId, absorbed.id)));
  await tx
    .update(turns)
    .set(moved)
    .where(and(eq(turns.accountId, accountId), eq(turns.conversationId, absorbed.id)));
  await tx
    .update(outbox)
    .set(moved)
    .where(and(eq(outbox.accountId, accountId), eq(outbox.conversationId, absorbed.id)));
  await tx
    .update(automationRuns)
    .set(moved)
    .where(and(eq(automationRuns.accountId, accountId), eq(automationRuns.conversationId, absorbed.id)));
  const drafts = { accountId, keptId: kept.id, absorbedId: absorbed.id };
  await moveNotes(tx, drafts);
  await mergeDrafts(tx, drafts, { ownershipEpoch: ownership.ownershipEpoch, now });
  // The log names tags by the conversation: nobody could erase them under one that is gone.
  await forgetTargetNames(tx, { accountId, kind: CONTACT_TAG, ids: [absorbed.id] });
  await tx.delete(conversations).where(isConversation(absorbed));
  const newer = absorbed.lastMessageAt > kept.lastMessageAt ? absorbed : kept;
  await tx
    .update(conversations)
    .set({
      ...ownership,
      contactId,
      chatId: newer.chatId,
      lastMessageAt: newer.lastMessageAt,
      lastMessagePreview: newer.lastMessagePreview,
      unreadCount: kept.unreadCount + absorbed.unreadCount,
      needsPersonReason: kept.needsPersonReason ?? absorbed.needsPersonReason,
      snoozedUntil: earlierSnooze(kept, absorbed),
      assignedUserId: kept.assignedUserId ?? absorbed.assignedUserId,
      priority: kept.priority === "high" ? "high" : absorbed.priority,
      contextAfterSeq: Math.max(kept.contextAfterSeq, absorbed.contextAfterSeq),
      // Each told of its own half.
      summary: null,
      summaryThroughSeq: 0,
    })
    .where(isConversation(kept));
}

/** The new epoch must stop drafts that were written without the other half, not replies that are already on their way. */
async function keepRepliesCurrent(tx: Database, halves: Conversation[], ownershipEpoch: number): Promise<void> {
  const isCurrent = halves.map((half) =>
    and(eq(outbox.conversationId, half.id), eq(outbox.ownershipEpoch, half.ownershipEpoch)),
  );
  await tx
    .update(outbox)
    .set({ ownershipEpoch })
    .where(
      and(
        eq(outbox.accountId, halves[0]!.accountId),
        inArray(outbox.status, ["queued", "unknown", "sending"]),
        or(...isCurrent),
      ),
    );
}

/** Put off as long as both halves are; one that wasn't would be overlooked otherwise. */
const earlierSnooze = ({ snoozedUntil: one }: Conversation, { snoozedUntil: other }: Conversation): Date | null =>
  one && other ? (one < other ? one : other) : null;
