import { SHADOW_REASON } from "@/domain/agent/shadow";
import { previewOf } from "@/domain/messaging/content";
import type { ChannelMessage, MessageChange } from "@/domain/messaging/message";
import { changedReaction, changedWords, newsOfRedelivery } from "@/domain/messaging/message-state";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { countReceivedAfter, forgetInTurn, hasLaterTwin, updateWords } from "./change-queries";
import { type ConversationRow, lockConversation, updateConversation } from "./conversation-queries";
import { findWaitingDraft, outdateWaitingDraft } from "./drafts/queries";
import { forgetFactsOf } from "./fact-queries";
import { changeRatingWrittenIn } from "./helped-queries";
import { deleteMedia } from "./media-queries";
import { findMessageByStanza, type MessageRow, type StanzaKey } from "./message-queries";
import { findReaction, saveReaction } from "./reaction-queries";

/** Bytes that a message needs no longer; they go unless another message of the account has the same. */
export interface ForgottenFile {
  accountId: string;
  sha256: string;
}

export interface ChangeDeps {
  db: Database;
  now: () => Date;
  /** Absent where no file is ever fetched. */
  files?: { forget(file: ForgottenFile): Promise<void> };
}

/**
 * Carries out what happened to a message after it was written; older news than is known changes nothing. A message
 * that still waits for its turn is answered as it then reads: see closeTurn, which refuses a draft for what it was.
 * @returns false when the message is not known
 */
export async function changeMessage(deps: ChangeDeps, accountId: string, change: MessageChange): Promise<boolean> {
  const { stanzaId, fromMe } = change;
  const outcome = await deps.db.transaction(async (tx) => {
    const locked = await lockMessage(tx, { accountId, stanzaId, fromMe });
    if (!locked) return { isKnown: false };
    const { message, conversation } = locked;
    const done =
      change.type === "reaction"
        ? await react(tx, message, change)
        : await changeWords(tx, message, conversation, { change, now: deps.now() });
    if (done) await publishChange(tx, { accountId, topic: "conversation", id: conversation.id });
    return { isKnown: true, forgotten: done?.forgotten };
  });
  // Only once nothing names it any more; should this fail, the tidying of the folder finds it.
  if (outcome.forgotten) await deps.files?.forget({ accountId, sha256: outcome.forgotten });
  return outcome.isKnown;
}

/** A message that is stored came again: what it tells beyond what is known (edited, taken back) is carried out. */
export async function bringUpToDate(deps: ChangeDeps, accountId: string, message: ChannelMessage): Promise<void> {
  const news = newsOfRedelivery(message, deps.now());
  if (!news) return;
  const { stanzaId, fromMe, chatId } = message;
  await changeMessage(deps, accountId, { ...news, stanzaId, fromMe, chatId });
}

/** The message as it is while its conversation is held; conversations may become one in between. */
async function lockMessage(
  tx: Database,
  key: StanzaKey,
): Promise<{ message: MessageRow; conversation: ConversationRow } | undefined> {
  for (;;) {
    const seen = await findMessageByStanza(tx, key);
    if (!seen) return undefined;
    const conversation = await lockConversation(tx, seen);
    const message = await findMessageByStanza(tx, key);
    if (conversation && message?.conversationId === conversation.id) return { message, conversation };
  }
}

type Done = { forgotten: string | null } | null;

async function react(
  tx: Database,
  { accountId, id: messageId }: MessageRow,
  change: Extract<MessageChange, { type: "reaction" }>,
): Promise<Done> {
  const message = { accountId, messageId };
  const reaction = changedReaction(await findReaction(tx, message, change.by), change);
  if (!reaction) return null;
  await saveReaction(tx, message, change.by, reaction);
  return { forgotten: null };
}

async function forgetInAnswer(
  tx: Database,
  conversation: ConversationRow,
  { turnId, now }: { turnId: string; now: Date },
): Promise<void> {
  const { accountId, id: conversationId, needsPersonReason } = conversation;
  const { question, reason } = await forgetInTurn(tx, { accountId, turnId });
  if (reason.now !== reason.before && needsPersonReason === reason.before)
    await updateConversation(tx, { accountId, conversationId }, { needsPersonReason: reason.now });
  if (question === "") await dropDraftOf(tx, conversation, { turnId, now });
}

/** Nothing is left of what a waiting draft answers, so nobody needs to send it. */
async function dropDraftOf(
  tx: Database,
  { accountId, id: conversationId, needsPersonReason }: ConversationRow,
  { turnId, now }: { turnId: string; now: Date },
): Promise<void> {
  const key = { accountId, conversationId };
  if ((await findWaitingDraft(tx, key))?.turnId !== turnId) return;
  await outdateWaitingDraft(tx, key, now);
  if (needsPersonReason === SHADOW_REASON) await updateConversation(tx, key, { needsPersonReason: null });
}

async function changeWords(
  tx: Database,
  message: MessageRow,
  conversation: ConversationRow,
  { change, now }: { change: Extract<MessageChange, { type: "edited" | "deleted" }>; now: Date },
): Promise<Done> {
  // What is too old to be kept doesn't come back by an edit that is heard late.
  if (message.removedAfterDays !== null) return null;
  const words = changedWords(message, change);
  if (!words) return null;
  const isDeleted = words.deletedAt !== null;
  const isLast = conversation.lastMessagePreview === previewOf(message) && !(await hasLaterTwin(tx, message));
  const isUnread = isDeleted && !message.fromMe && (await countReceivedAfter(tx, message)) < conversation.unreadCount;
  await updateWords(tx, message, words);
  if (!message.fromMe) await changeRatingWrittenIn(tx, message, words);
  await updateConversation(
    tx,
    { accountId: message.accountId, conversationId: conversation.id },
    {
      ...(isLast ? { lastMessagePreview: previewOf({ kind: message.kind, body: words.body, isDeleted }) } : {}),
      ...(isUnread ? { unreadCount: conversation.unreadCount - 1 } : {}),
      // It says what was taken back, or said otherwise: it is written anew.
      ...(message.seq <= conversation.summaryThroughSeq ? { summary: null, summaryThroughSeq: 0 } : {}),
    },
  );
  await forgetFactsOf(tx, { accountId: message.accountId, messageId: message.id });
  if (!isDeleted) return { forgotten: null };
  const { accountId, id: messageId, turnId } = message;
  if (turnId !== null && !message.fromMe) await forgetInAnswer(tx, conversation, { turnId, now });
  return { forgotten: await deleteMedia(tx, { accountId, messageId }) };
}
