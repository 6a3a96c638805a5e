import { keptSummary, rolledSummary } from "@/domain/agent/rolling-summary";
import type { HistoryEntry } from "@/domain/agent/turn";
import { newestHistory } from "@/domain/agent/verbatim";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import {
  type ConversationKey,
  type ConversationRow,
  findConversation,
  lockConversation,
  updateConversation,
} from "./conversation-queries";
import { historyEntry } from "./history";
import { listSaid } from "./turn-queries";

/**
 * Puts what was said in short, going on from an earlier summary, with the model that the account wants; undefined when it
 * wants none.
 */
export type Summarise = (
  input: { accountId: string; summary: string | null; entries: readonly HistoryEntry[] },
  signal: AbortSignal,
) => Promise<string | undefined>;

/** A conversation that grew by more since it was summarised last has lost its middle; nobody reads that far back. */
const SAID_LIMIT = 130;

/**
 * Puts into words what a conversation's turns are no longer given as it stands, when enough of it has come together. By
 * the model when there is one and it works, else by the customer's own questions. What changed meanwhile is left to the
 * next time.
 */
export async function rollSummary(
  { db, summarise, logger }: { db: Database; summarise?: Summarise | undefined; logger: Logger },
  key: ConversationKey,
  signal: AbortSignal,
): Promise<void> {
  const conversation = await findConversation(db, key);
  if (!conversation) return;
  const fallen = await listFallen(db, conversation);
  const throughSeq = fallen.at(-1)?.seq;
  if (throughSeq === undefined) return;
  const entries = fallen.map(({ entry }) => entry);
  const input = { accountId: key.accountId, summary: conversation.summary, entries };
  const written = await summarise?.(input, signal).catch((error: unknown) => {
    logger.warn({ ...key, err: error }, "the model could not summarise a conversation");
    return undefined;
  });
  const summary = written?.trim() ? keptSummary(written) : rolledSummary(conversation.summary, entries);
  await db.transaction(async (tx) => {
    const locked = await lockConversation(tx, key);
    // It may have been closed, summarised or taken back in part while it was put into words.
    if (!locked || JSON.stringify(await listFallen(tx, locked)) !== JSON.stringify(fallen)) return;
    await updateConversation(tx, key, { summary: summary || null, summaryThroughSeq: throughSeq });
  });
}

/** What was said since the last summary and is no longer given as it stands, oldest first. */
async function listFallen(db: Database, conversation: ConversationRow) {
  const { accountId, id: conversationId, contextAfterSeq, summaryThroughSeq } = conversation;
  const said = await listSaid(db, { accountId, conversationId }, SAID_LIMIT);
  const since = Math.max(contextAfterSeq, summaryThroughSeq);
  const entries = said
    .filter(({ seq }) => seq > since)
    .flatMap((message) => historyEntry(message).map((entry) => ({ seq: message.seq, entry })));
  return entries.slice(0, entries.length - newestHistory(entries).length);
}
