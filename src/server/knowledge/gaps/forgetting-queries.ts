import { and, asc, eq, inArray, ne } from "drizzle-orm";
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
export async function forgetQuestionsOf(
  tx: Database,
  { accountId, conversationId }: { accountId: string; conversationId: string },
): Promise<string[]> {
  await lockQuestions(tx, accountId);
  const own = await listAsked(tx, accountId, eq(turns.conversationId, conversationId));
  const begun = new Set(own.filter(({ text, firstQuestion }) => text === firstQuestion).map(({ groupId }) => groupId));
  for (const groupId of begun) {
    const isOthers = and(eq(askedQuestions.groupId, groupId), ne(turns.conversationId, conversationId));
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
