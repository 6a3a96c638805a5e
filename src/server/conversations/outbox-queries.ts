import { and, asc, eq, inArray, isNotNull, lte, ne, type SQL, sql } from "drizzle-orm";
import type { ChannelSettings } from "@/domain/messaging/channel-settings";
import type { Attempt, OutgoingFile, OutgoingState } from "@/domain/messaging/delivery";
import type { MessageKind } from "@/domain/messaging/message";
import type { OutboxStatus } from "@/domain/messaging/outbox";
import type { Database } from "@/server/db/client";
import { type Lease, whileLeaseHeld } from "@/server/db/lease";
import { accounts, contacts, conversations, messageMedia, messages, outbox } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";

export type OutboxRow = typeof outbox.$inferSelect;
export type RowKey = Pick<OutboxRow, "accountId" | "id">;

const isItsMessage = and(eq(messages.id, outbox.messageId), eq(messages.accountId, outbox.accountId));
const isItsFile = and(eq(messageMedia.messageId, outbox.messageId), eq(messageMedia.accountId, outbox.accountId));
const itsFile = sql<OutgoingFile | null>`(select json_build_object('sizeBytes', ${messageMedia.sizeBytes},
  'fileName', ${messageMedia.fileName}, 'mimeType', ${messageMedia.mimeType}) from ${messageMedia} where ${isItsFile})`;
const isRow = ({ accountId, id }: RowKey) => and(eq(outbox.accountId, accountId), eq(outbox.id, id));
const UNDECIDED: OutboxStatus[] = ["sending", "unknown"];

export async function findByIdempotencyKey(
  db: Database,
  { accountId, idempotencyKey }: { accountId: string; idempotencyKey: string },
): Promise<OutboxRow | undefined> {
  const [row] = await db
    .select()
    .from(outbox)
    .where(and(eq(outbox.accountId, accountId), eq(outbox.idempotencyKey, idempotencyKey)));
  return row;
}

export async function insertOutboxRow(tx: Database, row: typeof outbox.$inferInsert): Promise<void> {
  await tx.insert(outbox).values(row);
}

/** A reply with all that decides about it. */
export type OutboxHead = OutboxRow &
  Pick<OutgoingState, "conversationEpoch" | "isOptedOut" | "hasCustomerWritten" | "isAnsweredGroup"> & {
    /** Nobody of the business has ever written to this contact. */
    isFirstWords: boolean;
    /** Of its message: text, or the file that it carries. */
    kind: MessageKind;
    /** Null without one. */
    file: OutgoingFile | null;
    channelSettings: ChannelSettings;
  };

/**
 * The first undelivered reply of each conversation of the account, in the order they were written. Later ones of the
 * same conversation wait for it, so a customer never reads them in another order.
 */
export async function listHeads(db: Database, accountId: string): Promise<OutboxHead[]> {
  const firstOfEach = db
    .selectDistinctOn([outbox.conversationId], { id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.accountId, accountId), inArray(outbox.status, ["queued", ...UNDECIDED])))
    .orderBy(outbox.conversationId, asc(outbox.seq));
  const rows = await db
    .select({
      row: outbox,
      conversationEpoch: conversations.ownershipEpoch,
      optedOutAt: contacts.optedOutAt,
      isGroup: contacts.isGroup,
      channelSettings: accounts.channelSettings,
      // Looked up by their keys: joined, all messages of the account are read for the few rows that are due.
      kind: sql<MessageKind>`(select ${messages.kind} from ${messages} where ${isItsMessage})`,
      file: itsFile,
      hasCustomerWritten: sql<boolean>`${anyOfConversation(sql`not ${messages.fromMe}`)} is not null`,
      isFirstWords: sql<boolean>`${anyOfConversation(sql`${messages.fromMe} and ${messages.stanzaId} is not null`)} is null`,
    })
    .from(outbox)
    .innerJoin(
      conversations,
      and(eq(conversations.id, outbox.conversationId), eq(conversations.accountId, outbox.accountId)),
    )
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .innerJoin(accounts, eq(accounts.id, outbox.accountId))
    .where(and(eq(outbox.accountId, accountId), inArray(outbox.id, firstOfEach)))
    .orderBy(asc(outbox.seq));
  return rows.map(({ row, optedOutAt, isGroup, ...rest }) => ({
    ...row,
    ...rest,
    isOptedOut: optedOutAt !== null,
    isAnsweredGroup: isGroup && rest.channelSettings.groups === "when_mentioned",
  }));
}

/**
 * Not an EXISTS: that may be planned as a hash of everything the account ever said, to look up a few conversations.
 * Ordered, so that it reads a conversation from its beginning and stops at once: nearly all begin with both.
 */
const anyOfConversation = (which: SQL) =>
  sql`(select 1 from ${messages} where ${messages.accountId} = ${outbox.accountId}
    and ${messages.conversationId} = ${outbox.conversationId} and ${which} order by ${messages.seq} limit 1)`;

