import { keptSince } from "@/domain/messaging/keep-time";
import type { AnalyticsService } from "@/server/analytics/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import type { JobQueue } from "@/server/jobs/queue";
import { lockContacts } from "../contact-queries";
import { type EraseDeps, eraseRows } from "../contacts/erase";
import { lockContact } from "../contacts/erase-queries";
import { findConversation, lockConversation } from "../conversation-queries";
import { deleteOldPictures } from "./clear-queries";
import { clearOldWords } from "./clearing";
import {
  findKeepTime,
  findLastSeq,
  hasYounger,
  listQuiet,
  listRemoving,
  listWithOldWords,
  type QuietConversation,
} from "./queries";

/** Conversations that are looked at in one job; then others have their turn. Each is a transaction of its own. */
const CONVERSATIONS_PER_JOB = 400;
const PAGE = 100;
/** Messages whose conversations are looked up at once. */
const MESSAGES_LOOKED_AT = 1_000;

export interface RemoveDeps extends EraseDeps {
  queue: Pick<JobQueue, "enqueue">;
  analytics: Pick<AnalyticsService, "rollUp">;
  /** Default: CONVERSATIONS_PER_JOB. */
  perJob?: number;
}

/** Has every account that keeps things for a time only remove what is older. */
export async function enqueueRemovals({ db, queue, now }: Pick<RemoveDeps, "db" | "queue" | "now">): Promise<void> {
  for (const accountId of await listRemoving(db, now())) await queue.enqueue(db, "remove_old", { accountId });
}

/**
 * Removes what the account keeps no longer: conversations whose last message is older, whole, and what older messages of
 * others say. One conversation and transaction after the other, so that a process that is killed leaves nothing half; what
 * is left when a job has done its share is done by another one. See docs/decisions/0044.
 */
export async function removeOld(deps: RemoveDeps, accountId: string, signal: AbortSignal): Promise<void> {
  const { db, queue, analytics } = deps;
  const removing = await findRemoving(db, accountId, deps.now());
  if (!removing) return;
  await deleteOldPictures(db, accountId, removing.before);
  // What arrives from here on may be older than what is rolled up, and not yet counted there: its conversation waits.
  const throughSeq = await findLastSeq(db, accountId);
  await analytics.rollUp(accountId, signal);
  let share = deps.perJob ?? CONVERSATIONS_PER_JOB;
  for await (const conversationId of quietConversations(deps, accountId)) {
    signal.throwIfAborted();
    if (share <= 0) break;
    if (await removeQuiet(deps, { accountId, conversationId, throughSeq })) share -= 1;
  }
  for await (const conversationId of talkingConversations(deps, accountId)) {
    signal.throwIfAborted();
    if (share <= 0) break;
    if (await clearOld(deps, { accountId, conversationId })) share -= 1;
  }
  if (share <= 0) await queue.enqueue(db, "remove_old", { accountId });
}

/** Since when messages are kept now; undefined: nothing is removed, or not yet. */
async function findRemoving(db: Database, accountId: string, now: Date) {
  const time = await findKeepTime(db, accountId);
  if (!time?.keepDays || !time.removesFrom || time.removesFrom > now) return undefined;
  return { days: time.keepDays, before: keptSince(now, time.keepDays) };
}

async function* quietConversations({ db, now }: RemoveDeps, accountId: string): AsyncGenerator<string> {
  for (let after: QuietConversation | undefined; ; ) {
    const removing = await findRemoving(db, accountId, now());
    if (!removing) return;
    const page = await listQuiet(db, accountId, { before: removing.before, after, limit: PAGE });
    for (const { id } of page) yield id;
    after = page.at(-1);
    if (!after) return;
  }
}

/** Those whose turn it is again, too: a long one takes several transactions. */
async function* talkingConversations({ db, now }: RemoveDeps, accountId: string): AsyncGenerator<string> {
  for (;;) {
    const removing = await findRemoving(db, accountId, now());
    if (!removing) return;
    const page = await listWithOldWords(db, accountId, { before: removing.before, limit: MESSAGES_LOOKED_AT });
    if (page.length === 0) return;
    yield* page;
  }
}

/** The whole conversation, with its contact. @returns whether it is gone */
async function removeQuiet(
  deps: RemoveDeps,
  { throughSeq, ...key }: { accountId: string; conversationId: string; throughSeq: number },
): Promise<boolean> {
  const { db, now } = deps;
  const { accountId, conversationId } = key;
  const digests = await db.transaction(async (tx) => {
    const removing = await findRemoving(tx, accountId, now());
    if (!removing) return undefined;
    // In the same order as whoever stores a message or erases somebody.
    await lockContacts(tx, accountId);
    const seen = await findConversation(tx, key);
    const contact = seen && (await lockContact(tx, { accountId, contactId: seen.contactId }));
    const conversation = contact && (await lockConversation(tx, key));
    // Somebody may have written meanwhile.
    if (!conversation || conversation.lastMessageAt >= removing.before) return undefined;
    if (await hasYounger(tx, key, { before: removing.before, throughSeq })) return undefined;
    const erased = await eraseRows(tx, deps, { conversation, optedOutAt: contact.optedOutAt });
    await publishChange(tx, { accountId, topic: "conversation", id: conversationId });
    return erased.digests;
  });
  await forgetFiles(deps, accountId, digests ?? []);
  return digests !== undefined;
}

/** @returns whether anything was removed */
async function clearOld(deps: RemoveDeps, key: { accountId: string; conversationId: string }): Promise<boolean> {
  const { db, now } = deps;
  const cleared = await db.transaction(async (tx) => {
    const removing = await findRemoving(tx, key.accountId, now());
    return removing && clearOldWords(tx, key, { ...removing, now: now() });
  });
  await forgetFiles(deps, key.accountId, cleared?.digests ?? []);
  return (cleared?.messageCount ?? 0) > 0;
}

/** After it: a file that another message has as well stays. What a process that dies here leaves is tidied up later. */
async function forgetFiles({ files }: RemoveDeps, accountId: string, digests: readonly string[]): Promise<void> {
  for (const sha256 of digests) await files.forget({ accountId, sha256 });
}
