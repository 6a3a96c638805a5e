import { and, desc, eq, isNotNull, isNull, notInArray, or } from "drizzle-orm";
import { type AskedHelped, type Rating, THUMB_EMOJI, thumbOf } from "@/domain/agent/helped/rating";
import { changedReaction, type MessageWords } from "@/domain/messaging/message-state";
import type { Database } from "@/server/db/client";
import { messageReactions, messages, outbox } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";
import { findReaction, saveReaction } from "./reaction-queries";

/** The last message of a conversation that asked whether an answer helped, unless it never went out or was taken back. */
export async function findAskedHelped(db: Database, key: ConversationKey): Promise<AskedHelped | undefined> {
  const { accountId, conversationId } = key;
  const isIn = and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId));
  const [row] = await db
    .select({
      messageId: messages.id,
      turnId: messages.turnId,
      seq: messages.seq,
      sentAt: messages.sentAt,
      body: messages.body,
      stanzaId: messages.stanzaId,
    })
    .from(messages)
    .leftJoin(outbox, and(eq(outbox.messageId, messages.id), eq(outbox.accountId, messages.accountId)))
    .where(
      and(
        isIn,
        eq(messages.asksWhetherHelped, true),
        or(isNull(outbox.status), notInArray(outbox.status, ["cancelled", "failed", "expired"])),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(1);
  if (!row) return undefined;
  const { stanzaId, ...asked } = row;
  if (asked.turnId === null) return { ...asked, stanzaIds: stanzaId === null ? [] : [stanzaId] };
  const parts = await db
    .select({ stanzaId: messages.stanzaId })
    .from(messages)
    .where(and(isIn, eq(messages.turnId, asked.turnId), eq(messages.fromMe, true), isNotNull(messages.stanzaId)));
  return { ...asked, stanzaIds: parts.flatMap((part) => part.stanzaId ?? []) };
}

/** What a customer's words say of an answer. */
export interface WrittenRating extends Pick<Rating, "thumb" | "writtenIn" | "writtenAt"> {
  /** The message that asked. */
  messageId: string;
}

/** Kept as the customer's reaction to the message that asked: whoever does both has one opinion, their newest. */
export async function keepRating(
  tx: Database,
  accountId: string,
  { messageId, thumb, writtenIn, writtenAt }: WrittenRating,
): Promise<void> {
  const message = { accountId, messageId };
  const now = { emoji: THUMB_EMOJI[thumb], at: writtenAt };
  const reaction = changedReaction(await findReaction(tx, message, "customer"), now);
  if (reaction) await saveReaction(tx, message, "customer", reaction, { writtenIn });
}

/** A message that was a rating says something else now, or was taken back. */
export async function changeRatingWrittenIn(
  tx: Database,
  { accountId, id }: { accountId: string; id: string },
  { body, deletedAt }: MessageWords,
): Promise<void> {
  const thumb = deletedAt === null ? thumbOf(body) : undefined;
  await tx
    .update(messageReactions)
    .set({ emoji: thumb ? THUMB_EMOJI[thumb] : "" })
    .where(and(eq(messageReactions.accountId, accountId), eq(messageReactions.writtenIn, id)));
}
