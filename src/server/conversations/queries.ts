import {
  and,
  arrayContains,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Placed } from "@/domain/messaging/conversation-order";
import type { InboxList } from "@/domain/messaging/inbox-filters";
import type { Database } from "@/server/db/client";
import { contacts, contactTags, conversations, messages, outbox, turns, users } from "@/server/db/schema";
import { waitsForPerson } from "@/server/db/waiting";
import type { ConversationKey } from "./conversation-queries";

export interface ConversationPage {
  accountId: string;
  filter: InboxList;
  /** Only customers who have at least one of them; none: all. */
  tags?: readonly string[] | undefined;
  /** Only those that this user looks after. */
  assignee?: string | undefined;
  /** Only where something wasn't read yet. */
  isUnread?: boolean | undefined;
  /** Who asks: for `mine`. */
  userId?: string;
  limit: number;
  /** The last conversation of the page before. */
  cursor?: Placed | null | undefined;
  /** Only those of these that the filter lets through. */
  ids?: readonly string[] | undefined;
}

const conversationColumns = {
  id: conversations.id,
  contactName: contacts.displayName,
  phoneNumber: contacts.phoneNumber,
  isGroup: contacts.isGroup,
  lastMessagePreview: conversations.lastMessagePreview,
  lastMessageAt: conversations.lastMessageAt,
  unreadCount: conversations.unreadCount,
  owner: conversations.owner,
  takeoverUntil: conversations.takeoverUntil,
  needsPersonReason: conversations.needsPersonReason,
  snoozedUntil: conversations.snoozedUntil,
  priority: conversations.priority,
  /** Where in the order of arrival it was last closed; 0: never. */
  contextAfterSeq: conversations.contextAfterSeq,
  assignedUserId: conversations.assignedUserId,
  /** What the team calls whoever looks after it. */
  assigneeName: sql<string | null>`coalesce(${users.name}, ${users.email})`,
  /** Since when the contact wants no automatic messages; null = they may be sent. */
  optedOutAt: contacts.optedOutAt,
};

/**
 * In the order of `compareConversations`, urgent ones first of those who wait. Whoever changes the one changes the other.
 */
export async function selectConversations(db: Database, page: ConversationPage, now: Date) {
  const order = [
    ...(page.filter === "waiting" ? [desc(isUrgent)] : []),
    desc(conversations.lastMessageAt),
    desc(conversations.id),
  ];
  // The page first, from an index in its order; only then who they are. As one statement all rows of the account are
  // joined and sorted for it.
  const onPage = db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.accountId, page.accountId),
        page.ids && inArray(conversations.id, [...page.ids]),
        matchesFilter(page, now),
        ...narrows(page),
        isAfter(page),
      ),
    )
    .orderBy(...order)
    .limit(page.limit);
  return db
    .select(conversationColumns)
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .leftJoin(users, eq(users.id, conversations.assignedUserId))
    .where(and(eq(conversations.accountId, page.accountId), inArray(conversations.id, onPage)))
    .orderBy(...order);
}

const isUrgent = sql`(${conversations.priority} = 'high')`;

/** As a statement of its own, which a conversation's few newest messages answer. */
const saidSinceClosed = sql`select 1 from ${messages} where ${messages.accountId} = ${conversations.accountId}
  and ${messages.conversationId} = ${conversations.id} and ${messages.seq} > ${conversations.contextAfterSeq}`;

function matchesFilter({ filter, userId }: ConversationPage, now: Date): SQL | undefined {
  if (filter === "mine") return eq(conversations.assignedUserId, userId ?? "");
  if (filter === "unassigned") return isNull(conversations.assignedUserId);
  if (filter === "closed") return and(gt(conversations.contextAfterSeq, 0), sql`not exists (${saidSinceClosed})`);
  if (filter === "waiting") return waitsForPerson(now);
  if (filter === "snoozed") return gt(conversations.snoozedUntil, now);
  if (filter === "person")
    return and(
      eq(conversations.owner, "person"),
      or(isNull(conversations.takeoverUntil), gt(conversations.takeoverUntil, now)),
    );
  return undefined;
}

function narrows({ accountId, tags, assignee, isUnread }: ConversationPage): (SQL | undefined)[] {
  return [
    assignee ? eq(conversations.assignedUserId, assignee) : undefined,
    isUnread ? gt(conversations.unreadCount, 0) : undefined,
    tags && tags.length > 0 ? inArray(conversations.contactId, taggedContacts(accountId, tags)) : undefined,
  ];
}

const taggedContacts = (accountId: string, tags: readonly string[]) => sql`(
  select ${contactTags.contactId} from ${contactTags}
  where ${contactTags.accountId} = ${accountId} and ${inArray(contactTags.tag, [...tags])})`;

function isAfter({ filter, cursor }: ConversationPage): SQL | undefined {
  if (!cursor) return undefined;
  const isLater = or(
    lt(conversations.lastMessageAt, cursor.lastMessageAt),
    and(eq(conversations.lastMessageAt, cursor.lastMessageAt), lt(conversations.id, cursor.id)),
  );
  if (filter !== "waiting") return isLater;
  const isSame = and(eq(conversations.priority, cursor.priority), isLater);
  return cursor.priority === "high" ? or(eq(conversations.priority, "normal"), isSame) : isSame;
}

