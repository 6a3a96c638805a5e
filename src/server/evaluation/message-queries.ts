import { and, asc, eq, gt, inArray, isNull, notExists } from "drizzle-orm";
import { withoutHelpQuestion } from "@/domain/agent/helped/help-question";
import type { Database } from "../db/client";
import { messages, replyDrafts, turns } from "../db/schema";

export interface MessageKey {
  accountId: string;
  messageId: string;
}

export async function findMessage(db: Database, { accountId, messageId }: MessageKey) {
  const [row] = await db
    .select({
      conversationId: messages.conversationId,
      seq: messages.seq,
      body: messages.body,
      fromMe: messages.fromMe,
      deletedAt: messages.deletedAt,
      turnId: messages.turnId,
    })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), eq(messages.id, messageId)));
  return row;
}

export async function findTurn(db: Database, accountId: string, turnId: string) {
  const [row] = await db
    .select({ outcome: turns.outcome, reason: turns.reason, trace: turns.trace })
    .from(turns)
    .where(and(eq(turns.accountId, accountId), eq(turns.id, turnId)));
  return row;
}

/** The draft of the bot's that the message is, when it only hands over. */
const sentHandover = (db: Database) =>
  db
    .select({ id: replyDrafts.id })
    .from(replyDrafts)
    .where(
      and(
        eq(replyDrafts.accountId, messages.accountId),
        eq(replyDrafts.turnId, messages.turnId),
        eq(replyDrafts.status, "sent"),
        isNull(replyDrafts.topic),
      ),
    );

/** What somebody of the team wrote next, here or on the phone. */
export async function findPersonsReply(
  db: Database,
  { accountId, after }: { accountId: string; after: { conversationId: string; seq: number } },
): Promise<string | undefined> {
  const [next] = await db
    .select({ author: messages.author, body: messages.body })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.conversationId, after.conversationId),
        gt(messages.seq, after.seq),
        inArray(messages.author, ["person", "phone"]),
        // That somebody will answer is no answer, whoever sent it.
        notExists(sentHandover(db)),
      ),
    )
    .orderBy(asc(messages.seq))
    .limit(1);
  return (next && withoutHelpQuestion(next.body).trim()) || undefined;
}
