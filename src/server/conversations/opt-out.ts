import { fixedTexts } from "@/domain/agent/fixed-texts";
import { traceWithoutAgent } from "@/domain/agent/turn";
import { previewOf } from "@/domain/messaging/content";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import type { ChannelMessage } from "@/domain/messaging/message";
import {
  languageOfWish,
  type OptOutIntent,
  type OptOutWish,
  optOutIntent,
  optOutWish,
} from "@/domain/messaging/opt-out";
import { getAccount } from "@/server/accounts/service";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { type ConversationRow, updateConversation } from "./conversation-queries";
import { outdateWaitingDraft } from "./drafts/queries";
import { assignTurn, findMessageByStanza } from "./message-queries";
import {
  findOptedOutAt,
  listCustomerTexts,
  listCustomerTextsAfter,
  listLastTurnReasons,
  writeOptedOutAt,
} from "./opt-out-queries";
import { queueReply } from "./outbox";
import { cancelQueuedByKey, cancelQueuedReplies } from "./outbox-queries";
import { insertTurn } from "./turn-queries";

/** What people read about the turn. */
const REASONS: Record<OptOutIntent, string> = {
  stop: "Asked for no more automatic messages, which was confirmed.",
  start: "Asked for automatic messages again, which was confirmed.",
};
/** Every confirmation's key begins so: one that still waits is cancelled by the next change of mind. */
const KEY_PREFIX = "opt-out:";
/** Changes of mind in a row that are confirmed; then they are honoured in silence, because a machine is at play. */
const MAX_IN_A_ROW = 6;

/** What a conversation's locked row and the message just stored in it say. */
export interface StoredMessage {
  conversation: ConversationRow;
  message: ChannelMessage;
  now: Date;
}

/**
 * Honours a customer's wish to get no more automatic messages, or to get them again, in the transaction that stores the
 * message: what the bot has ready is cancelled, drafts that are being written become stale, and one confirmation is
 * queued. A group has no such wish: one of its members must not decide for all.
 * @returns whether the message is accounted for by that, so that nothing else need be said to it
 */
export async function honourOptOut(tx: Database, stored: StoredMessage): Promise<boolean> {
  const { conversation, message, now } = stored;
  if (message.kind !== "text" || message.chatKind !== "direct" || message.isDeleted) return false;
  const wish = optOutWish(message.body);
  if (!wish) return false;
  const isOut = (await findOptedOutAt(tx, conversation)) !== null;
  if (isOut === (wish.intent === "stop") || (await isOutdated(tx, stored))) return false;

  const key = { accountId: conversation.accountId, conversationId: conversation.id };
  await writeOptOut(tx, conversation, { isOut: wish.intent === "stop", now });
  const { answerSettings } = await getAccount(tx, key.accountId);
  // Found long after it was written: honoured, but a confirmation out of the blue helps nobody.
  if (now.getTime() - message.sentAt.getTime() > answerSettings.maxAnswerAgeMinutes * 60_000) return false;
  await confirm(tx, stored, wish);
  return true;
}

/** What the bot has ready is cancelled, drafts that are being written become stale; nobody is told anything. */
export async function writeOptOut(
  tx: Database,
  conversation: ConversationRow,
  { isOut, now }: { isOut: boolean; now: Date },
): Promise<void> {
  const key = { accountId: conversation.accountId, conversationId: conversation.id };
  await writeOptedOutAt(tx, conversation, isOut ? now : null);
  await cancelQueuedByKey(tx, { ...key, keyPrefix: KEY_PREFIX }, DELIVERY_WORDS.opted_out);
  if (!isOut) return;
  await updateConversation(tx, key, { ownershipEpoch: conversation.ownershipEpoch + 1 });
  await cancelQueuedReplies(tx, key, DELIVERY_WORDS.opted_out);
  await outdateWaitingDraft(tx, key, now);
}

/** A sweep may bring an old wish in after a newer one was honoured. */
async function isOutdated(tx: Database, { conversation, message }: StoredMessage): Promise<boolean> {
  if (!message.isBacklog) return false;
  const later = await listCustomerTextsAfter(tx, conversation, message.sentAt);
  return later.some((text) => optOutIntent(text) !== null);
}

/** One automated turn of this message alone; what else waits is decided by itself. */
async function confirm(tx: Database, { conversation, message, now }: StoredMessage, wish: OptOutWish): Promise<void> {
  const key = { accountId: conversation.accountId, conversationId: conversation.id };
  const row = await findMessageByStanza(tx, { ...key, stanzaId: message.stanzaId, fromMe: false });
  if (!row) throw new Error("A wish is honoured once its message is stored.");
  const texts = fixedTexts(languageOfWish(wish, await listCustomerTexts(tx, conversation)));
  const reason = REASONS[wish.intent];
  const last = await listLastTurnReasons(tx, key, MAX_IN_A_ROW);
  const isMachine = last.length === MAX_IN_A_ROW && last.every((each) => Object.values(REASONS).includes(each ?? ""));
  const reply = isMachine ? null : wish.intent === "stop" ? texts.optedOut : texts.welcomeBack;

  const turnId = newId("turn");
  const trace = traceWithoutAgent(message.body, { name: "opt-out", ms: 0, note: wish.intent });
  const decided = { outcome: "automated" as const, reason, question: message.body, reply, score: null, band: null };
  await insertTurn(tx, { id: turnId, ...key, ...decided, trace });
  await assignTurn(tx, { ...key, turnId, messageIds: [row.id] });
  if (reply === null) return;
  const from = { author: "bot" as const, ownershipEpoch: null, turnId };
  const idempotencyKey = `${KEY_PREFIX}${row.id}`;
  await queueReply(tx, { ...key, chatId: message.chatId, text: reply, idempotencyKey, from }, now);
  await updateConversation(tx, key, {
    lastMessageAt: now,
    lastMessagePreview: previewOf({ kind: "text", body: reply }),
  });
}
