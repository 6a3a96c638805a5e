import { and, desc, eq, isNull, like, or, type SQL, sql } from "drizzle-orm";
import type { SearchWord } from "@/domain/messaging/search-words";
import type { Database } from "@/server/db/client";
import { contacts, conversations, messages } from "@/server/db/schema";
import { gramsSql } from "@/server/db/schema/search-text";

export interface MessageSearch {
  accountId: string;
  /** At least one. */
  words: readonly SearchWord[];
  limit: number;
}

const contactColumns = {
  contactName: contacts.displayName,
  phoneNumber: contacts.phoneNumber,
  isGroup: contacts.isGroup,
};

/** The newest messages that have all the words. */
export function selectMessagesWith(db: Database, { accountId, words, limit }: MessageSearch) {
  const hits = db.$with("hits").as(
    db
      .select({
        messageId: sql<string>`${messages.id}`.as("message_id"),
        conversationId: messages.conversationId,
        author: messages.author,
        participantName: messages.participantName,
        body: messages.body,
        sentAt: messages.sentAt,
      })
      .from(messages)
      .where(and(isOf(accountId), isNull(messages.deletedAt), hasWords(accountId, words)))
      .orderBy(desc(messages.sentAt), desc(messages.id))
      .limit(limit),
  );
  return db
    .with(hits)
    .select({
      messageId: hits.messageId,
      conversationId: hits.conversationId,
      author: hits.author,
      participantName: hits.participantName,
      body: hits.body,
      sentAt: hits.sentAt,
      ...contactColumns,
    })
    .from(hits)
    .innerJoin(
      conversations,
      and(eq(conversations.id, hits.conversationId), eq(conversations.accountId, sql`${accountId}`)),
    )
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .orderBy(desc(hits.sentAt), desc(hits.messageId));
}

/**
 * The pieces have the account in them. Compared by another collation, which is the same for equality, so that no other
 * index of the account is taken for it, whose rows would all have to be taken to pieces again.
 */
const isOf = (accountId: string) => sql`${messages.accountId} = ${accountId} collate "C"`;

/** By the index, and then exactly: pieces of a word may stand apart. */
function hasWords(accountId: string, words: readonly SearchWord[]): SQL | undefined {
  const grams = words.flatMap((word) => word.grams.map((gram) => accountId + gram));
  // Folded words have no signs that LIKE reads otherwise.
  const exactly = words.map(({ pattern }) => like(messages.searchText, `%${pattern}%`));
  return and(sql`${gramsSql("messages.")} @> ${sql.param(grams)}::text[]`, ...exactly);
}

/** Those whose name has all the words or, when `digits` are asked for, whose number has these. Last heard of first. */
export const selectPeopleNamed = (
  db: Database,
  { accountId, words, limit, digits }: MessageSearch & { digits: string },
) =>
  db
    .select({ conversationId: conversations.id, lastMessageAt: conversations.lastMessageAt, ...contactColumns })
    .from(contacts)
    .innerJoin(
      conversations,
      and(eq(conversations.contactId, contacts.id), eq(conversations.accountId, contacts.accountId)),
    )
    .where(
      and(
        eq(contacts.accountId, accountId),
        or(
          and(...words.map(({ pattern }) => like(contacts.searchName, `%${pattern}%`))),
          digits === "" ? undefined : like(contacts.phoneNumber, `%${digits}%`),
        ),
      ),
    )
    .orderBy(desc(conversations.lastMessageAt), desc(conversations.id))
    .limit(limit);
