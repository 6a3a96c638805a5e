import { and, eq, gte, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { TurnOutcome } from "@/domain/agent/turn";
import type { Database } from "../db/client";
import {
  accounts,
  connections,
  conversations,
  documents,
  knowledgeFindings,
  members,
  messages,
  outbox,
  replyDrafts,
  turns,
} from "../db/schema";
import { waitsForPerson } from "../db/waiting";

/** What one account looks like at a glance; each figure a count of rows of the account. */
export async function selectAttention(db: Database, { accountId, since }: { accountId: string; since: Date }) {
  const waiting = and(eq(conversations.accountId, accountId), waitsForPerson());
  const openFindings = and(
    eq(knowledgeFindings.accountId, accountId),
    eq(knowledgeFindings.isCurrent, true),
    isNull(knowledgeFindings.dismissedAt),
  );
  const [row] = await db
    .select({
      connection: connections.state,
      phoneNumber: connections.phoneNumber,
      waiting: db.$count(conversations, waiting),
      waitingFirst: db.$count(conversations, and(waiting, eq(conversations.priority, "high"))),
      drafts: db.$count(replyDrafts, and(eq(replyDrafts.accountId, accountId), eq(replyDrafts.status, "waiting"))),
      failedDocuments: db.$count(documents, and(eq(documents.accountId, accountId), eq(documents.status, "failed"))),
      graveFindings: db.$count(knowledgeFindings, and(openFindings, eq(knowledgeFindings.severity, "high"))),
      unsent: db.$count(
        outbox,
        and(
          eq(outbox.accountId, accountId),
          inArray(outbox.status, ["failed", "expired"]),
          gte(outbox.createdAt, since),
        ),
      ),
    })
    .from(accounts)
    .leftJoin(connections, eq(connections.accountId, accounts.id))
    .where(eq(accounts.id, accountId));
  return row;
}

/** What has been set up so far. */
export async function selectSetUp(db: Database, accountId: string) {
  const [row] = await db
    .select({
      isLinked: sql<boolean>`coalesce(${connections.phoneNumber} is not null, false)`,
      documents: db.$count(
        documents,
        and(eq(documents.accountId, accountId), eq(documents.status, "ready"), isNull(documents.replacesId)),
      ),
      answered: sql<boolean>`exists (select 1 from ${turns} where ${turns.accountId} = ${accountId} and ${turns.outcome} = 'answered')`,
      hasHours: sql<boolean>`${accounts.businessHours} is not null`,
      members: db.$count(members, eq(members.accountId, accountId)),
    })
    .from(accounts)
    .leftJoin(connections, eq(connections.accountId, accounts.id))
    .where(eq(accounts.id, accountId));
  return row;
}

export interface DayFigures {
  /** Messages of customers, and those that people of the business wrote. */
  received: number;
  byPeople: number;
  turns: Record<TurnOutcome, number>;
  /** Half of the bot's answers came within it, from the customer's first message on; null without any. In ms. */
  medianAnswerMs: number | null;
}

/** What happened since an instant. */
export async function selectDay(
  db: Database,
  { accountId, since }: { accountId: string; since: Date },
): Promise<DayFigures> {
  const [[written], outcomes, [answers]] = await Promise.all([
    db
      .select({
        received: sql<number>`count(*) filter (where ${messages.author} = 'customer')`.mapWith(Number),
        byPeople: sql<number>`count(*) filter (where ${messages.author} in ('person', 'phone'))`.mapWith(Number),
      })
      .from(messages)
      .where(and(eq(messages.accountId, accountId), gte(messages.sentAt, since))),
    db
      .select({ outcome: turns.outcome, count: sql<number>`count(*)`.mapWith(Number) })
      .from(turns)
      .where(and(eq(turns.accountId, accountId), gte(turns.createdAt, since)))
      .groupBy(turns.outcome),
    selectMedianAnswer(db, { accountId, since }),
  ]);
  const count = (outcome: TurnOutcome) => outcomes.find((row) => row.outcome === outcome)?.count ?? 0;
  return {
    received: written?.received ?? 0,
    byPeople: written?.byPeople ?? 0,
    turns: {
      answered: count("answered"),
      handed_off: count("handed_off"),
      automated: count("automated"),
      ignored: count("ignored"),
    },
    medianAnswerMs: answers?.ms ?? null,
  };
}

/** Of answered turns: from the first message of the customer to the first of the bot that was sent. */
function selectMedianAnswer(db: Database, { accountId, since }: { accountId: string; since: Date }) {
  const delays = db
    .select({
      ms: sql<number>`extract(epoch from (min(${messages.sentAt}) filter (where ${messages.fromMe} and ${messages.stanzaId} is not null)) - (min(${messages.sentAt}) filter (where not ${messages.fromMe}))) * 1000`.as(
        "delay_ms",
      ),
    })
    .from(turns)
    .innerJoin(messages, and(eq(messages.turnId, turns.id), eq(messages.accountId, turns.accountId)))
    .where(and(eq(turns.accountId, accountId), gte(turns.createdAt, since), eq(turns.outcome, "answered")))
    .groupBy(turns.id)
    .as("delays");
  return db
    .select({
      ms: sql<number | null>`percentile_cont(0.5) within group (order by ${delays.ms})`.mapWith((value) =>
        value === null ? null : Math.round(Number(value)),
      ),
    })
    .from(delays)
    .where(isNotNull(delays.ms));
}