export async function selectConversation(db: Database, { accountId, conversationId }: ConversationKey) {
  const [row] = await db
    .select(conversationColumns)
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .leftJoin(users, eq(users.id, conversations.assignedUserId))
    .where(and(eq(conversations.accountId, accountId), eq(conversations.id, conversationId)));
  return row;
}

/** Between two places in the order of arrival, both left out; without `before` up to the newest. */
export interface MessageSpan {
  before?: number | undefined;
  after?: number | undefined;
}

/** A message's place in the order of arrival, when it is in this conversation. */
export async function findMessageSeq(
  db: Database,
  { accountId, conversationId, messageId }: ConversationKey & { messageId: string },
): Promise<number | undefined> {
  const [row] = await db
    .select({ seq: messages.seq })
    .from(messages)
    .where(
      and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId), eq(messages.id, messageId)),
    );
  return row?.seq;
}

/** The first message of a day and after, else the newest before it; undefined where nothing was written. */
export async function findMessageSince(
  db: Database,
  { accountId, conversationId, since }: ConversationKey & { since: Date },
): Promise<string | undefined> {
  const here = and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId));
  const first = db.select({ id: messages.id }).from(messages).limit(1);
  const [after] = await first.where(and(here, gte(messages.sentAt, since))).orderBy(asc(messages.seq));
  if (after) return after.id;
  const [newest] = await db.select({ id: messages.id }).from(messages).where(here).orderBy(desc(messages.seq)).limit(1);
  return newest?.id;
}

/**
 * Messages of a span, newest first, with what became of each. Of more than `limit` with an `after` the oldest are
 * taken, for these come next; otherwise the newest.
 */
export async function selectMessages(
  db: Database,
  { accountId, conversationId, before, after, limit }: ConversationKey & MessageSpan & { limit: number },
) {
  const rows = await db
    .select({
      id: messages.id,
      seq: messages.seq,
      author: messages.author,
      authorUserId: messages.authorUserId,
      kind: messages.kind,
      body: messages.body,
      quotedStanzaId: messages.quotedStanzaId,
      details: messages.details,
      participantName: messages.participantName,
      editedAt: messages.editedAt,
      deletedAt: messages.deletedAt,
      removedAfterDays: messages.removedAfterDays,
      sentAt: messages.sentAt,
      ack: messages.ack,
      /** Of replies that go through Parley; null for all others. */
      outboxStatus: outbox.status,
      /** For people: why it did not go out. */
      outboxError: outbox.error,
      turnId: messages.turnId,
      outcome: turns.outcome,
      reason: turns.reason,
      band: turns.band,
    })
    .from(messages)
    .leftJoin(outbox, and(eq(outbox.messageId, messages.id), eq(outbox.accountId, messages.accountId)))
    .leftJoin(turns, and(eq(turns.id, messages.turnId), eq(turns.accountId, messages.accountId)))
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.conversationId, conversationId),
        before === undefined ? undefined : lt(messages.seq, before),
        after === undefined ? undefined : gt(messages.seq, after),
      ),
    )
    .orderBy(after === undefined ? desc(messages.seq) : asc(messages.seq))
    .limit(limit);
  return after === undefined ? rows : rows.reverse();
}

/** The messages of the conversation behind bare ids that others answer, by that id. */
export async function selectQuoted(
  db: Database,
  { accountId, conversationId }: ConversationKey,
  stanzaIds: readonly string[],
) {
  const rows = await db
    .select({
      stanzaId: messages.stanzaId,
      author: messages.author,
      kind: messages.kind,
      body: messages.body,
      isDeleted: sql<boolean>`${messages.deletedAt} is not null`,
    })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        // An answer in private to what was said in a group quotes what is not in this conversation.
        eq(messages.conversationId, conversationId),
        inArray(messages.stanzaId, [...stanzaIds]),
      ),
    );
  return new Map(rows.map(({ stanzaId, ...row }) => [stanzaId ?? "", row]));
}

export async function selectTurn(db: Database, { accountId, turnId }: { accountId: string; turnId: string }) {
  const [row] = await db
    .select()
    .from(turns)
    .where(and(eq(turns.accountId, accountId), eq(turns.id, turnId)));
  return row;
}

/** The newest replies that cite a document, with whom they went to. */
export const selectTurnsCiting = (
  db: Database,
  { accountId, documentId, limit }: { accountId: string; documentId: string; limit: number },
) =>
  db
    .select({
      id: turns.id,
      conversationId: turns.conversationId,
      question: turns.question,
      reply: turns.reply,
      createdAt: turns.createdAt,
      contactName: contacts.displayName,
      phoneNumber: contacts.phoneNumber,
      isGroup: contacts.isGroup,
    })
    .from(turns)
    .innerJoin(
      conversations,
      and(eq(conversations.id, turns.conversationId), eq(conversations.accountId, turns.accountId)),
    )
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(
      and(
        eq(turns.accountId, accountId),
        arrayContains(turns.citedDocumentIds, [documentId]),
        eq(turns.outcome, "answered"),
        // Those that are too old to be kept say nothing any more.
        isNotNull(turns.reply),
      ),
    )
    .orderBy(desc(turns.createdAt), desc(turns.id))
    .limit(limit);
