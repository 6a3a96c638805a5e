import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import type { ChannelMessage } from "@/domain/messaging/message";
import { ownershipAfterReply, ownershipOf } from "@/domain/messaging/ownership";
import { getAccount } from "@/server/accounts/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { type ConversationRow, updateConversation } from "./conversation-queries";
import { replaceWaitingDraft } from "./drafts/replacing";
import { matchEcho } from "./outbox";
import { cancelQueuedReplies } from "./outbox-queries";
import { isNewest, storeMessage, summaryOf } from "./store-message";

export type OwnReceived = { kind: "from_phone"; conversationId: string } | { kind: "duplicate" | "echo" | "undecided" };

/** Our own: the echo of a reply, or the owner writing on the phone, which takes the conversation over unless shadowed. */
export async function receiveOwn(
  tx: Database,
  { accountId, message, isSending }: { accountId: string; message: ChannelMessage; isSending: boolean },
  { conversation, now }: { conversation: ConversationRow; now: Date },
): Promise<OwnReceived> {
  const key = { accountId, conversationId: conversation.id };
  const { stanzaId, kind, body, sentAt } = message;
  if (await matchEcho(tx, { ...key, stanzaId, kind, body, sentAt, fileName: message.media?.fileName })) {
    await publishChange(tx, { accountId, topic: "conversation", id: key.conversationId });
    return { kind: "echo" };
  }
  if (isSending) return { kind: "undecided" };
  const stored = await storeMessage(tx, { ...key, author: "phone", ack: "sent" }, message, now);
  if (!stored) return { kind: "duplicate" };
  const { answerSettings, isShadowed } = await getAccount(tx, accountId);
  const until = new Date(Math.min(sentAt.getTime(), now.getTime()) + answerSettings.takeoverMinutes * 60_000);
  // Words that the owner took back answer nobody, and nobody knows whose they were.
  const isStillTheirs = until > now && !message.isDeleted;
  await updateConversation(tx, key, {
    // Whoever answered on the phone has read what was there, and nobody else needs to look.
    ...(message.isDeleted ? {} : { unreadCount: 0, needsPersonReason: null }),
    ...(isStillTheirs ? ownershipAfterReply(ownershipOf(conversation), { until, isShadowed, now }) : {}),
    ...(isNewest(message, conversation) ? summaryOf(message, conversation) : {}),
  });
  if (!message.isDeleted) await replaceWaitingDraft(tx, key, { text: body, userId: null, writtenAt: sentAt, now });
  if (isStillTheirs) await cancelQueuedReplies(tx, key, DELIVERY_WORDS.person_took_over);
  await publishChange(tx, { accountId, topic: "conversation", id: key.conversationId });
  return { kind: "from_phone", conversationId: key.conversationId };
}
