import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { joinTurnText } from "@/domain/agent/coalesce";
import { reasonWithoutWords, withoutWords } from "@/domain/agent/turn";
import type { MessageWords } from "@/domain/messaging/message-state";
import type { Database } from "@/server/db/client";
import { messages, turns } from "@/server/db/schema";
import type { MessageRow } from "./message-queries";

type Place = Pick<MessageRow, "accountId" | "conversationId" | "seq">;

const after = ({ accountId, conversationId, seq }: Place) =>
  and(eq(messages.accountId, accountId), eq(messages.conversationId, conversationId), gt(messages.seq, seq));

export async function updateWords(
  tx: Database,
  { accountId, id }: Pick<MessageRow, "accountId" | "id">,
  words: MessageWords,
): Promise<void> {
  await tx
    .update(messages)
    // Places and contact cards are words as well.
    .set({ ...words, ...(words.deletedAt ? { details: null } : {}) })
    .where(and(eq(messages.accountId, accountId), eq(messages.id, id)));
}

/** Whether a later message of the conversation reads just the same in lists. */
export async function hasLaterTwin(tx: Database, message: Place & Pick<MessageRow, "kind" | "body">): Promise<boolean> {
  const [twin] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(after(message), eq(messages.kind, message.kind), eq(messages.body, message.body), isNull(messages.deletedAt)),
    )
    .limit(1);
  return twin !== undefined;
}

/** How many messages of the customer came in after this one and still stand. */
export async function countReceivedAfter(tx: Database, message: Place): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(messages)
    .where(and(after(message), eq(messages.fromMe, false), isNull(messages.deletedAt)));
  return row?.count ?? 0;
}

/**
 * Takes what was taken back out of the turn that answered it: out of its question, and out of what was said about it.
 * @returns what is left of the question, "" when nothing is, and the reason as it was and is
 */
export async function forgetInTurn(
  tx: Database,
  { accountId, turnId }: { accountId: string; turnId: string },
): Promise<{ question: string; reason: { before: string | null; now: string | null } }> {
  const isIt = and(eq(turns.accountId, accountId), eq(turns.id, turnId));
  const rest = await tx
    .select({ body: messages.body })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), eq(messages.turnId, turnId), eq(messages.fromMe, false)))
    .orderBy(asc(messages.seq));
  const question = joinTurnText(rest.map(({ body }) => body));
  const [turn] = await tx.select({ reason: turns.reason, trace: turns.trace }).from(turns).where(isIt);
  if (!turn) return { question, reason: { before: null, now: null } };
  const reason = reasonWithoutWords(turn.reason);
  await tx
    .update(turns)
    .set({ question, reason, trace: withoutWords(turn.trace, question) })
    .where(isIt);
  return { question, reason: { before: turn.reason, now: reason } };
}
