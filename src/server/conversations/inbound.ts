import { type QuietPolicy, turnStartsAt } from "@/domain/agent/coalesce";
import type { AckLevel, ChannelMessage, MessageChange } from "@/domain/messaging/message";
import { getAccount } from "@/server/accounts/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { together } from "@/server/db/together";
import type { JobQueue } from "@/server/jobs/queue";
import type { Logger } from "@/server/logger";
import { bringUpToDate, type ChangeDeps, changeMessage } from "./changes";
import { aliasesOf, findUnchangedContact, resolveContact, type SeenContact } from "./contact-queries";
import { recallOptOut, wasErased } from "./contacts/remembering";
import {
  type ConversationKey,
  type ConversationRow,
  lockOrCreateConversation,
  updateConversation,
} from "./conversation-queries";
import { receiveOwn } from "./inbound-own";
import { findMessageByStanza, listWaitingConversations, listWaitingMessages, updateAck } from "./message-queries";
import { honourOptOut } from "./opt-out";
import { confirmKnownEcho } from "./outbox";
import { isNewest, storeMessage, summaryOf } from "./store-message";
import { withdrawUnsentReply } from "./withdraw-reply";

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
  /**
   * Something happened to a message after it was written.
   * @returns false when the message is not known (yet): news can overtake it
   */
  change(accountId: string, change: MessageChange): Promise<boolean>;
  /** @returns false when the message is not known yet: an ack can overtake the result of the send it belongs to */
  acknowledge(accountId: string, update: { stanzaId: string; level: AckLevel }): Promise<boolean>;
  /** Makes sure that an answer job exists for everything that waits for a turn: after a sweep, a crash, a lost job. */
  enqueueWaiting(accountId?: string): Promise<void>;
}

export interface InboundDeps extends ChangeDeps {
  queue: Pick<JobQueue, "enqueue">;
  logger: Logger;
  /** Default: adaptive. */
  quiet?: QuietPolicy;
  /** Of the installation: by it is known again what was erased. */
  secretKey: Uint8Array;
}

export function createInbound(deps: InboundDeps): Inbound {
  const { db, logger } = deps;
  return {
    receive: async (accountId, message, options) => {
      if (!(await isForUs(db, accountId, message))) {
        // Other people's talk: not stored, never answered.
        logger.debug({ accountId, chatKind: message.chatKind }, "message outside a direct chat ignored");
        return { kind: "not_direct" };
      }
      const received = await unlessErasedMeanwhile(() =>
        db.transaction((tx) => receiveMessage(tx, deps, { accountId, message, options })),
      );
      if (received.kind === "duplicate") await bringUpToDate(deps, accountId, message);
      return received;
    },

    change: (accountId, change) => changeMessage(deps, accountId, change),

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

/** The row that a new one refers to is gone (a code of Postgres). */
const FOREIGN_KEY_VIOLATION = "23503";

/** A contact that is erased while a message of theirs comes in is no longer found the second time, and made anew. */
async function unlessErasedMeanwhile<Output>(receive: () => Promise<Output>): Promise<Output> {
  try {
    return await receive();
  } catch (error) {
    const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
    if (code !== FOREIGN_KEY_VIOLATION && cause?.code !== FOREIGN_KEY_VIOLATION) throw error;
    return receive();
  }
}

/** Direct chats always; groups when the account wants to be called by a mention, which is all that a driver tells of them. */
async function isForUs(db: Database, accountId: string, { chatKind }: ChannelMessage): Promise<boolean> {
  if (chatKind !== "group") return chatKind === "direct";
  return (await getAccount(db, accountId)).channelSettings.groups === "when_mentioned";
}

interface Incoming {
  accountId: string;
  message: ChannelMessage;
  options: ReceiveOptions;
}

async function receiveMessage(tx: Database, deps: InboundDeps, incoming: Incoming): Promise<Received> {
  const { accountId, message } = incoming;
  const { stanzaId, fromMe } = message;
  const seen = { accountId, ...chatPartnerOf(message) };
  const [known, knownContactId, isErased] = await together([
    findMessageByStanza(tx, { accountId, stanzaId, fromMe }),
    findUnchangedContact(tx, seen),
    wasErased(tx, { accountId, message, secretKey: deps.secretKey }),
  ]);
  if (known) {
    if (fromMe) await confirmKnownEcho(tx, { accountId, messageId: known.id, sentAt: message.sentAt });
    return { kind: "duplicate" };
  }
  if (isErased) return { kind: "duplicate" };
  const now = deps.now();
  const contactId = knownContactId ?? (await becomeAcquainted(tx, seen, { now, secretKey: deps.secretKey }));
  const conversation = await lockOrCreateConversation(tx, {
    accountId,
    contactId,
    chatId: message.chatId,
    at: message.sentAt,
  });
  return message.fromMe
    ? receiveOwn(tx, { accountId, message, isSending: incoming.options.isSending }, { conversation, now })
    : receiveFromCustomer(tx, deps, incoming, { conversation, now });
}

/** Of somebody new, and of somebody who turns out to have been here under another id. */
async function becomeAcquainted(
  tx: Database,
  seen: SeenContact,
  { now, secretKey }: { now: Date; secretKey: Uint8Array },
): Promise<string> {
  const contactId = await resolveContact(tx, seen, now);
  await recallOptOut(tx, { accountId: seen.accountId, contactId, aliases: aliasesOf(seen), secretKey });
  return contactId;
}

/** Everybody in a group shares its conversation, so nobody's own number or name may become the group's. */
function chatPartnerOf({ chatKind, chatId, contactAliases, contactName, contactPhone }: ChannelMessage) {
  return chatKind === "group"
    ? { isGroup: true, aliases: [chatId], name: contactName, phone: undefined }
    : { isGroup: false, aliases: [chatId, ...contactAliases], name: contactName, phone: contactPhone };
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
  if (!(await storeMessage(tx, { ...key, author: "customer" }, message, now))) return { kind: "duplicate" };
  await updateConversation(tx, key, {
    // What was taken back before anybody could read it leaves nothing to read.
    unreadCount: conversation.unreadCount + (message.isDeleted ? 0 : 1),
    // Whoever put it off didn't know of this yet.
    ...(isNewest(message, conversation) ? { snoozedUntil: null } : {}),
    ...(isNewest(message, conversation) ? { chatId: message.chatId, ...summaryOf(message, conversation) } : {}),
  });
  const isAccountedFor = await honourOptOut(tx, { conversation, message, now });
  const mustAnswer = options.enqueueAnswer && !isAccountedFor;
  if (mustAnswer && quiet !== "none") await withdrawUnsentReply(tx, conversation, now);
  const when = mustAnswer && quiet !== "none" ? await afterQuiet(tx, key) : {};
  await together([
    mustAnswer ? queue.enqueue(tx, "answer", key, when) : undefined,
    publishChange(tx, { accountId, topic: "conversation", id: key.conversationId }),
  ]);
  return { kind: "stored", conversationId: key.conversationId };
}

/** Each message moves the answer to those that wait. */
async function afterQuiet(tx: Database, key: ConversationKey): Promise<{ startAfter: Date }> {
  const waiting = await listWaitingMessages(tx, key);
  return { startAfter: turnStartsAt(waiting.map(({ createdAt, words }) => ({ receivedAt: createdAt, text: words }))) };
}