/**
 * Written before the driver is asked; fails when the lease is lost, it is no longer queued, or, for the bot's own
 * replies, a person took over or the contact opted out.
 */
export async function claimForSending(
  db: Database,
  key: RowKey,
  { lease, now }: { lease: Lease; now: Date },
): Promise<OutboxRow | undefined> {
  const mayBotWrite = sql`exists (select 1 from ${conversations}
    inner join ${contacts} on ${contacts.id} = ${conversations.contactId}
    where ${conversations.id} = ${outbox.conversationId}
      and ${conversations.ownershipEpoch} = ${outbox.ownershipEpoch} and ${contacts.optedOutAt} is null)`;
  const [row] = await db
    .update(outbox)
    .set({
      status: "sending",
      sendingSince: now,
      nextAttemptAt: now,
      attempts: sql`${outbox.attempts} + 1`,
      error: null,
    })
    .where(
      and(
        isRow(key),
        eq(outbox.status, "queued"),
        sql`(${outbox.ownershipEpoch} is null or ${mayBotWrite})`,
        whileLeaseHeld(lease),
      ),
    )
    .returning();
  return row;
}

type Settlement = Partial<Pick<OutboxRow, "nextAttemptAt" | "error" | "sentAt" | "attempts" | "sendingSince">> & {
  status: OutboxStatus;
};

/** @returns whether it was still undelivered, and the lease held */
export async function settleUnsent(db: Database, key: RowKey, lease: Lease, settlement: Settlement): Promise<boolean> {
  const rows = await db
    .update(outbox)
    .set(settlement)
    .where(and(isRow(key), inArray(outbox.status, ["queued", ...UNDECIDED]), whileLeaseHeld(lease)))
    .returning({ id: outbox.id });
  return rows.length === 1;
}

/** Marks it sent whatever it was taken for: WhatsApp has it. @returns false when that was known */
export async function settleAsSent(db: Database, key: RowKey, sentAt: Date): Promise<boolean> {
  const rows = await db
    .update(outbox)
    .set({ status: "sent", sentAt, error: null })
    .where(and(isRow(key), ne(outbox.status, "sent")))
    .returning({ id: outbox.id });
  return rows.length === 1;
}

export async function findRowOfMessage(
  db: Database,
  { accountId, messageId }: { accountId: string; messageId: string },
): Promise<OutboxRow | undefined> {
  const [row] = await db
    .select()
    .from(outbox)
    .where(and(eq(outbox.accountId, accountId), eq(outbox.messageId, messageId)));
  return row;
}

/** Replies that were handed to the driver at least once and of which no echo is known, oldest first. */
export async function listAttempted(db: Database, key: ConversationKey): Promise<(OutboxRow & Attempt)[]> {
  const rows = await db
    .select({ row: outbox, kind: messages.kind, file: itsFile })
    .from(outbox)
    .innerJoin(messages, isItsMessage)
    .where(
      and(
        eq(outbox.accountId, key.accountId),
        eq(outbox.conversationId, key.conversationId),
        ne(outbox.status, "sent"),
        isNotNull(outbox.sendingSince),
      ),
    )
    .orderBy(asc(outbox.seq));
  return rows.flatMap(({ row, kind, file }) =>
    row.sendingSince ? [{ ...row, kind, file, sendingSince: row.sendingSince }] : [],
  );
}

/** The bot's replies that are still waiting; a person answers now, or the customer wants none. */
export async function cancelQueuedReplies(tx: Database, key: ConversationKey, error: string): Promise<void> {
  await cancelQueued(tx, key, error, isNotNull(outbox.ownershipEpoch));
}

/** Confirmations of an opt-out that are still waiting; the customer has changed their mind. */
export async function cancelQueuedByKey(
  tx: Database,
  key: ConversationKey & { keyPrefix: string },
  error: string,
): Promise<void> {
  await cancelQueued(tx, key, error, sql`starts_with(${outbox.idempotencyKey}, ${key.keyPrefix})`);
}

async function cancelQueued(tx: Database, key: ConversationKey, error: string, which: SQL): Promise<void> {
  await tx
    .update(outbox)
    .set({ status: "cancelled", error })
    .where(
      and(
        eq(outbox.accountId, key.accountId),
        eq(outbox.conversationId, key.conversationId),
        eq(outbox.status, "queued"),
        which,
      ),
    );
}

/** Replies of any account that nobody could send in time, also behind others that are still undecided. */
export async function expireQueued(db: Database, now: Date, error: string): Promise<ConversationKey[]> {
  return db
    .update(outbox)
    .set({ status: "expired", error })
    .where(and(eq(outbox.status, "queued"), lte(outbox.expiresAt, now)))
    .returning({ accountId: outbox.accountId, conversationId: outbox.conversationId });
}
