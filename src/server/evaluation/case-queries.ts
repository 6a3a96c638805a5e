import { and, asc, eq, inArray } from "drizzle-orm";
import type { TestCase } from "@/domain/evaluation/test-case";
import { questionKey } from "@/domain/knowledge/answer-pair";
import type { Database } from "../db/client";
import { accounts, testCases } from "../db/schema";

export type CaseRow = typeof testCases.$inferSelect;

export interface CaseKey {
  accountId: string;
  caseId: string;
}

const ofCase = ({ accountId, caseId }: CaseKey) => and(eq(testCases.accountId, accountId), eq(testCases.id, caseId));

/** In the order in which they were added. */
export const listCases = (db: Database, accountId: string): Promise<CaseRow[]> =>
  db
    .select()
    .from(testCases)
    .where(eq(testCases.accountId, accountId))
    .orderBy(asc(testCases.createdAt), asc(testCases.id));

export async function findCase(db: Database, key: CaseKey): Promise<CaseRow | undefined> {
  const [row] = await db.select().from(testCases).where(ofCase(key));
  return row;
}

/** Those that the account has of these questions, by their key. */
export async function findCasesByQuestions(
  db: Database,
  accountId: string,
  questions: readonly string[],
): Promise<Map<string, CaseRow>> {
  if (questions.length === 0) return new Map();
  const rows = await db
    .select()
    .from(testCases)
    .where(and(eq(testCases.accountId, accountId), inArray(testCases.questionKey, questions.map(questionKey))));
  return new Map(rows.map((row) => [row.questionKey, row]));
}

export const countCases = (db: Database, accountId: string): Promise<number> =>
  db.$count(testCases, eq(testCases.accountId, accountId));

export async function insertCase(db: Database, row: Omit<typeof testCases.$inferInsert, "questionKey">): Promise<void> {
  await db.insert(testCases).values({ ...row, questionKey: questionKey(row.question) });
}

export async function updateCase(db: Database, key: CaseKey, { question, expected }: TestCase): Promise<void> {
  await db
    .update(testCases)
    .set({ question, expected, questionKey: questionKey(question) })
    .where(ofCase(key));
}

export async function deleteCase(db: Database, key: CaseKey): Promise<void> {
  await db.delete(testCases).where(ofCase(key));
}

/** Until the transaction ends, whoever else changes the account's test questions or starts a run waits. */
export async function lockEvaluation(tx: Database, accountId: string): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("no key update");
}
