import { and, eq } from "drizzle-orm";
import type { Database } from "../../db/client";
import { questionGroups } from "../../db/schema";
import { AppError } from "../../errors";

export interface GroupKey {
  accountId: string;
  groupId: string;
}

type Decision = Partial<
  Pick<typeof questionGroups.$inferInsert, "answeredAt" | "answerDocumentId" | "dismissedAt" | "dismissedBy">
>;

/** @returns the first question of the group. @throws AppError not_found */
export async function decide(tx: Database, { accountId, groupId }: GroupKey, decision: Decision): Promise<string> {
  const [row] = await tx
    .update(questionGroups)
    .set(decision)
    .where(and(eq(questionGroups.accountId, accountId), eq(questionGroups.id, groupId)))
    .returning({ firstQuestion: questionGroups.firstQuestion });
  if (!row) throw new AppError("not_found", "This question is no longer here.");
  return row.firstQuestion;
}

/** What failed until now is answered by this document; it opens again with the next failure. */
export async function closeGap(tx: Database, key: GroupKey, documentId: string): Promise<void> {
  await decide(tx, key, {
    answeredAt: new Date(),
    answerDocumentId: documentId,
    dismissedAt: null,
    dismissedBy: null,
  });
}
