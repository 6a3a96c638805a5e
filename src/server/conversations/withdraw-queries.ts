import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { messages, outbox, replyDrafts, turns } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";

export interface UnsentReply {
  accountId: string;
  /** Null when it waits as a draft. */
  messageId: string | null;
  turnId: string;
  outcome: typeof turns.$inferSelect.outcome;
  reason: string | null;
}

/**
 * The bot's last reply when WhatsApp has never been asked to send it and its turn may be undone. Nobody claims it until the
 * transaction ends.
 */
export async function lockUnsentReply(tx: Database, key: ConversationKey): Promise<UnsentReply | undefined> {
  const [row] = await tx
    .select({
      accountId: outbox.accountId,
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
        // A draft that a person has sent is theirs.
        eq(messages.author, "bot"),
        inArray(turns.outcome, ["answered", "handed_off"]),
        eq(turns.isFinal, false),
      ),
    )
    .orderBy(desc(outbox.seq))
    .limit(1)
    .for("update", { of: outbox });
  return row;
}

/** The draft that waits for a person, when its turn may be undone. The conversation is locked. */
export async function findUnsentDraft(tx: Database, key: ConversationKey): Promise<UnsentReply | undefined> {
  const [row] = await tx
    .select({
      accountId: replyDrafts.accountId,
      turnId: turns.id,
      outcome: turns.outcome,
      reason: turns.reason,
    })
    .from(replyDrafts)
    .innerJoin(turns, and(eq(turns.id, replyDrafts.turnId), eq(turns.accountId, replyDrafts.accountId)))
    .where(
      and(
        eq(replyDrafts.accountId, key.accountId),
        eq(replyDrafts.conversationId, key.conversationId),
        eq(replyDrafts.status, "waiting"),
        eq(turns.isFinal, false),
      ),
    );
  return row && { ...row, messageId: null };
}

type TurnKey = Pick<UnsentReply, "accountId" | "turnId">;

const receivedIn = ({ accountId, turnId }: TurnKey) =>
  and(eq(messages.accountId, accountId), eq(messages.turnId, turnId), eq(messages.fromMe, false));

/** When the first of a turn's messages came in; undefined when it has none. */
export async function findFirstReceipt(tx: Database, turn: TurnKey): Promise<Date | undefined> {
  const [first] = await tx
    .select({ receivedAt: messages.createdAt })
    .from(messages)
    .where(receivedIn(turn))
    .orderBy(asc(messages.createdAt))
    .limit(1);
  return first?.receivedAt;
}

/** Its messages wait again; its reply, with its row in the outbox, its draft and the turn itself are gone. */
export async function undoTurn(tx: Database, reply: UnsentReply): Promise<void> {
  const { accountId, messageId, turnId } = reply;
  await tx.update(messages).set({ turnId: null }).where(receivedIn(reply));
  if (messageId !== null)
    await tx.delete(messages).where(and(eq(messages.accountId, accountId), eq(messages.id, messageId)));
  await tx.delete(turns).where(and(eq(turns.accountId, accountId), eq(turns.id, turnId)));
}
