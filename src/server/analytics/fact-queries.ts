import { and, eq, exists, gte, isNotNull, lt, lte, max, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { BUCKET_MS, type Window } from "@/domain/analytics/cells";
import type { ChangingFacts, TurnFact } from "@/domain/analytics/measure";
import type { Database } from "../db/client";
import { contacts, contactTags, conversations, erasedOptOuts, messageReactions, messages, turns } from "../db/schema";

/** Which of an account's contacts are looked at: all of them, or those that have the tag now. */
export interface Scope {
  accountId: string;
  tagged?: { tag: string; conversationIds: readonly string[] } | undefined;
}

/** @param tag undefined: everybody */
export async function findScope(db: Database, accountId: string, tag: string | undefined): Promise<Scope> {
  if (tag === undefined) return { accountId };
  const rows = await db
    .select({ id: conversations.id })
    .from(conversations)
    .innerJoin(
      contactTags,
      and(eq(contactTags.contactId, conversations.contactId), eq(contactTags.accountId, conversations.accountId)),
    )
    .where(and(eq(conversations.accountId, accountId), eq(contactTags.tag, tag)));
  return { accountId, tagged: { tag, conversationIds: rows.map(({ id }) => id) } };
}

/** One parameter, however many there are; ids have no characters that an array would have to quote. */
export const isOneOf = (column: PgColumn, ids: readonly string[] | undefined) =>
  ids && sql`${column} = any(${`{${ids.join(",")}}`}::text[])`;

/**
 * When the first of them was written or a turn first closed, in ms since 1970; undefined while there is nothing.
 * @param conversationId of that one alone
 */
export async function findBeginning(
  db: Database,
  accountId: string,
  conversationId?: string,
): Promise<number | undefined> {
  const isIn = (column: PgColumn) => (conversationId === undefined ? undefined : eq(column, conversationId));
  const [message] = await db
    .select({ at: messages.sentAt })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), isIn(messages.conversationId)))
    .orderBy(messages.sentAt)
    .limit(1);
  const [turn] = await db
    .select({ at: turns.createdAt })
    .from(turns)
    .where(and(eq(turns.accountId, accountId), isIn(turns.conversationId)))
    .orderBy(turns.createdAt)
    .limit(1);
  const instants = [message, turn].flatMap((row) => (row ? [row.at.getTime()] : []));
  return instants.length === 0 ? undefined : Math.min(...instants);
}

/** When the last message of a conversation was written or its last turn closed, in ms since 1970; 0 while there is nothing. */
export async function findEnding(db: Database, accountId: string, conversationId: string): Promise<number> {
  const [message] = await db
    .select({ at: max(messages.sentAt) })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId)));
  const [turn] = await db
    .select({ at: max(turns.createdAt) })
    .from(turns)
    .where(and(eq(turns.accountId, accountId), eq(turns.conversationId, conversationId)));
  return Math.max(message?.at?.getTime() ?? 0, turn?.at?.getTime() ?? 0);
}

/** Turns of the window; those that came to the same in a quarter of an hour are put together by the database. */
export async function listTurnFacts(db: Database, scope: Scope, { from, to }: Window): Promise<TurnFact[]> {
  const isMetered = and(isNotNull(turns.inputTokens), isNotNull(turns.outputTokens));
  const sumOfMetered = (tokens: PgColumn) =>
    sql`coalesce(sum(${tokens}) filter (where ${isMetered}), 0)`.mapWith(Number);
  const bucket = sql`floor(extract(epoch from ${turns.createdAt}) * 1000 / ${sql.raw(String(BUCKET_MS))})`;
  return db
    .select({
      at: bucket.mapWith((count) => Number(count) * BUCKET_MS).as("bucket"),
      outcome: turns.outcome,
      reason: turns.reason,
      language: turns.language,
      model: turns.model,
      count: sql`count(*)`.mapWith(Number),
      metered: sql`count(*) filter (where ${isMetered})`.mapWith(Number),
      inputTokens: sumOfMetered(turns.inputTokens),
      outputTokens: sumOfMetered(turns.outputTokens),
    })
    .from(turns)
    .where(
      and(
        eq(turns.accountId, scope.accountId),
        gte(turns.createdAt, new Date(from)),
        lt(turns.createdAt, new Date(to)),
        isOneOf(turns.conversationId, scope.tagged?.conversationIds),
      ),
    )
    .groupBy(sql`bucket`, turns.outcome, turns.reason, turns.language, turns.model);
}

