import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ConfidenceBand, TurnOutcome, TurnTrace } from "@/domain/agent/turn";
import type { Priority } from "@/domain/messaging/conversation";
import type { MediaStatus } from "@/domain/messaging/media";
import type { AckLevel, MessageAuthor, MessageDetails, MessageKind } from "@/domain/messaging/message";
import type { OutboxStatus } from "@/domain/messaging/outbox";
import { accounts, users } from "./accounts";
import { createdAt, id, instant, lifecycle } from "./columns";
import { foldedSql, gramsSql } from "./search-text";

/** A customer on WhatsApp. WhatsApp may know the same person by several ids: see contactAliases. */
export const contacts = pgTable(
  "contacts",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    displayName: text(),
    /** The name as it is searched: see search-text.ts. */
    searchName: text().generatedAlwaysAs(foldedSql("display_name")),
    phoneNumber: text(),
    /** A group chat that the bot answers in when it is mentioned; everybody in it shares the conversation. */
    isGroup: boolean().notNull().default(false),
    optedOutAt: instant(),
    ...lifecycle,
  },
  (t) => [
    index("contacts_account_idx").on(t.accountId, t.id),
    index("contacts_opted_out_idx").on(t.accountId, t.optedOutAt).where(sql`${t.optedOutAt} is not null`),
  ],
).enableRLS();

/** Every spelling of a contact: `628…@c.us` (phone) and `1234@lid` (hidden number). */
export const contactAliases = pgTable(
  "contact_aliases",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    alias: text().notNull(),
    contactId: id()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.alias] }), index("contact_aliases_contact_idx").on(t.contactId)],
).enableRLS();

export const conversations = pgTable(
  "conversations",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    contactId: id()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
    /** The exact chat id the customer last wrote from; replies go there and nowhere else. */
    chatId: text().notNull(),
    /** Who answers right now. */
    owner: text().$type<"bot" | "person">().notNull().default("bot"),
    /** Counts up with every change of owner; a reply drafted under an older epoch is not sent. */
    ownershipEpoch: integer().notNull().default(0),
    /** When the bot takes over again by itself; null = only when a person gives it back. */
    takeoverUntil: instant(),
    /** Why a person should look, in words; null when nobody is waiting. */
    needsPersonReason: text(),
    /** Put off by the team: it waits for a person from then on, and not before. Null, or past: it isn't. */
    snoozedUntil: instant(),
    /** Which member looks after it; null = nobody in particular. Whoever leaves the team lets go of it. */
    assignedUserId: id().references(() => users.id, { onDelete: "set null" }),
    priority: text().$type<Priority>().notNull().default("normal"),
    /** It was closed here, in the order of arrival: the bot goes by what was said afterwards. */
    contextAfterSeq: bigint({ mode: "number" }).notNull().default(0),
    /** In short what was said since then, up to this place; the rest is read as it stands. */
    summary: text(),
    summaryThroughSeq: bigint({ mode: "number" }).notNull().default(0),
    unreadCount: integer().notNull().default(0),
    lastMessageAt: instant().notNull().defaultNow(),
    lastMessagePreview: text().notNull().default(""),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("conversations_account_contact_uq").on(t.accountId, t.contactId),
    index("conversations_account_id_idx").on(t.accountId, t.id),
    // Read from their end: a list's order in an index would have to say where its nulls stand, too.
    index("conversations_account_recent_idx").on(t.accountId, t.lastMessageAt, t.id),
    index("conversations_waiting_idx")
      .on(t.accountId, t.lastMessageAt, t.id)
      .where(sql`${t.needsPersonReason} is not null`),
    index("conversations_taken_idx").on(t.accountId, t.lastMessageAt, t.id).where(sql`${t.owner} = 'person'`),
    index("conversations_closed_idx").on(t.accountId, t.lastMessageAt, t.id).where(sql`${t.contextAfterSeq} > 0`),
    index("conversations_snoozed_idx").on(t.snoozedUntil).where(sql`${t.snoozedUntil} is not null`),
    index("conversations_assigned_idx").on(t.assignedUserId, t.accountId, t.lastMessageAt, t.id),
    index("conversations_unread_idx").on(t.accountId, t.lastMessageAt, t.id).where(sql`${t.unreadCount} > 0`),
    check("conversations_priority_ck", sql`${t.priority} in ('normal', 'high')`),
  ],
).enableRLS();

