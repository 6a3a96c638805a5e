import { and, asc, eq, gt, inArray, max, ne, notExists, sql } from "drizzle-orm";
import { selfContained } from "@/domain/knowledge/gaps/question-terms";
import type { Database } from "../../db/client";
import { accounts, askedQuestions, questionGroups, turns } from "../../db/schema";

export type GroupRow = typeof questionGroups.$inferSelect;
export type NewGroup = typeof questionGroups.$inferInsert;
export type NewAsked = typeof askedQuestions.$inferInsert;

/** Two that put questions of one account together wait for each other, until the transaction ends. */
export async function lockQuestions(tx: Database, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`question groups of ${accountId}`}))`);
}

/** A turn that is decided later than others may be stored before them, by no more than this. */
const OVERLAP_MS = 24 * 3_600_000;

/** Questions that were looked up in the documents and belong to no group yet, in the order in which they were asked. */
export async function listUngrouped(db: Database, accountId: string, limit: number) {
  const [last] = await db
    .select({ askedAt: max(askedQuestions.askedAt) })
    .from(askedQuestions)
    .where(eq(askedQuestions.accountId, accountId));
  const isKnown = db
    .select({ one: sql`1` })
    .from(askedQuestions)
    .where(and(eq(askedQuestions.turnId, turns.id), eq(askedQuestions.accountId, accountId)));
  const rows = await db
    .select({
      turnId: turns.id,
      question: turns.question,
      understood: understoodText,
      language: turns.language,
      askedAt: turns.createdAt,
      businessName: accounts.name,
    })
    .from(turns)
    .innerJoin(accounts, eq(accounts.id, turns.accountId))
    .where(
      and(
        eq(turns.accountId, accountId),
        inArray(turns.outcome, ["answered", "handed_off"]),
        ne(turns.question, ""),
        // Courtesy, wishes for a person and subjects that the bot keeps off are settled before that.
        wasLookedUp,
        last?.askedAt ? gt(turns.createdAt, new Date(last.askedAt.getTime() - OVERLAP_MS)) : undefined,
        notExists(isKnown),
      ),
    )
    .orderBy(asc(turns.createdAt), asc(turns.id))
    .limit(limit);
  return rows.map(({ understood, ...row }) => ({ ...row, question: selfContained(row.question, understood) }));
}

/** As the bot understood it, with the conversation; "" when it never did. */
export const understoodText = sql<string>`coalesce(${turns.trace} ->> 'understoodQuestion', '')`;

export const wasLookedUp = sql<boolean>`${turns.trace} -> 'steps' @> '[{"name": "retrieve"}]'::jsonb`;

/** Every group of the account, in the order in which they began. */
export const listGroups = (db: Database, accountId: string): Promise<GroupRow[]> =>
  db
    .select()
    .from(questionGroups)
    .where(eq(questionGroups.accountId, accountId))
    .orderBy(asc(questionGroups.createdAt), asc(questionGroups.id));

export async function insertGroups(tx: Database, groups: readonly NewGroup[]): Promise<void> {
  if (groups.length > 0) await tx.insert(questionGroups).values([...groups]);
}

/** @returns false when another run was there first with one of them */
export async function insertAsked(tx: Database, rows: readonly NewAsked[]): Promise<boolean> {
  if (rows.length === 0) return true;
  const stored = await tx
    .insert(askedQuestions)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ turnId: askedQuestions.turnId });
  return stored.length === rows.length;
}

/** The first questions that another model has made the vectors of, or none. */
export const listOfOtherModels = (
  db: Database,
  accountId: string,
  { model, limit }: { model: string; limit: number },
) =>
  db
    .select({ id: questionGroups.id, firstQuestion: questionGroups.firstQuestion })
    .from(questionGroups)
    .where(and(eq(questionGroups.accountId, accountId), ne(questionGroups.embeddingModel, model)))
    .orderBy(asc(questionGroups.id))
    .limit(limit);

export async function updateVector(
  tx: Database,
  { accountId, groupId }: { accountId: string; groupId: string },
  { vector, embeddingModel }: { vector: Uint8Array | null; embeddingModel: string },
): Promise<void> {
  await tx
    .update(questionGroups)
    .set({ vector, embeddingModel })
    .where(and(eq(questionGroups.accountId, accountId), eq(questionGroups.id, groupId)));
}

/** Groups whose questions have all been taken back or erased. */
export async function deleteEmptyGroups(db: Database, accountId: string): Promise<void> {
  const asked = db
    .select({ one: sql`1` })
    .from(askedQuestions)
    .where(and(eq(askedQuestions.groupId, questionGroups.id), eq(askedQuestions.accountId, accountId)));
  await db.delete(questionGroups).where(and(eq(questionGroups.accountId, accountId), notExists(asked)));
}

/** Accounts that have questions, for a job that looks after all of them. */
export async function listAccountsWithTurns(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ accountId: turns.accountId }).from(turns);
  return rows.map(({ accountId }) => accountId);
}
