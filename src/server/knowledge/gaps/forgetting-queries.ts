import { and, asc, eq, inArray, ne, notInArray, type SQL } from "drizzle-orm";
import { withoutPersonalData } from "@/domain/knowledge/gaps/personal-data";
import { selfContained, termsOfQuestion } from "@/domain/knowledge/gaps/question-terms";
import type { Database } from "../../db/client";
import { askedQuestions, questionGroups, turns } from "../../db/schema";
import { deleteEmptyGroups, lockQuestions, understoodText } from "./group-queries";

/** Of no model: the next look at the questions makes the vector anew. */
const NO_MODEL = "";

/**
 * Takes a conversation's questions out of their groups, before its turns are erased. A group that began with one of them
 * goes by the next oldest question from then on, with what was decided about it; one that has no other is gone.
 * @returns ids of the groups that began with one of them
 */
export function forgetQuestionsOf(
  tx: Database,
  { accountId, conversationId }: { accountId: string; conversationId: string },
): Promise<string[]> {
  const which = { own: eq(turns.conversationId, conversationId), others: ne(turns.conversationId, conversationId) };
  return forgetQuestions(tx, accountId, which);
}

/** The same with the questions of some turns alone, whose words are removed. */
export async function forgetQuestionsOfTurns(
  tx: Database,
  { accountId, turnIds }: { accountId: string; turnIds: readonly string[] },
): Promise<string[]> {
  if (turnIds.length === 0) return [];
  return forgetQuestions(tx, accountId, {
    own: inArray(turns.id, [...turnIds]),
    others: notInArray(turns.id, [...turnIds]),
  });
}

async function forgetQuestions(tx: Database, accountId: string, which: { own: SQL; others: SQL }): Promise<string[]> {
  await lockQuestions(tx, accountId);
  const own = await listAsked(tx, accountId, which.own);
  const begun = new Set(own.filter(({ text, firstQuestion }) => text === firstQuestion).map(({ groupId }) => groupId));
  for (const groupId of begun) {
    const isOthers = and(eq(askedQuestions.groupId, groupId), which.others);
    const [next] = await listAsked(tx, accountId, isOthers, 1);
    if (next && next.text !== next.firstQuestion) await beginWith(tx, { accountId, groupId, text: next.text });
  }
  if (own.length > 0)
    await tx.delete(askedQuestions).where(
      and(
        eq(askedQuestions.accountId, accountId),
        inArray(
          askedQuestions.turnId,
          own.map(({ turnId }) => turnId),
        ),
      ),
    );
  await deleteEmptyGroups(tx, accountId);
  return [...begun];
}

/** In the order in which they were asked, each as it would begin a group. */
async function listAsked(tx: Database, accountId: string, isMeant: ReturnType<typeof and>, limit = 100_000) {
  const rows = await tx
    .select({
      turnId: turns.id,
      groupId: questionGroups.id,
      firstQuestion: questionGroups.firstQuestion,
      question: turns.question,
      understood: understoodText,
    })
    .from(askedQuestions)
    .innerJoin(turns, and(eq(turns.id, askedQuestions.turnId), eq(turns.accountId, askedQuestions.accountId)))
    .innerJoin(
      questionGroups,
      and(eq(questionGroups.id, askedQuestions.groupId), eq(questionGroups.accountId, askedQuestions.accountId)),
    )
    .where(and(eq(askedQuestions.accountId, accountId), isMeant))
    .orderBy(asc(askedQuestions.askedAt), asc(turns.id))
    .limit(limit);
  return rows.map(({ question, understood, ...row }) => ({
    ...row,
    text: withoutPersonalData(selfContained(question, understood)),
  }));
}

async function beginWith(
  tx: Database,
  { accountId, groupId, text }: { accountId: string; groupId: string; text: string },
): Promise<void> {
  await tx
    .update(questionGroups)
    .set({ firstQuestion: text, terms: termsOfQuestion(text), vector: null, embeddingModel: NO_MODEL })
    .where(and(eq(questionGroups.accountId, accountId), eq(questionGroups.id, groupId)));
}
