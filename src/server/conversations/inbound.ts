import { type QuietPolicy, turnStartsAt } from "@/domain/agent/coalesce";
import { previewOf } from "@/domain/messaging/content";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import type { AckLevel, ChannelMessage } from "@/domain/messaging/message";
import { takenOver } from "@/domain/messaging/ownership";
import { getAccount } from "@/server/accounts/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import type { JobQueue } from "@/server/jobs/queue";
import type { Logger } from "@/server/logger";
import { resolveContact } from "./contact-queries";
import {
  type ConversationKey,
  type ConversationRow,
  lockOrCreateConversation,
  updateConversation,
} from "./conversation-queries";
import {
  findMessageByStanza,
  insertMessage,
  listWaitingConversations,
  listWaitingMessages,
  updateAck,
} from "./message-queries";
import { confirmKnownEcho, matchEcho } from "./outbox";
import { cancelQueuedReplies } from "./outbox-queries";

/**
 * What became of a message that a connection delivered. `undecided`: one of our own that matches no reply, while the
 * driver is just sending one; nothing is stored, and it has to be handed in again once that send has settled.
 */
type Received =
  | { kind: "stored" | "from_phone"; conversationId: string }
  | { kind: "duplicate" | "echo" | "not_direct" | "undecided" };

interface ReceiveOptions {
  /** A send is under way whose id nobody knows yet, so a message of our own may be it. */
  isSending: boolean;
  /** Whoever sweeps a chat enqueues the answer once all of it is stored: an owner's later reply settles the question. */
  enqueueAnswer: boolean;
}

export interface Inbound {
  /** Stores it exactly once, in one transaction with everything that follows from it. Throws when it could not. */
  receive(accountId: string, message: ChannelMessage, options: ReceiveOptions): Promise<Received>;
  /** @returns false when the message is not known yet: an ack can overtake the result of the send it belongs to */
  acknowledge(accountId: string, update: { stanzaId: string; level: AckLevel }): Promise<boolean>;
  /** Makes sure that an answer job exists for everything that waits for a turn: after a sweep, a crash, a lost job. */
  enqueueWaiting(accountId?: string): Promise<void>;
}

export interface InboundDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  logger: Logger;
  now: () => Date;
  /** Default: adaptive. */
  quiet?: QuietPolicy;
}

export function createInbound(deps: InboundDeps): Inbound {
  const { db, logger } = deps;
  return {
    receive: async (accountId, message, options) => {
      if (message.chatKind !== "direct") {
        // Groups, status, broadcasts and newsletters are other people's talk: not stored, never answered.
        logger.debug({ accountId, chatKind: message.chatKind }, "message outside a direct chat ignored");
        return { kind: "not_direct" };
      }
      return db.transaction((tx) => receiveDirect(tx, deps, { accountId, message, options }));
    },

    acknowledge: async (accountId, update) => {
      const outcome = await updateAck(db, { accountId, ...update });
      if (outcome === "unknown_message") return false;
      if (outcome !== "nothing_new")
        await publishChange(db, { accountId, topic: "conversation", id: outcome.conversationId });
      return true;
    },

    enqueueWaiting: async (accountId) => {
      for (const key of await listWaitingConversations(db, accountId)) await deps.queue.enqueue(db, "answer", key);
    },
  };
}

interface Incoming {
  accountId: string;
  message: ChannelMessage;
  options: ReceiveOptions;
}

async function receiveDirect(tx: Database, deps: InboundDeps, incoming: Incoming): Promise<Received> {
  const { accountId, message } = incoming;
  const { stanzaId, fromMe } = message;
  const known = await findMessageByStanza(tx, { accountId, stanzaId, fromMe });
  if (known) {
    if (fromMe) await confirmKnownEcho(tx, { accountId, messageId: known.id, sentAt: message.sentAt });
    return { kind: "duplicate" };
  }
  const now = deps.now();
  const contactId = await resolveContact(
    tx,
    {
      accountId,
      aliases: [message.chatId, ...message.contactAliases],
      name: message.contactName,
      phone: message.contactPhone,
    },
    now,
  );
  const conversation = await lockOrCreateConversation(tx, {
    accountId,
    contactId,
    chatId: message.chatId,
    at: message.sentAt,
  });
  return message.fromMe
    ? receiveOwn(tx, incoming, { conversation, now })
    : receiveFromCustomer(tx, deps, incoming, { conversation, now });
}

