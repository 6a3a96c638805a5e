import { DELIVERY_TIMING, DELIVERY_WORDS, isEchoOf, type SeenMessage } from "@/domain/messaging/delivery";
import { publishChange } from "@/server/db/changes";
import { signalChannels } from "@/server/db/channel-signal";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import type { Lease } from "@/server/db/lease";
import { together } from "@/server/db/together";
import { insertStoredMedia, type StoredFile } from "./media-queries";
import { deleteMessage, findMessageByStanza, identifyMessage, insertMessage } from "./message-queries";
import {
  expireQueued,
  findByIdempotencyKey,
  findRowOfMessage,
  insertOutboxRow,
  listAttempted,
  type OutboxRow,
  settleAsSent,
  settleUnsent,
} from "./outbox-queries";

export { listKnownStanzas } from "./message-queries";
export { claimForSending, listHeads, type OutboxHead, type OutboxRow } from "./outbox-queries";

export interface NewReply {
  accountId: string;
  conversationId: string;
  chatId: string;
  /** With a file: the words under it, "" for none. */
  text: string;
  file?: StoredFile | undefined;
  /** The text ends with the question whether the answer helped; default false. */
  asksWhetherHelped?: boolean | undefined;
  /** The same key is queued once, however often the caller tries. */
  idempotencyKey: string;
  /** The bot's replies name the epoch they were drafted under; a person's, and those with null, always go. */
  from:
    | { author: "bot"; ownershipEpoch: number | null; turnId: string | null }
    /** `turnId`: whose draft the person sends. */
    | { author: "person"; userId: string; turnId?: string };
}

/** Shows the reply in the conversation and hands it to the sender, in the caller's transaction. */
export async function queueReply(
  tx: Database,
  reply: NewReply,
  now: Date,
): Promise<{ messageId: string; isNew: boolean }> {
  const { accountId, conversationId, from } = reply;
  const earlier = await findByIdempotencyKey(tx, reply);
  if (earlier) return { messageId: earlier.messageId, isNew: false };
  const messageId = await insertMessage(tx, {
    accountId,
    conversationId,
    fromMe: true,
    author: from.author,
    authorUserId: from.author === "person" ? from.userId : null,
    kind: reply.file?.kind ?? "text",
    body: reply.text,
    sentAt: now,
    ack: "pending",
    turnId: from.turnId ?? null,
    asksWhetherHelped: reply.asksWhetherHelped ?? false,
  });
  if (!messageId) throw new Error("A new message without a stanza id cannot be a duplicate.");
  await together([
    reply.file && insertStoredMedia(tx, { accountId, messageId }, reply.file),
    insertOutboxRow(tx, {
      id: newId("outbox"),
      accountId,
      conversationId,
      messageId,
      idempotencyKey: reply.idempotencyKey,
      chatId: reply.chatId,
      body: reply.text,
      ownershipEpoch: from.author === "bot" ? from.ownershipEpoch : null,
      nextAttemptAt: now,
      expiresAt: new Date(now.getTime() + DELIVERY_TIMING.expiresAfterMs),
    }),
    signalChannels(tx, accountId, "reply"),
  ]);
  return { messageId, isNew: true };
}

/** WhatsApp has it under this id: told by the driver's result or by the echo, whichever comes first. */
export async function confirmSent(
  db: Database,
  row: Pick<OutboxRow, "accountId" | "id" | "messageId" | "conversationId">,
  seen: { stanzaId: string; sentAt: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const holder = await findMessageByStanza(tx, { accountId: row.accountId, stanzaId: seen.stanzaId, fromMe: true });
    // The echo came first and was taken for the owner's own words; it is the same message.
    if (holder && holder.id !== row.messageId && holder.author === "phone") await deleteMessage(tx, holder);
    if (!(await settleAsSent(tx, row, seen.sentAt))) return;
    await identifyMessage(tx, { accountId: row.accountId, messageId: row.messageId, ...seen });
    await publishConversation(tx, row);
  });
}

/** What became of a reply that is not (known to be) sent. `untried`: WhatsApp was never asked, so this try is none. */
export type Unsent =
  | { status: "queued"; nextAttemptAt: Date; untried?: Pick<OutboxRow, "attempts" | "sendingSince"> }
  | { status: "unknown"; nextAttemptAt: Date }
  | { status: "failed" | "cancelled" | "expired"; why: keyof typeof DELIVERY_WORDS };

/**
 * Records it, unless an echo has told meanwhile that it was sent after all, or the lease is lost: then another process
 * looks after the row.
 */
export async function recordUnsent(
  db: Database,
  row: Pick<OutboxRow, "accountId" | "id" | "conversationId">,
  lease: Lease,
  outcome: Unsent,
): Promise<void> {
  const change =
    "why" in outcome
      ? { status: outcome.status, error: DELIVERY_WORDS[outcome.why] }
      : {
          status: outcome.status,
          nextAttemptAt: outcome.nextAttemptAt,
          error: null,
          ...("untried" in outcome ? outcome.untried : {}),
        };
  await db.transaction(async (tx) => {
    if (await settleUnsent(tx, row, lease, change)) await publishConversation(tx, row);
  });
}

/**
 * Gives up what nobody could send in time, whether its number is connected or not. Needs no lease: only what is still
 * queued is touched, and a sender that claims it first wins.
 */
export async function expireOverdue(db: Database, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const expired = await expireQueued(tx, now, DELIVERY_WORDS.expired);
    for (const key of new Map(expired.map((row) => [row.conversationId, row])).values())
      await publishConversation(tx, key);
  });
}

/**
 * Whether a message of our own that was seen in a chat is one of our replies; if so it is marked as sent.
 * By its id when that is known, otherwise by kind, text and time among the replies the driver was ever asked to send.
 */
export async function matchEcho(
  tx: Database,
  seen: SeenMessage & { accountId: string; conversationId: string; stanzaId: string },
): Promise<boolean> {
  const attempted = await listAttempted(tx, seen);
  const match = attempted.find((row) => isEchoOf(row, seen, DELIVERY_TIMING));
  if (!match) return false;
  await settleAsSent(tx, match, seen.sentAt);
  await identifyMessage(tx, { ...seen, messageId: match.messageId });
  return true;
}

/** The echo of a reply whose id was known already, before the send's own result was written. */
export async function confirmKnownEcho(
  tx: Database,
  seen: { accountId: string; messageId: string; sentAt: Date },
): Promise<void> {
  const row = await findRowOfMessage(tx, seen);
  if (row) await settleAsSent(tx, row, seen.sentAt);
}

const publishConversation = (
  tx: Database,
  { accountId, conversationId }: Pick<OutboxRow, "accountId" | "conversationId">,
) => publishChange(tx, { accountId, topic: "conversation", id: conversationId });
