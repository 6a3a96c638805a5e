import { previewOf } from "@/domain/messaging/content";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import { type Ownership, ownershipOf, returnedToBot, takenOver } from "@/domain/messaging/ownership";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { assignByRule } from "./assigning";
import { endMatter } from "./closing-queries";
import {
  type ConversationKey,
  type ConversationRow,
  lockConversation,
  updateConversation,
} from "./conversation-queries";
import { outdateWaitingDraft } from "./drafts/queries";
import type { StoredFile } from "./media-queries";
import { queueReply } from "./outbox";
import { cancelQueuedReplies } from "./outbox-queries";

export type { StoredFile } from "./media-queries";

export interface EffectText {
  /** With a file: the words under it, "" for none. */
  text: string;
  file?: StoredFile | undefined;
  asksWhetherHelped?: boolean;
  idempotencyKey: string;
}

/** What happens to a conversation beside the bot's own reply: everything in one transaction, or nothing. */
export interface Effects {
  /** Sent before the bot's own reply, in this order. */
  before: readonly EffectText[];
  /** Sent after it. */
  after: readonly EffectText[];
  /** The bot stays out: until then, or (null) until a person gives the conversation back. */
  pausedUntil?: Date | null;
  /** Why a person should look; null: nobody need any more. */
  needsPersonReason?: string | null;
  /** The bot answers again, nothing is unread, and what comes next is read without what was said so far. */
  isClosed: boolean;
  /** Who looks after it from now on. */
  assignTo?: string;
  /** What changes outside of conversations, in the same transaction. `turnId`: null when no turn is the occasion. */
  alongside(tx: Database, occasion: { turnId: string | null }): Promise<void>;
}

/** Who answers once the effects are there. */
export function ownershipAfter(
  { pausedUntil, isClosed }: Effects,
  conversation: ConversationRow,
  now: Date,
): Ownership {
  const current = ownershipOf(conversation);
  const given = isClosed ? returnedToBot(current) : current;
  return pausedUntil === undefined ? given : takenOver(given, pausedUntil, now);
}

/** Queues texts of the bot in their order, under the epoch that holds from now on. */
export async function queueTexts(
  tx: Database,
  {
    conversation,
    ownershipEpoch,
    turnId,
    texts,
  }: { conversation: ConversationRow; ownershipEpoch: number; turnId: string | null; texts: readonly EffectText[] },
  now: Date,
): Promise<void> {
  const { id: conversationId, accountId, chatId } = conversation;
  for (const { text, file, asksWhetherHelped, idempotencyKey } of texts)
    await queueReply(
      tx,
      {
        accountId,
        conversationId,
        chatId,
        text,
        file,
        asksWhetherHelped,
        idempotencyKey,
        from: { author: "bot", ownershipEpoch, turnId },
      },
      now,
    );
}

/** How the conversation's row changes. */
export function conversationAfter(
  { needsPersonReason, isClosed, pausedUntil }: Effects,
  { ownership, last, now }: { ownership: Ownership; last: EffectText | undefined; now: Date },
) {
  return {
    ...(isClosed || pausedUntil !== undefined ? ownership : {}),
    ...(isClosed ? { unreadCount: 0, needsPersonReason: null } : {}),
    ...(needsPersonReason === undefined ? {} : { needsPersonReason }),
    ...(last === undefined
      ? {}
      : { lastMessageAt: now, lastMessagePreview: previewOf({ kind: last.file?.kind ?? "text", body: last.text }) }),
  };
}

/** What concerns the conversation alone, once its row is written. It is locked. */
export async function settle(tx: Database, key: ConversationKey, { isClosed, assignTo }: Effects): Promise<void> {
  if (isClosed) await endMatter(tx, key);
  if (assignTo !== undefined) await assignByRule(tx, key, assignTo);
}

/** What waits to be sent, and a draft that waits for a person, are overtaken by the pause. */
export async function cancelOvertaken(
  tx: Database,
  key: ConversationKey,
  { effects, now }: { effects: Effects; now: Date },
): Promise<void> {
  if (effects.pausedUntil === undefined) return;
  await cancelQueuedReplies(tx, key, DELIVERY_WORDS.person_took_over);
  await outdateWaitingDraft(tx, key, now);
}

/**
 * Carries effects out when no turn is the occasion, if `stillHolds` says so of the locked conversation.
 * @returns whether it did
 */
export async function carryOut(
  db: Database,
  key: ConversationKey,
  { effects, stillHolds }: { effects: Effects; stillHolds: (conversation: ConversationRow) => boolean },
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, key);
    if (!conversation || !stillHolds(conversation)) return false;
    const texts = [...effects.before, ...effects.after];
    const ownership = ownershipAfter(effects, conversation, now);
    await cancelOvertaken(tx, key, { effects, now });
    const { ownershipEpoch } = ownership;
    await queueTexts(tx, { conversation, ownershipEpoch, turnId: null, texts }, now);
    await updateConversation(tx, key, conversationAfter(effects, { ownership, last: texts.at(-1), now }));
    await settle(tx, key, effects);
    await effects.alongside(tx, { turnId: null });
    await publishChange(tx, { accountId: key.accountId, topic: "conversation", id: key.conversationId });
    return true;
  });
}
