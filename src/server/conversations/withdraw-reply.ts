import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { mayStartAgain } from "@/domain/agent/coalesce";
import type { Database } from "@/server/db/client";
import { messages, outbox, turns } from "@/server/db/schema";
import { type ConversationRow, updateConversation } from "./conversation-queries";

/**
 * Takes back what the bot is about to say when its customer writes on before it has gone out: its messages wait again,
 * and are answered together with the new one. The reply, its turn and what it told the team are as if they had never
 * been. Nothing happens once the reply is being sent, or when the first of its messages has waited long enough, or
 * when a rule did something in its turn.
 * The conversation is locked by the caller.
 */
export async function withdrawUnsentReply(tx: Database, conversation: ConversationRow, now: Date): Promise<void> {
  const { accountId, id: conversationId } = conversation;
  const unsent = await lockUnsentReply(tx, { accountId, conversationId });
  if (!unsent) return;
  const ofTurn = and(eq(messages.accountId, accountId), eq(messages.turnId, unsent.turnId), eq(messages.fromMe, false));
  const [first] = await tx
    .select({ receivedAt: messages.createdAt })
    .from(messages)
    .where(ofTurn)
    .orderBy(asc(messages.createdAt))
    .limit(1);
  if (!first || !mayStartAgain(first.receivedAt, now)) return;
  await tx.update(messages).set({ turnId: null }).where(ofTurn);
  // Its row in the outbox goes with it.
  await tx.delete(messages).where(and(eq(messages.accountId, accountId), eq(messages.id, unsent.messageId)));
  await tx.delete(turns).where(and(eq(turns.accountId, accountId), eq(turns.id, unsent.turnId)));
  if (unsent.outcome === "handed_off" && conversation.needsPersonReason === unsent.reason)
    await updateConversation(tx, { accountId, conversationId }, { needsPersonReason: null });
}

/** The bot's last reply when WhatsApp has never been asked to send it; nobody else claims it until the transaction ends. */
async function lockUnsentReply(tx: Database, key: { accountId: string; conversationId: string }) {
  const [row] = await tx
    .select({
      messageId: outbox.messageId,
      turnId: turns.id,
      outcome: turns.outcome,
      reason: turns.reason,
    })
    .from(outbox)
    .innerJoin(messages, and(eq(messages.id, outbox.messageId), eq(messages.accountId, outbox.accountId)))
    .innerJoin(turns, and(eq(turns.id, messages.turnId), eq(turns.accountId, outbox.accountId)))
    .where(
      and(
        eq(outbox.accountId, key.accountId),
        eq(outbox.conversationId, key.conversationId),
        eq(outbox.status, "queued"),
        eq(outbox.attempts, 0),
        inArray(turns.outcome, ["answered", "handed_off"]),
        eq(turns.isFinal, false),
      ),
    )
    .orderBy(desc(outbox.seq))
    .limit(1)
    .for("update", { of: outbox });
  return row;
}
