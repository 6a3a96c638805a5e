import { previewOf } from "@/domain/messaging/content";
import type { AckLevel, ChannelMessage, MessageAuthor } from "@/domain/messaging/message";
import { phoneNumberOf } from "@/domain/messaging/whatsapp-ids";
import { signalChannels } from "@/server/db/channel-signal";
import type { Database } from "@/server/db/client";
import type { ConversationRow } from "./conversation-queries";
import { insertMedia } from "./media-queries";
import { insertMessage } from "./message-queries";

/**
 * Stores a delivered message as what it is, with the file that belongs to it, which the process that holds the
 * connection then fetches. @returns false when it is stored already
 */
export async function storeMessage(
  tx: Database,
  place: { accountId: string; conversationId: string; author: MessageAuthor; ack?: AckLevel },
  message: ChannelMessage,
  now: Date,
): Promise<boolean> {
  const { accountId } = place;
  const messageId = await insertMessage(tx, { ...place, ...columnsOf(message, now), createdAt: now });
  if (!messageId) return false;
  if (message.media && !message.isDeleted) {
    await insertMedia(tx, { accountId, messageId }, message.media, now);
    await signalChannels(tx, accountId, "file");
  }
  return true;
}

function columnsOf(message: ChannelMessage, now: Date) {
  const { stanzaId, fromMe, kind, sentAt, isDeleted = false } = message;
  return {
    stanzaId,
    fromMe,
    kind,
    sentAt,
    body: isDeleted ? "" : message.body,
    quotedStanzaId: message.quotedStanzaId ?? null,
    details: isDeleted ? null : (message.details ?? null),
    participantName: message.chatKind === "group" ? participantNameOf(message) : null,
    editedAt: message.editedAt ?? null,
    deletedAt: isDeleted ? now : null,
  };
}

function participantNameOf({ participant }: ChannelMessage): string | null {
  if (!participant) return null;
  const phone = phoneNumberOf(participant.id);
  return participant.name?.trim() || (phone ? `+${phone}` : null);
}

/** A sweep brings old messages in late; they don't become the conversation's last ones. */
export const isNewest = (message: ChannelMessage, conversation: ConversationRow) =>
  !message.isBacklog || message.sentAt >= conversation.lastMessageAt;

export const summaryOf = (message: ChannelMessage, conversation: ConversationRow) => ({
  // WhatsApp's clock may be behind ours, by which our own replies are dated; a list must not jump back.
  lastMessageAt: message.sentAt > conversation.lastMessageAt ? message.sentAt : conversation.lastMessageAt,
  lastMessagePreview: previewOf(message),
});
