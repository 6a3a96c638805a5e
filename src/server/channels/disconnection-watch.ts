import { can } from "@/domain/access/roles";
import { REASON_WORDS } from "@/domain/messaging/connection-reasons";
import { mustTellOfDisconnection, NEWS_MS } from "@/domain/messaging/disconnection";
import { connectionWords } from "@/domain/words/connection";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import type { Mailer } from "@/server/mail/mail";
import { lastMailAt } from "@/server/mail/service";
import { sayEnglish } from "@/server/say-english";
import { listMembers } from "@/server/team/queries";
import { listDisconnected, lockConnection } from "./disconnection-queries";
import { type HistoryEntry, listHistorySince } from "./history-queries";
import { repeat, type Scheduler } from "./scheduler";

const LOOK_EVERY_MS = 60_000;
const TEMPLATE = "number_disconnected";

export interface DisconnectionWatchDeps {
  db: Database;
  mailer: Mailer;
  scheduler: Scheduler;
  logger: Logger;
}

/**
 * Looks every minute whether a number is disconnected and people must be told by mail; which of several processes looks
 * doesn't matter. @returns what stops it, resolved once nothing runs any more
 */
export function watchDisconnections(deps: DisconnectionWatchDeps): () => Promise<void> {
  const watchedSince = deps.scheduler.now();
  let current = lookAtAll(deps, watchedSince);
  const stop = repeat(LOOK_EVERY_MS, deps.scheduler, () => {
    current = lookAtAll(deps, watchedSince);
    return current;
  });
  return () => {
    stop();
    return current;
  };
}

async function lookAtAll(deps: DisconnectionWatchDeps, watchedSince: Date): Promise<void> {
  const { db, scheduler, logger } = deps;
  try {
    for (const accountId of await listDisconnected(db, new Date(scheduler.now().getTime() - NEWS_MS)))
      await db.transaction((tx) => tellIfDisconnected(deps, tx, { accountId, watchedSince }));
  } catch (error) {
    logger.error({ err: error }, "disconnected numbers could not be looked at, it is tried again");
  }
}

async function tellIfDisconnected(
  { mailer, scheduler }: DisconnectionWatchDeps,
  tx: Database,
  { accountId, watchedSince }: { accountId: string; watchedSince: Date },
): Promise<void> {
  const connection = await lockConnection(tx, accountId);
  if (!connection?.lastReadyAt) return;
  const changes = sinceReady(await listHistorySince(tx, { accountId, since: connection.lastReadyAt }));
  const lastToldAt = await lastMailAt(tx, { accountId, template: TEMPLATE });
  if (!mustTellOfDisconnection({ changes, lastToldAt, watchedSince, now: scheduler.now() })) return;
  const { accountName, phoneNumber } = connection;
  const path = `/accounts/${accountId}/connection` as const;
  for (const { email, role } of await listMembers(tx, accountId))
    if (can(role, "connection.manage"))
      await mailer.send(tx, {
        to: email,
        accountId,
        mail: { template: TEMPLATE, accountName, phoneNumber, reason: reasonOf(changes), path },
      });
}

/** What came after it last worked. */
const sinceReady = (history: readonly HistoryEntry[]) =>
  history.slice(history.findLastIndex(({ state }) => state === "ready") + 1);

/** Why it doesn't work: the newest reason that was given, also when it is being tried again just now. */
function reasonOf(changes: readonly HistoryEntry[]): string {
  const reason = changes.findLast((change) => change.reason !== null)?.reason;
  return reason ? REASON_WORDS[reason] : connectionWords(sayEnglish, changes.at(-1)?.state ?? "failed").detail;
}
