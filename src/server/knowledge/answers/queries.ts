import { and, eq, inArray } from "drizzle-orm";
import { type AnswerPair, questionKey } from "@/domain/knowledge/answer-pair";
import type { Database } from "../../db/client";
import { answerPairs } from "../../db/schema";

export type AnswerRow = typeof answerPairs.$inferSelect;

interface DocumentKey {
  accountId: string;
  documentId: string;
}

/** Question of every document that is one with its answer. */
export const listQuestions = (db: Database, accountId: string): Promise<{ documentId: string; question: string }[]> =>
  db
    .select({ documentId: answerPairs.documentId, question: answerPairs.question })
    .from(answerPairs)
    .where(eq(answerPairs.accountId, accountId));

export async function findAnswer(db: Database, { accountId, documentId }: DocumentKey): Promise<AnswerRow | undefined> {
  const [row] = await db
    .select()
    .from(answerPairs)
    .where(and(eq(answerPairs.accountId, accountId), eq(answerPairs.documentId, documentId)));
  return row;
}

/** Those that the account has of these questions, by their key. */
export async function findByQuestions(
  db: Database,
  accountId: string,
  questions: readonly string[],
): Promise<Map<string, AnswerRow>> {
  if (questions.length === 0) return new Map();
  const rows = await db
    .select()
    .from(answerPairs)
    .where(and(eq(answerPairs.accountId, accountId), inArray(answerPairs.questionKey, questions.map(questionKey))));
  return new Map(rows.map((row) => [row.questionKey, row]));
}

export async function insertAnswer(db: Database, key: DocumentKey, pair: AnswerPair): Promise<void> {
  await db.insert(answerPairs).values({ ...key, ...pair, questionKey: questionKey(pair.question) });
}

export async function updateAnswer(
  db: Database,
  { accountId, documentId }: DocumentKey,
  { question, answer }: AnswerPair,
): Promise<void> {
  await db
    .update(answerPairs)
    .set({ question, answer, questionKey: questionKey(question) })
    .where(and(eq(answerPairs.accountId, accountId), eq(answerPairs.documentId, documentId)));
}
