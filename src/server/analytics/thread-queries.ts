import { and, eq, gte, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import type { TurnOutcome } from "@/domain/agent/turn";
import { DAY_MS, HOUR_MS, type Window } from "@/domain/analytics/cells";
import { type MessageFact, WRITERS } from "@/domain/analytics/conversation-metrics";
import type { MessageAuthor } from "@/domain/messaging/message";
import type { Database } from "../db/client";
import { messages, turns } from "../db/schema";
import { isOneOf, type Scope } from "./fact-queries";

/** Whom figures count; the system's own notes are nobody's words. */
const COUNTED = Object.keys(WRITERS) as MessageAuthor[];

const IS_RECEIVED = eq(messages.fromMe, false);

/** What one contact and the business wrote each other. */
export interface Thread {
  conversationId: string;
  /** In order of writing; what was written in the same second in order of arrival. */
  messages: MessageFact[];
}

/** Turns close what was received before, and seldom much later; those that do are looked up one by one. */
const closedAround = ({ from, to }: Window) =>
  and(gte(turns.createdAt, new Date(from - HOUR_MS)), lt(turns.createdAt, new Date(to + DAY_MS)));

/**
 * Messages that were received or sent in the window; of `conversationIds` alone where they are given. The database puts
 * each thread into one row: with a row for each message, handing over the rows would take most of the time.
 */
export async function listThreads(
  db: Database,
  scope: Scope,
  { window, conversationIds }: { window: Window; conversationIds?: readonly string[] },
): Promise<Thread[]> {
  // A reply belongs to a turn as well, but says nothing about it.
  const isTurnOfMessage = and(eq(turns.id, messages.turnId), eq(turns.accountId, scope.accountId), IS_RECEIVED);
  const other = db.select({ outcome: turns.outcome }).from(turns).where(isTurnOfMessage);
  const order = sql`order by ${messages.sentAt}, ${messages.seq}`;
  const rows = await db
    .select({
      conversationId: messages.conversationId,
      at: sql<number[]>`json_agg(floor(extract(epoch from ${messages.sentAt}) * 1000) ${order})`,
      author: sql<MessageAuthor[]>`json_agg(${messages.author} ${order})`,
      outcome: sql<(TurnOutcome | null)[]>`json_agg(coalesce(${turns.outcome}, (${other})) ${order})`,
    })
    .from(messages)
    .leftJoin(turns, and(isTurnOfMessage, closedAround(window)))
    .where(
      and(
        eq(messages.accountId, scope.accountId),
        gte(messages.sentAt, new Date(window.from)),
        lt(messages.sentAt, new Date(window.to)),
        // What was cancelled, failed or still waits never got an id of WhatsApp's.
        or(IS_RECEIVED, isNotNull(messages.stanzaId)),
        inArray(messages.author, COUNTED),
        isOneOf(messages.conversationId, conversationIds),
        isOneOf(messages.conversationId, scope.tagged?.conversationIds),
      ),
    )
    .groupBy(messages.conversationId);
  return rows.map(({ conversationId, at, author, outcome }) => ({
    conversationId,
    messages: author.flatMap((name, index) => {
      const writer = WRITERS[name];
      return writer ? [{ at: at[index] ?? 0, writer, outcome: outcome[index] ?? null }] : [];
    }),
  }));
}