interface Place {
  conversation: ConversationRow;
  now: Date;
}

async function receiveFromCustomer(
  tx: Database,
  { queue, quiet }: InboundDeps,
  { accountId, message, options }: Incoming,
  { conversation, now }: Place,
): Promise<Received> {
  const key = { accountId, conversationId: conversation.id };
  const stored = await insertMessage(tx, { ...key, ...columnsOf(message), author: "customer", createdAt: now });
  if (!stored) return { kind: "duplicate" };
  await updateConversation(tx, key, {
    unreadCount: conversation.unreadCount + 1,
    ...(isNewest(message, conversation) ? { chatId: message.chatId, ...summaryOf(message, conversation) } : {}),
  });
  if (options.enqueueAnswer) await queue.enqueue(tx, "answer", key, quiet === "none" ? {} : await afterQuiet(tx, key));
  await publishChange(tx, { accountId, topic: "conversation", id: key.conversationId });
  return { kind: "stored", conversationId: key.conversationId };
}

/** Each message moves the answer to those that wait. */
async function afterQuiet(tx: Database, key: ConversationKey): Promise<{ startAfter: Date }> {
  const waiting = await listWaitingMessages(tx, key);
  return { startAfter: turnStartsAt(waiting.map(({ createdAt, body }) => ({ receivedAt: createdAt, text: body }))) };
}

/** Our own: the echo of a reply, or the owner writing on the phone, which takes the conversation over. */
async function receiveOwn(
  tx: Database,
  { accountId, message, options }: Incoming,
  { conversation, now }: Place,
): Promise<Received> {
  const key = { accountId, conversationId: conversation.id };
  const { stanzaId, body, sentAt } = message;
  if (await matchEcho(tx, { ...key, stanzaId, body, sentAt })) {
    await publishChange(tx, { accountId, topic: "conversation", id: key.conversationId });
    return { kind: "echo" };
  }
  if (options.isSending) return { kind: "undecided" };
  const stored = await insertMessage(tx, {
    ...key,
    ...columnsOf(message),
    author: "phone",
    ack: "sent",
    createdAt: now,
  });
  if (!stored) return { kind: "duplicate" };
  const { answerSettings } = await getAccount(tx, accountId);
  const until = new Date(Math.min(sentAt.getTime(), now.getTime()) + answerSettings.takeoverMinutes * 60_000);
  const isStillTheirs = until > now;
  await updateConversation(tx, key, {
    // Whoever answered on the phone has read what was there, and nobody else needs to look.
    unreadCount: 0,
    needsPersonReason: null,
    ...(isStillTheirs ? takenOver(ownershipOf(conversation), until, now) : {}),
    ...(isNewest(message, conversation) ? summaryOf(message, conversation) : {}),
  });
  if (isStillTheirs) await cancelQueuedReplies(tx, key, DELIVERY_WORDS.person_took_over);
  await publishChange(tx, { accountId, topic: "conversation", id: key.conversationId });
  return { kind: "from_phone", conversationId: key.conversationId };
}

const columnsOf = ({ stanzaId, fromMe, kind, body, sentAt }: ChannelMessage) => ({
  stanzaId,
  fromMe,
  kind,
  body,
  sentAt,
});

const ownershipOf = ({ owner, ownershipEpoch, takeoverUntil }: ConversationRow) => ({
  owner,
  ownershipEpoch,
  takeoverUntil,
});

/** A sweep brings old messages in late; they don't become the conversation's last ones. */
const isNewest = (message: ChannelMessage, conversation: ConversationRow) =>
  !message.isBacklog || message.sentAt >= conversation.lastMessageAt;

const summaryOf = (message: ChannelMessage, conversation: ConversationRow) => ({
  // WhatsApp's clock may be behind ours, by which our own replies are dated; a list must not jump back.
  lastMessageAt: message.sentAt > conversation.lastMessageAt ? message.sentAt : conversation.lastMessageAt,
  lastMessagePreview: previewOf(message),
});
