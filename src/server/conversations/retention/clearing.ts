import { plainReason } from "@/domain/analytics/handoff-kinds";
import type { KeepDays } from "@/domain/messaging/keep-time";
import { forgetTargetNames } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { forgetCasesWith } from "@/server/evaluation/service";
import { forgetQuestionsOfTurns } from "@/server/knowledge/gaps/service";
import {
  type ConversationKey,
  type ConversationRow,
  lockConversation,
  updateConversation,
} from "../conversation-queries";
import {
  clearDrafts,
  clearMessages,
  clearOutbox,
  clearTurns,
  deleteFactsOf,
  deleteFilesOf,
  deleteOldForms,
  findLastWords,
  listReasons,
} from "./clear-queries";
import { listOldWords } from "./queries";

/** Messages in one transaction: enough to come on, few enough that nobody waits. */
const MESSAGES_AT_ONCE = 500;
/** In place of a reason that may be the customer's words. */
const LONG_WAIT = "Waits for a person since long ago.";

/**
 * Removes what older messages of a conversation say, with their files, what was made of them and what was kept of the
 * answers. That they were written stays, and what came of them: so every figure stays what it was.
 * @returns how many messages, at most MESSAGES_AT_ONCE, and digests of files that may be needed no more
 */
export async function clearOldWords(
  tx: Database,
  key: ConversationKey,
  { before, days, now }: { before: Date; days: KeepDays; now: Date },
): Promise<{ messageCount: number; digests: string[] }> {
  const conversation = await lockConversation(tx, key);
  if (!conversation) return { messageCount: 0, digests: [] };
  const old = await listOldWords(tx, key, { before, limit: MESSAGES_AT_ONCE });
  const { accountId } = key;
  const ofMessages = { accountId, messageIds: old.map(({ id }) => id) };
  const texts = old.filter(({ fromMe }) => !fromMe).map(({ body }) => body);
  const caseIds = await forgetCasesWith(tx, { accountId, texts });
  await forgetTargetNames(tx, { accountId, kind: "test_case", ids: caseIds });
  const turnIds = [...new Set(old.flatMap(({ turnId }) => turnId ?? []))];
  await clearAnswers(tx, conversation, { turnIds, now });
  const digests = await deleteFilesOf(tx, ofMessages);
  await deleteFactsOf(tx, ofMessages);
  await clearOutbox(tx, ofMessages);
  await clearMessages(tx, ofMessages, days);
  await deleteOldForms(tx, key, before);
  await clearConversation(tx, conversation, old[0]?.seq ?? Number.POSITIVE_INFINITY);
  await publishChange(tx, { accountId, topic: "conversation", id: key.conversationId });
  return { messageCount: old.length, digests };
}

async function clearAnswers(
  tx: Database,
  { accountId, id: conversationId, needsPersonReason }: ConversationRow,
  { turnIds, now }: { turnIds: string[]; now: Date },
): Promise<void> {
  const groupIds = await forgetQuestionsOfTurns(tx, { accountId, turnIds });
  await forgetTargetNames(tx, { accountId, kind: "question", ids: groupIds });
  await clearDrafts(tx, { accountId, turnIds }, now);
  const reasons = await listReasons(tx, { accountId, turnIds });
  for (const [reason, turns] of Map.groupBy(reasons, (turn) => plainReason(turn.reason)))
    await clearTurns(tx, { accountId, turnIds: turns.map(({ id }) => id) }, reason);
  // Somebody still waits for a person; why is said without words of theirs.
  if (needsPersonReason !== null && reasons.some(({ reason }) => reason === needsPersonReason))
    await updateConversation(
      tx,
      { accountId, conversationId },
      { needsPersonReason: plainReason(needsPersonReason) ?? LONG_WAIT },
    );
}

/** What the conversation says of its messages as a whole. */
async function clearConversation(tx: Database, conversation: ConversationRow, firstSeq: number): Promise<void> {
  const key = { accountId: conversation.accountId, conversationId: conversation.id };
  const isSilent = (await findLastWords(tx, key)) === 0;
  await updateConversation(tx, key, {
    ...(isSilent ? { lastMessagePreview: "" } : {}),
    // It is written anew from what is left.
    ...(firstSeq <= conversation.summaryThroughSeq ? { summary: null, summaryThroughSeq: 0 } : {}),
  });
}