export const messages = pgTable(
  "messages",
  {
    id: id().primaryKey(),
    /** Order of arrival, gapless enough to sort by; the truth about what comes before what. */
    seq: bigserial({ mode: "number" }).notNull(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    conversationId: id()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** The bare id WhatsApp gave the message, without chat or participant; null until an outgoing message is sent. */
    stanzaId: text(),
    fromMe: boolean().notNull(),
    author: text().$type<MessageAuthor>().notNull(),
    /** The user who wrote it in the dashboard. */
    authorUserId: text(),
    kind: text().$type<MessageKind>().notNull(),
    body: text().notNull().default(""),
    /** The body as it is searched: see search-text.ts. */
    searchText: text().generatedAlwaysAs(foldedSql("body")),
    /** Of the message it answers, which may be unknown here. */
    quotedStanzaId: text(),
    details: jsonb().$type<MessageDetails>(),
    /** In groups: what the one who wrote it is called. */
    participantName: text(),
    /** When the text was changed last; the body is the newest text. */
    editedAt: instant(),
    /** Taken back for everyone: the words and the file are gone. */
    deletedAt: instant(),
    /** Its words and file went because they were older than this many days; that it was written still counts. */
    removedAfterDays: integer(),
    /** When it was written, by WhatsApp's clock. */
    sentAt: instant().notNull(),
    ack: text().$type<AckLevel>(),
    /** The turn that accounts for a received message; null only while it waits. */
    turnId: text(),
    /** It ends with the question whether the answer helped. */
    asksWhetherHelped: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("messages_account_stanza_uq").on(t.accountId, t.stanzaId, t.fromMe),
    uniqueIndex("messages_seq_uq").on(t.seq),
    index("messages_conversation_idx").on(t.accountId, t.conversationId, t.seq),
    index("messages_account_sent_idx").on(t.accountId, t.sentAt),
    index("messages_turn_idx").on(t.turnId).where(sql`${t.turnId} is not null`),
    index("messages_with_words_idx").on(t.accountId, t.sentAt).where(sql`${t.removedAfterDays} is null`),
    index("messages_asking_idx").on(t.accountId, t.conversationId, t.seq).where(sql`${t.asksWhetherHelped}`),
    index("messages_asked_at_idx").on(t.accountId, t.sentAt).where(sql`${t.asksWhetherHelped}`),
    index("messages_search_idx").using("gin", gramsSql()),
    index("messages_waiting_idx").on(t.conversationId, t.seq).where(sql`${t.fromMe} = false and ${t.turnId} is null`),
  ],
).enableRLS();

/** The file of a message: told with it, fetched afterwards, kept in the data folder. */
export const messageMedia = pgTable(
  "message_media",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    messageId: id()
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    status: text().$type<MediaStatus>().notNull().default("waiting"),
    /** What the file is by its own bytes once it is stored; before that what its sender declared. */
    mimeType: text(),
    fileName: text(),
    sizeBytes: bigint({ mode: "number" }),
    durationSeconds: integer(),
    /** Hexadecimal SHA-256 of the bytes: also the name of the file in the account's media folder. */
    sha256: text(),
    /** What is said in it, when a model wrote it down. */
    transcript: text(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull().defaultNow(),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("message_media_message_uq").on(t.messageId),
    index("message_media_account_idx").on(t.accountId),
    index("message_media_due_idx").on(t.accountId, t.nextAttemptAt).where(sql`${t.status} = 'waiting'`),
  ],
).enableRLS();

/** One reaction per side and message. Taken back, its emoji is empty: the row stays so that older news cannot bring it back. */
export const messageReactions = pgTable(
  "message_reactions",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    messageId: id()
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    by: text().$type<"customer" | "business">().notNull(),
    emoji: text().notNull(),
    reactedAt: instant().notNull(),
    /** The customer's message that says it in place of a reaction, where they were asked whether an answer helped. */
    writtenIn: text(),
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.by] }),
    index("message_reactions_account_idx").on(t.accountId, t.reactedAt),
    index("message_reactions_written_idx").on(t.writtenIn).where(sql`${t.writtenIn} is not null`),
  ],
).enableRLS();

