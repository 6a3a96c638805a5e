import { and, eq, inArray, isNull, lt, max, sql } from "drizzle-orm";
import { CLEARED_TRACE } from "@/domain/agent/turn";
import type { OutboxStatus } from "@/domain/messaging/outbox";
import type { Database } from "@/server/db/client";
import {
  connectionScreenshots,
  contactFields,
  formSessions,
  messageMedia,
  messages,
  outbox,
  replyDrafts,
  turns,
} from "@/server/db/schema";
import type { ConversationKey } from "../conversation-queries";

interface MessageIds {
  accountId: string;
  messageIds: string[];
}
interface TurnIds {
  accountId: string;
  turnIds: string[];
}

const UNDECIDED: OutboxStatus[] = ["queued", "sending", "unknown"];

/** The rows stay: figures count them, and WhatsApp's history finds them there. */
export async function clearMessages(tx: Database, { accountId, messageIds }: MessageIds, days: number): Promise<void> {
  await tx
    .update(messages)
    .set({ body: "", details: null, participantName: null, removedAfterDays: days })
    .where(and(eq(messages.accountId, accountId), inArray(messages.id, messageIds)));
}

/** @returns digests of the files */
export async function deleteFilesOf(tx: Database, { accountId, messageIds }: MessageIds): Promise<string[]> {
  const rows = await tx
    .delete(messageMedia)
    .where(and(eq(messageMedia.accountId, accountId), inArray(messageMedia.messageId, messageIds)))
    .returning({ sha256: messageMedia.sha256 });
  return [...new Set(rows.flatMap(({ sha256 }) => sha256 ?? []))];
}

/** What was read in the messages; what the team or a form wrote down stays. */
export async function deleteFactsOf(tx: Database, { accountId, messageIds }: MessageIds): Promise<void> {
  await tx
    .delete(contactFields)
    .where(and(eq(contactFields.accountId, accountId), inArray(contactFields.messageId, messageIds)));
}

/** What is on its way for so long is not sent any more, least of all without its words. */
export async function clearOutbox(tx: Database, { accountId, messageIds }: MessageIds): Promise<void> {
  const isUndecided = inArray(outbox.status, UNDECIDED);
  await tx
    .update(outbox)
    .set({ body: "", error: null, status: sql`case when ${isUndecided} then 'expired' else ${outbox.status} end` })
    .where(and(eq(outbox.accountId, accountId), inArray(outbox.messageId, messageIds)));
}

export const listReasons = (tx: Database, { accountId, turnIds }: TurnIds) =>
  tx
    .select({ id: turns.id, reason: turns.reason })
    .from(turns)
    .where(and(eq(turns.accountId, accountId), inArray(turns.id, turnIds)));

/** Leaves what figures are made of: the outcome, a reason in plain words, the language, the model and its tokens. */
export async function clearTurns(tx: Database, { accountId, turnIds }: TurnIds, reason: string | null): Promise<void> {
  const kept = sql`jsonb_build_object('model', ${turns.trace} -> 'model', 'promptVersion', ${turns.trace} -> 'promptVersion',
    'usage', ${turns.trace} -> 'usage')`;
  await tx
    .update(turns)
    .set({ question: "", reply: null, reason, trace: sql`${JSON.stringify(CLEARED_TRACE)}::jsonb || ${kept}` })
    .where(and(eq(turns.accountId, accountId), inArray(turns.id, turnIds)));
}

/** What was drafted; how much people agreed with it stays. */
export async function clearDrafts(tx: Database, { accountId, turnIds }: TurnIds, now: Date): Promise<void> {
  const isOf = and(eq(replyDrafts.accountId, accountId), inArray(replyDrafts.turnId, turnIds));
  await tx
    .update(replyDrafts)
    .set({ status: "outdated", decidedAt: now })
    .where(and(isOf, eq(replyDrafts.status, "waiting")));
  await tx.update(replyDrafts).set({ text: "", topic: null, sentText: null }).where(isOf);
}

/** Forms that nobody is on the way through any more. */
export async function deleteOldForms(
  tx: Database,
  { accountId, conversationId }: ConversationKey,
  before: Date,
): Promise<void> {
  await tx
    .delete(formSessions)
    .where(
      and(
        eq(formSessions.accountId, accountId),
        eq(formSessions.conversationId, conversationId),
        lt(formSessions.updatedAt, before),
      ),
    );
}

/** Pictures of the WhatsApp page, which show whoever was on it. */
export async function deleteOldPictures(db: Database, accountId: string, before: Date): Promise<void> {
  await db
    .delete(connectionScreenshots)
    .where(and(eq(connectionScreenshots.accountId, accountId), lt(connectionScreenshots.takenAt, before)));
}

/** Where in the order of arrival the conversation's newest message stands that still says something; 0: none does. */
export async function findLastWords(tx: Database, { accountId, conversationId }: ConversationKey): Promise<number> {
  const [row] = await tx
    .select({ seq: max(messages.seq) })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.conversationId, conversationId),
        isNull(messages.removedAfterDays),
      ),
    );
  return row?.seq ?? 0;
}
