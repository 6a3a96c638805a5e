import { SNOOZED_REASON, snoozeRefusal } from "@/domain/messaging/snooze";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import type { Logger } from "@/server/logger";
import { sayEnglish } from "@/server/say-english";
import { type ConversationKey, updateConversation, wakeConversations } from "./conversation-queries";
import type { ByActor } from "./handling";
import { inConversation } from "./in-conversation";

/**
 * Puts a conversation off: it waits for a person from then on, and not before. A message of the customer, and whoever of
 * the team answers, takes over or closes, ends that. Again: until another time.
 * @throws AppError bad_request when the time isn't to come, or more than a year away
 */
export const snoozeConversation = (
  db: Database,
  { actor, until, ...key }: ConversationKey & ByActor & { until: Date },
  now: Date,
): Promise<void> =>
  inConversation(db, key, async (tx, conversation) => {
    const refusal = snoozeRefusal(sayEnglish, until, now);
    if (refusal) throw new AppError("bad_request", refusal);
    // Written now and hidden until then, so that nothing has to happen for it to come back.
    const needsPersonReason = conversation.needsPersonReason ?? SNOOZED_REASON;
    await updateConversation(tx, key, { snoozedUntil: until, needsPersonReason });
    await record(tx, { ...key, actor }, { action: "conversation.snoozed", after: { until: until.toISOString() } });
  });

/** As if it had not been put off: it waits at once if it did before, else not at all. */
export const unsnoozeConversation = (db: Database, { actor, ...key }: ConversationKey & ByActor): Promise<void> =>
  inConversation(db, key, async (tx, conversation) => {
    if (conversation.snoozedUntil === null) return;
    const waitedBefore = conversation.needsPersonReason !== SNOOZED_REASON;
    await updateConversation(tx, key, { snoozedUntil: null, ...(waitedBefore ? {} : { needsPersonReason: null }) });
    await record(tx, { ...key, actor }, { action: "conversation.unsnoozed" });
  });

/**
 * Tells everybody who looks of the conversations whose time has come. They wait already by the clock; each is told once,
 * however many processes do this. @returns how many this call told of
 */
export async function wakeSnoozed(db: Database, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const woken = await wakeConversations(tx, now);
    for (const { accountId, id } of woken) await publishChange(tx, { accountId, topic: "conversation", id });
    return woken.length;
  });
}

const WAKE_EVERY_MS = 10_000;

/** Wakes what is due while the process runs. @returns what stops it; a round may end after that */
export function keepWaking({ db, now, logger }: { db: Database; now: () => Date; logger: Logger }): () => void {
  const timer = setInterval(() => {
    wakeSnoozed(db, now()).catch((error: unknown) =>
      logger.warn({ err: error }, "conversations that were put off could not be looked through"),
    );
  }, WAKE_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function record(
  tx: Database,
  { actor, accountId, conversationId }: ConversationKey & ByActor,
  entry: Pick<AuditRecord, "action" | "after">,
): Promise<void> {
  if (actor)
    await recordAudit(tx, { accountId, actor, target: { kind: "conversation", id: conversationId }, ...entry });
}
