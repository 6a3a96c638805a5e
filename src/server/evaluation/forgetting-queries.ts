import { and, eq, inArray, notExists, or, type SQL, sql } from "drizzle-orm";
import { MAX_TEST_QUESTION } from "@/domain/evaluation/limits";
import { questionKey } from "@/domain/knowledge/answer-pair";
import type { Database } from "../db/client";
import { testCases, testResults } from "../db/schema";
import { lockEvaluation } from "./case-queries";

/** What stands in the history of runs where a customer's words stood. */
const ERASED_QUESTION = "A question that was erased";
const NOTHING = { outcome: "decline" as const, evidence: "", evidenceDocument: null, answer: "" };

/**
 * Test questions that are a customer's message word for word, made from their conversation, go; in runs that asked them,
 * verdicts and figures stay. What the team typed itself, or has put into other words, stays as it is.
 * @param texts of all messages of the customer
 * @returns ids of the test questions that are gone
 */
export async function forgetCasesWith(
  tx: Database,
  { accountId, texts }: { accountId: string; texts: readonly string[] },
): Promise<string[]> {
  await lockEvaluation(tx, accountId);
  const asked = texts.map((text) => text.trim().slice(0, MAX_TEST_QUESTION)).filter((text) => text !== "");
  if (asked.length === 0) return [];
  const rows = await tx
    .delete(testCases)
    .where(
      and(
        eq(testCases.accountId, accountId),
        eq(testCases.source, "conversation"),
        isOneOf(testCases.questionKey, asked.map(questionKey)),
      ),
    )
    .returning({ id: testCases.id });
  const ids = rows.map(({ id }) => id);
  // Also of those that somebody had deleted before; not of one that is still there, which the team typed.
  const isThere = tx
    .select({ one: sql`1` })
    .from(testCases)
    .where(and(eq(testCases.accountId, accountId), eq(testCases.id, testResults.caseId)));
  await tx
    .update(testResults)
    .set({ question: ERASED_QUESTION, expected: NOTHING, reply: null })
    .where(
      and(
        eq(testResults.accountId, accountId),
        or(
          ids.length > 0 ? inArray(testResults.caseId, ids) : undefined,
          and(isOneOf(testResults.question, asked), notExists(isThere)),
        ),
      ),
    );
  return ids;
}

/** One parameter, however many there are. */
const isOneOf = (column: typeof testCases.questionKey | typeof testResults.question, texts: readonly string[]): SQL =>
  sql`${column} in (select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;
