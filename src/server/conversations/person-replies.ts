import { takesCaption } from "@/domain/automation/sendable-file";
import { previewOf } from "@/domain/messaging/content";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import { ownershipAfterReply, ownershipOf } from "@/domain/messaging/ownership";
import { getAccount } from "@/server/accounts/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { type MediaService, readSendable } from "@/server/media/service";
import { takenBy } from "./assigning";
import { type ConversationKey, findConversation, updateConversation } from "./conversation-queries";
import { replaceWaitingDraft } from "./drafts/replacing";
import { found, inConversation } from "./in-conversation";
import type { StoredFile } from "./media-queries";
import { queueReply } from "./outbox";
import { cancelQueuedReplies, findByIdempotencyKey } from "./outbox-queries";

export interface PersonReply extends ConversationKey {
  userId: string;
  /** With a file: the words under it, "" for none. */
  text: string;
  /** Made once per click, so that a repeated request never sends twice. */
  idempotencyKey: string;
}

export interface PersonFile extends PersonReply {
  /** As it is called on the machine it comes from. */
  name: string;
  bytes: Uint8Array;
}

interface PersonReplyDeps {
  db: Database;
  files: Pick<MediaService, "keepFile">;
  now: () => Date;
}

/** What people of the team send. Whoever does answers from then on. */
export function createPersonReplies({ db, files, now }: PersonReplyDeps) {
  return {
    /**
     * Sends as a person; the bot comes back by itself some time after the last reply. In shadow mode people send
     * everything, so the bot goes on drafting.
     */
    replyAsPerson: (reply: PersonReply) => replyAsPerson(db, reply, now()),

    /** The same with a file. @throws AppError not_found, or bad_request or too_large in words for whoever chose it */
    sendFileAsPerson: async ({ name, bytes, ...reply }: PersonFile) => {
      // Before anything is kept for a conversation that isn't there.
      found(await findConversation(db, reply));
      const file = readSendable({ name, bytes });
      if (reply.text !== "" && !takesCaption(file.kind))
        throw new AppError("bad_request", "WhatsApp shows no words under a recording. Send them as a message.");
      return files.keepFile({ accountId: reply.accountId, bytes }, (tx, sha256) =>
        replyAsPerson(tx, { ...reply, file: { ...file, sha256 } }, now()),
      );
    },
  };
}

async function replyAsPerson(
  db: Database,
  reply: PersonReply & { file?: StoredFile },
  now: Date,
): Promise<{ messageId: string }> {
  const { text, file } = reply;
  const idempotencyKey = `person:${reply.idempotencyKey}`;
  return inConversation(db, reply, async (tx, conversation) => {
    const earlier = await findByIdempotencyKey(tx, { accountId: reply.accountId, idempotencyKey });
    if (earlier) return { messageId: earlier.messageId };
    const { answerSettings, isShadowed } = await getAccount(tx, reply.accountId);
    const until = new Date(now.getTime() + answerSettings.takeoverMinutes * 60_000);
    await cancelQueuedReplies(tx, reply, DELIVERY_WORDS.person_took_over);
    // A file alone says nothing that a draft could be compared with; the draft waits on.
    if (text !== "") await replaceWaitingDraft(tx, reply, { text, userId: reply.userId, writtenAt: now, now });
    const { messageId } = await queueReply(
      tx,
      {
        accountId: reply.accountId,
        conversationId: conversation.id,
        chatId: conversation.chatId,
        text,
        file,
        idempotencyKey,
        from: { author: "person", userId: reply.userId },
      },
      now,
    );
    await updateConversation(tx, reply, {
      ...ownershipAfterReply(ownershipOf(conversation), { until, isShadowed, now }),
      ...(await takenBy(tx, conversation, reply.userId)),
      needsPersonReason: null,
      unreadCount: 0,
      lastMessageAt: now,
      lastMessagePreview: previewOf({ kind: file?.kind ?? "text", body: text }),
    });
    return { messageId };
  });
}