/** Reactions of customers to what the bot wrote, as they stand now. */
export async function listReactionFacts(db: Database, scope: Scope, { from, to }: Window) {
  const rows = await db
    .select({ at: messageReactions.reactedAt, emoji: messageReactions.emoji })
    .from(messageReactions)
    .innerJoin(
      messages,
      and(eq(messages.id, messageReactions.messageId), eq(messages.accountId, messageReactions.accountId)),
    )
    .where(
      and(
        eq(messageReactions.accountId, scope.accountId),
        eq(messageReactions.by, "customer"),
        // A person may have sent the bot's draft with its question.
        or(eq(messages.author, "bot"), eq(messages.asksWhetherHelped, true)),
        gte(messageReactions.reactedAt, new Date(from)),
        lt(messageReactions.reactedAt, new Date(to)),
        isOneOf(messages.conversationId, scope.tagged?.conversationIds),
      ),
    );
  return rows.map(({ at, emoji }) => ({ at: at.getTime(), emoji }));
}

/** When answers that went out asked whether they helped, and what their customer said of them since. */
export async function listAskedFacts(
  db: Database,
  scope: Scope,
  { from, to }: Window,
): Promise<ChangingFacts["asked"]> {
  const rows = await db
    .select({ at: messages.sentAt, emoji: messageReactions.emoji })
    .from(messages)
    .leftJoin(
      messageReactions,
      and(
        eq(messageReactions.messageId, messages.id),
        eq(messageReactions.accountId, messages.accountId),
        eq(messageReactions.by, "customer"),
      ),
    )
    .where(
      and(
        eq(messages.accountId, scope.accountId),
        eq(messages.asksWhetherHelped, true),
        isNotNull(messages.stanzaId),
        gte(messages.sentAt, new Date(from)),
        lt(messages.sentAt, new Date(to)),
        isOneOf(messages.conversationId, scope.tagged?.conversationIds),
      ),
    );
  return rows.map(({ at, emoji }) => ({ at: at.getTime(), emoji }));
}

/** When the customers who want no automatic messages now said so. */
export async function listOptOuts(db: Database, { accountId, tagged }: Scope, { from, to }: Window): Promise<number[]> {
  const hasTag = db
    .select({ one: sql`1` })
    .from(contactTags)
    .where(
      and(
        eq(contactTags.accountId, accountId),
        eq(contactTags.contactId, contacts.id),
        eq(contactTags.tag, tagged?.tag ?? ""),
      ),
    );
  const rows = await db
    .select({ at: contacts.optedOutAt })
    .from(contacts)
    .where(
      and(
        eq(contacts.accountId, accountId),
        gte(contacts.optedOutAt, new Date(from)),
        lt(contacts.optedOutAt, new Date(to)),
        tagged && exists(hasTag),
      ),
    );
  const erased = tagged ? [] : await listErasedOptOuts(db, accountId, { from, to });
  return [...rows.flatMap(({ at }) => (at ? [at.getTime()] : [])), ...erased];
}

/** Of those who were erased, each person once. */
async function listErasedOptOuts(db: Database, accountId: string, { from, to }: Window): Promise<number[]> {
  const rows = await db
    .selectDistinct({ personId: erasedOptOuts.personId, at: erasedOptOuts.optedOutAt })
    .from(erasedOptOuts)
    .where(
      and(
        eq(erasedOptOuts.accountId, accountId),
        gte(erasedOptOuts.optedOutAt, new Date(from)),
        lt(erasedOptOuts.optedOutAt, new Date(to)),
      ),
    );
  return rows.map(({ at }) => at.getTime());
}

/** Names in the order of the alphabet. */
export async function listTags(db: Database, accountId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ tag: contactTags.tag })
    .from(contactTags)
    .where(eq(contactTags.accountId, accountId))
    .orderBy(contactTags.tag)
    .limit(limit);
  return rows.map(({ tag }) => tag);
}

/** Of messages that arrived after that place: the oldest, and the last that surely has nothing uncommitted before it. */
export async function findArrivals(
  db: Database,
  { accountId, afterSeq, settledBy }: { accountId: string; afterSeq: number; settledBy: Date },
): Promise<{ oldestAt: number | null; throughSeq: number | null }> {
  const [row] = await db
    .select({
      oldestAt: sql<number | null>`extract(epoch from min(${messages.sentAt})) * 1000`,
      throughSeq: sql<number | null>`max(${messages.seq}) filter (where ${lte(messages.createdAt, settledBy)})`,
    })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), sql`${messages.seq} > ${afterSeq}`));
  const number = (value: number | null | undefined) => (value === null || value === undefined ? null : Number(value));
  return { oldestAt: number(row?.oldestAt), throughSeq: number(row?.throughSeq) };
}
