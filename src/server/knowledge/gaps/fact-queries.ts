import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { HELPED_NOT } from "@/domain/agent/repeated-failure";
import type { GroupedFact } from "@/domain/knowledge/gaps/gap";
import { selfContained } from "@/domain/knowledge/gaps/question-terms";
import type { LaterMessage } from "@/domain/knowledge/gaps/reply-after";
import type { Database } from "../../db/client";
import {
  askedQuestions,
  contacts,
  conversations,
  messageReactions,
  messages,
  replyDrafts,
  turns,
} from "../../db/schema";
import { understoodText, wasLookedUp } from "./group-queries";

/** Who writes after more time writes about something else. */
const FOLLOWED_WITHIN = sql`interval '24 hours'`;

export interface FactWindow {
  accountId: string;
  from: Date;
  /** Exclusive; default: no end. */
  to?: Date | undefined;
  /** Only this group. */
  groupId?: string | undefined;
  /** Only of these. */
  conversationIds?: readonly string[] | undefined;
  limit: number;
}

/** Questions of groups with everything that tells how they went, the newest first. */
export async function listFacts(db: Database, window: FactWindow): Promise<GroupedFact[]> {
  const { accountId, from, to, groupId, conversationIds, limit } = window;
  const rows = await db
    .select({
      groupId: askedQuestions.groupId,
      turnId: turns.id,
      conversationId: turns.conversationId,
      question: turns.question,
      understood: understoodText,
      language: turns.language,
      askedAt: turns.createdAt,
      outcome: turns.outcome,
      reason: turns.reason,
      band: turns.band,
      wasLookedUp,
      hasBroken: sql<boolean>`${turns.trace} -> 'steps' @> '[{"note": "failed"}]'::jsonb`,
      isDisliked: isDisliked(db),
      isDraftRejected: isDraftRejected(db),
      isFollowedUp: isFollowedUp(db),
      isAskedAgain: isAskedAgain(db),
    })
    .from(askedQuestions)
    .innerJoin(turns, and(eq(turns.id, askedQuestions.turnId), eq(turns.accountId, askedQuestions.accountId)))
    .where(
      and(
        eq(askedQuestions.accountId, accountId),
        groupId === undefined ? isNotNull(askedQuestions.groupId) : eq(askedQuestions.groupId, groupId),
        gte(askedQuestions.askedAt, from),
        to && lt(askedQuestions.askedAt, to),
        // One parameter, however many there are; ids have no characters that an array would have to quote.
        conversationIds && sql`${turns.conversationId} = any(${`{${conversationIds.join(",")}}`}::text[])`,
      ),
    )
    .orderBy(desc(askedQuestions.askedAt), desc(askedQuestions.turnId))
    .limit(limit);
  return rows.flatMap(({ groupId: group, question, understood, ...row }) =>
    group === null ? [] : [{ ...row, groupId: group, text: selfContained(question, understood) }],
  );
}

const bool = (query: SQL): SQL<boolean> => sql<boolean>`(${query})`;

/** The bot's own messages of the turn. */
const botMessages = () =>
  and(
    eq(messages.accountId, turns.accountId),
    eq(messages.conversationId, turns.conversationId),
    eq(messages.turnId, turns.id),
    eq(messages.author, "bot"),
  );

const isDisliked = (db: Database) =>
  bool(
    sql`exists ${db
      .select({ one: sql`1` })
      .from(messages)
      .innerJoin(
        messageReactions,
        and(
          eq(messageReactions.messageId, messages.id),
          eq(messageReactions.accountId, messages.accountId),
          eq(messageReactions.by, "customer"),
          sql`${messageReactions.emoji} like '👎%'`,
        ),
      )
      .where(
        and(
          eq(messages.accountId, turns.accountId),
          eq(messages.conversationId, turns.conversationId),
          eq(messages.turnId, turns.id),
          // A person may have sent the bot's draft with its question whether it helped.
          or(eq(messages.author, "bot"), eq(messages.asksWhetherHelped, true)),
        ),
      )}`,
  );

