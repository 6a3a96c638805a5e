import { mayStartAgain } from "@/domain/agent/coalesce";
import { HELPED_NOT } from "@/domain/agent/repeated-failure";
import type { Database } from "@/server/db/client";
import { type ConversationRow, updateConversation } from "./conversation-queries";
import { findFirstReceipt, findUnsentDraft, lockUnsentReply, undoTurn } from "./withdraw-queries";

/**
 * Takes back what the bot is about to say, or would say in shadow mode, when its customer writes on before it has gone out: its messages wait again,
 * and are answered together with the new one. The reply, its turn and what it told the team are as if they had never
 * been. Nothing happens once the reply is being sent, when the first of its messages has waited long enough, or when a
 * rule did something in its turn. The conversation is locked by the caller.
 */
export async function withdrawUnsentReply(tx: Database, conversation: ConversationRow, now: Date): Promise<void> {
  const { accountId, id: conversationId } = conversation;
  const key = { accountId, conversationId };
  const unsent = (await lockUnsentReply(tx, key)) ?? (await findUnsentDraft(tx, key));
  const firstReceivedAt = unsent && (await findFirstReceipt(tx, unsent));
  if (!unsent || !firstReceivedAt || !mayStartAgain(firstReceivedAt, now)) return;
  await undoTurn(tx, unsent);
  const told = unsent.outcome === "handed_off" ? unsent.reason : HELPED_NOT;
  if (conversation.needsPersonReason === told)
    await updateConversation(tx, { accountId, conversationId }, { needsPersonReason: null });
}
