import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { messages, outbox, replyDrafts, turns } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";

export interface UnsentReply {
  accountId: string;
  turnId: string;
  outcome: typeof turns.$inferSelect.outcome;
  reason: string | null;
}

/**
 * The bot's last reply when WhatsApp has never been asked to send any part of it and its turn may be undone. Nobody claims
 * a part until the transaction ends.
 */
export async function lockUnsentReply(tx: Database, key: ConversationKey): Promise<UnsentReply | undefined> {
  const [row] = await tx
    .select({
      accountId: outbox.accountId,
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
  return row && (await lockParts(tx, row)).every(isUntouched) ? row : undefined;
}

const isUntouched = ({ status, attempts }: Pick<typeof outbox.$inferSelect, "status" | "attempts">) =>
  status === "queued" && attempts === 0;

/** A long reply goes out in several messages. */
const lockParts = (tx: Database, { accountId, turnId }: TurnKey) =>
  tx
    .select({ status: outbox.status, attempts: outbox.attempts })
    .from(outbox)
    .innerJoin(messages, and(eq(messages.id, outbox.messageId), eq(messages.accountId, outbox.accountId)))
    .where(and(eq(outbox.accountId, accountId), eq(messages.turnId, turnId)))
    .for("update", { of: outbox });
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
  return row;
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

/** Its messages wait again; its reply, with its rows in the outbox, its draft and the turn itself are gone. */
export async function undoTurn(tx: Database, reply: UnsentReply): Promise<void> {
  const { accountId, turnId } = reply;
  await tx.update(messages).set({ turnId: null }).where(receivedIn(reply));
  await tx.delete(messages).where(and(eq(messages.accountId, accountId), eq(messages.turnId, turnId)));
  await tx.delete(turns).where(and(eq(turns.accountId, accountId), eq(turns.id, turnId)));
}