const isDraftRejected = (db: Database) =>
  bool(
    sql`exists ${db
      .select({ one: sql`1` })
      .from(replyDrafts)
      .where(
        and(
          eq(replyDrafts.accountId, turns.accountId),
          eq(replyDrafts.turnId, turns.id),
          isNotNull(replyDrafts.topic),
          inArray(replyDrafts.status, ["replaced", "discarded"]),
        ),
      )}`,
  );

/** What stands next in the thread after the bot's answer was written by somebody of the team. */
function isFollowedUp(db: Database) {
  const next = alias(messages, "next_message");
  const lastOfTurn = db
    .select({ seq: sql`max(${messages.seq})` })
    .from(messages)
    .where(botMessages());
  const author = db
    .select({
      isTeam: sql<boolean>`${next.author} in ('person', 'phone') and ${next.sentAt} < ${turns.createdAt} + ${FOLLOWED_WITHIN}`,
    })
    .from(next)
    .where(
      and(
        eq(next.accountId, turns.accountId),
        eq(next.conversationId, turns.conversationId),
        ne(next.author, "system"),
        sql`${next.seq} > ${lastOfTurn}`,
      ),
    )
    .orderBy(asc(next.seq))
    .limit(1);
  return bool(sql`coalesce(${author}, false)`);
}

function isAskedAgain(db: Database) {
  const next = alias(turns, "next_turn");
  const reason = db
    .select({ isAgain: sql<boolean>`${next.reason} is not distinct from ${HELPED_NOT}` })
    .from(next)
    .where(
      and(
        eq(next.accountId, turns.accountId),
        eq(next.conversationId, turns.conversationId),
        ne(next.outcome, "ignored"),
        or(gt(next.createdAt, turns.createdAt), and(eq(next.createdAt, turns.createdAt), gt(next.id, turns.id))),
      ),
    )
    .orderBy(asc(next.createdAt), asc(next.id))
    .limit(1);
  return bool(sql`coalesce(${reason}, false)`);
}

/** Whoever answers writes within so many messages. */
const MAX_LATER = 15;

/** What was written in a conversation after the messages of a turn, oldest first, and whose conversation it is. */
export async function listLaterMessages(
  db: Database,
  { accountId, conversationId, turnId }: { accountId: string; conversationId: string; turnId: string },
): Promise<LaterMessage[]> {
  const lastOfTurn = db
    .select({ seq: sql`max(${messages.seq})` })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.conversationId, conversationId),
        eq(messages.turnId, turnId),
        eq(messages.fromMe, false),
      ),
    );
  const rows = await db
    .select({
      author: messages.author,
      body: messages.body,
      sentAt: messages.sentAt,
      isHandover: sql<boolean>`${replyDrafts.id} is not null`,
      asksOther: sql<boolean>`${messages.author} = 'customer' and ${askedQuestions.groupId} is not null`,
    })
    .from(messages)
    .leftJoin(
      replyDrafts,
      and(
        eq(replyDrafts.turnId, messages.turnId),
        eq(replyDrafts.accountId, messages.accountId),
        eq(replyDrafts.status, "sent"),
        isNull(replyDrafts.topic),
      ),
    )
    .leftJoin(
      askedQuestions,
      and(eq(askedQuestions.turnId, messages.turnId), eq(askedQuestions.accountId, messages.accountId)),
    )
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.conversationId, conversationId),
        isNull(messages.deletedAt),
        sql`${messages.seq} > ${lastOfTurn}`,
      ),
    )
    .orderBy(asc(messages.seq))
    .limit(MAX_LATER);
  return rows;
}

/** Name of the customer of each conversation. */
export async function listContactNames(
  db: Database,
  accountId: string,
  conversationIds: readonly string[],
): Promise<Map<string, string | null>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await db
    .select({ conversationId: conversations.id, name: contacts.displayName })
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(and(eq(conversations.accountId, accountId), inArray(conversations.id, [...conversationIds])));
  return new Map(rows.map(({ conversationId, name }) => [conversationId, name]));
}