/** Null without a model. By way of numeric: whatever number stands there, the turn can be written. */
const tokensSql = (name: "inputTokens" | "outputTokens") => sql.raw(`(trace #>> '{usage,${name}}')::numeric::bigint`);

/** The ledger: customer messages answered together, and what came of them. Every received message is in exactly one. */
export const turns = pgTable(
  "turns",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    conversationId: id()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    outcome: text().$type<TurnOutcome>().notNull(),
    /** For people: why it was ignored or handed off. */
    reason: text(),
    question: text().notNull(),
    reply: text(),
    /** Answerability score of the best passage, 0..1; null when nothing was retrieved. */
    score: doublePrecision(),
    /** How sure the bot was of its reply; null when it drafted none. */
    band: text().$type<ConfidenceBand>(),
    trace: jsonb().$type<TurnTrace>().notNull(),
    /** Of the trace, beside it: figures need no more, and it holds whole passages, which would have to be unpacked. */
    model: text().generatedAlwaysAs(sql`trace ->> 'model'`),
    inputTokens: bigint({ mode: "number" }).generatedAlwaysAs(tokensSql("inputTokens")),
    outputTokens: bigint({ mode: "number" }).generatedAlwaysAs(tokensSql("outputTokens")),
    /** Documents whose passages the reply cites; they may be deleted since. */
    citedDocumentIds: text().array().notNull().default([]),
    /** A rule did something that must not be done again: the turn stays, even when its reply has not gone out. */
    isFinal: boolean().notNull().default(false),
    /** Of the account's configuration it was decided by; null before there were versions. */
    configVersion: integer(),
    /** Of the customer, as the bot answered them (ISO 639-1); null when nobody had to know, and of older turns. */
    language: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index("turns_cited_documents_idx").using("gin", t.citedDocumentIds),
    index("turns_conversation_idx").on(t.accountId, t.conversationId, t.createdAt),
    index("turns_account_created_idx").on(t.accountId, t.createdAt),
    // The statement that asks for them must name both in these words: see missed-queries.ts.
    index("turns_too_old_idx")
      .on(t.accountId)
      .where(sql`${t.outcome} = 'ignored' and ${t.trace} #>> '{steps,0,note}' = 'too_old'`),
    check("turns_outcome_ck", sql`${t.outcome} in ('answered', 'handed_off', 'automated', 'ignored')`),
  ],
).enableRLS();

/** Replies on their way out. A row is sent at most once: in doubt it becomes `unknown` and the echo decides. */
export const outbox = pgTable(
  "outbox",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    conversationId: id()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** The messages row that shows it in the inbox. */
    messageId: id()
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    idempotencyKey: text().notNull(),
    chatId: text().notNull(),
    body: text().notNull(),
    /** The epoch it was written under; null = it goes whoever answers now: a person wrote it, or it confirms an opt-out. */
    ownershipEpoch: integer(),
    status: text().$type<OutboxStatus>().notNull().default("queued"),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    /** Set just before the driver is asked; tells after a crash that the echo must be looked for. */
    sendingSince: instant(),
    sentAt: instant(),
    /** For people: what went wrong. */
    error: text(),
    seq: bigserial({ mode: "number" }).notNull(),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("outbox_account_key_uq").on(t.accountId, t.idempotencyKey),
    uniqueIndex("outbox_message_uq").on(t.messageId),
    index("outbox_unsent_idx").on(t.accountId, t.createdAt).where(sql`${t.status} in ('failed', 'expired')`),
    index("outbox_due_idx").on(t.accountId, t.seq).where(sql`${t.status} in ('queued', 'sending', 'unknown')`),
    check(
      "outbox_status_ck",
      sql`${t.status} in ('queued', 'sending', 'sent', 'unknown', 'failed', 'cancelled', 'expired')`,
    ),
  ],
).enableRLS();
