import {
  type DeliveryTiming,
  fileTransferMs,
  isEchoCertainlyAbsent,
  isEchoOf,
  retryAfterFailure,
} from "@/domain/messaging/delivery";
import { isFileKind } from "@/domain/messaging/message";
import { type PacingMode, typingMs } from "@/domain/messaging/pacing";
import {
  claimForSending,
  confirmSent,
  listKnownStanzas,
  type OutboxHead,
  type OutboxRow,
  recordUnsent,
} from "@/server/conversations/outbox";
import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import type { ChannelConnection, OutboundFile, SendResult } from "./driver";
import { pause, type Scheduler, withDeadline } from "./scheduler";

/** Reading a chat to look for an echo. */
const READ_MS = 30_000;
/** Showing "typing…" is a courtesy that must not hold anything up. */
const TYPING_MS = 5000;
/** WhatsApp stops showing it by itself some ten seconds after it was last told. */
const TYPING_LASTS_MS = 8000;

export interface DeliveryDeps {
  db: Database;
  accountId: string;
  lease: Lease;
  connection: Pick<ChannelConnection, "send" | "setTyping" | "history">;
  scheduler: Scheduler;
  logger: Logger;
  pacing: PacingMode;
  timing: DeliveryTiming;
  signal: AbortSignal;
  /** The file of a message of ours; undefined when it isn't there (any more). */
  readFile: (message: Pick<OutboxRow, "accountId" | "messageId">) => Promise<OutboundFile | undefined>;
  onSent: (stanzaId: string) => void;
  /** Resolves once everything that has come in so far is stored. */
  caughtUp: () => Promise<void>;
}

/**
 * Types, claims the row and hands it to the driver. `track` is told of the send itself, from the claim until its
 * outcome is written. @returns false when the row could not be claimed (a person took over, the lease is lost)
 */
export async function deliver(
  deps: DeliveryDeps,
  head: OutboxHead,
  track: <Output>(send: Promise<Output>) => Promise<Output>,
): Promise<boolean> {
  const hasTyped = await type(deps, head);
  // The owner may have written meanwhile: that they have taken over must be known before anything more goes out.
  await deps.caughtUp();
  if (deps.signal.aborted) return false;
  const file = isFileKind(head.kind) ? await deps.readFile(head) : undefined;
  if (isFileKind(head.kind) && !file) {
    await recordUnsent(deps.db, head, deps.lease, { status: "failed", why: "file_missing" });
    return true;
  }
  const isClaimed = await track(claimAndSend(deps, head, file));
  if (hasTyped && !isClaimed) await showTyping(deps, head, false);
  return isClaimed;
}

/** @returns whether the customer sees "typing…"; a person who wrote it has been typing already */
async function type(deps: DeliveryDeps, head: OutboxHead): Promise<boolean> {
  const { pacing, scheduler, signal } = deps;
  if (pacing === "off" || head.ownershipEpoch === null) return false;
  const ms = typingMs(head.body, scheduler.random(), head.channelSettings.pacing);
  for (let left = ms; left > 0 && !signal.aborted; left -= TYPING_LASTS_MS) {
    await showTyping(deps, head, true);
    await pause(Math.min(left, TYPING_LASTS_MS), signal, scheduler);
  }
  return ms > 0;
}

async function showTyping({ connection, scheduler }: DeliveryDeps, head: OutboxHead, isTyping: boolean): Promise<void> {
  await withDeadline(connection.setTyping(head.chatId, isTyping), TYPING_MS, scheduler).catch(() => undefined);
}

async function claimAndSend(deps: DeliveryDeps, head: OutboxHead, file: OutboundFile | undefined): Promise<boolean> {
  const { db, accountId, lease, connection, scheduler, timing, signal } = deps;
  const claimedAt = scheduler.now();
  const row = await claimForSending(db, head, { lease, now: claimedAt });
  if (!row) return false;
  // The process stood still after the claim, asleep or starved: another one may look for the echo already, in vain.
  if (scheduler.now().getTime() - claimedAt.getTime() > timing.claimGoodForMs) {
    await record(deps, head, row, { status: "failed", detail: "the claim came too late", wasTried: false });
    return true;
  }
  const limit = new AbortController();
  const sending = connection.send(
    { chatId: row.chatId, text: row.body, file },
    { signal: AbortSignal.any([signal, limit.signal]) },
  );
  // Whatever goes wrong here, it may have gone out: only the echo can tell.
  const result = await withDeadline(sending, timing.sendMs + fileTransferMs(file?.bytes.length ?? 0), scheduler).catch(
    (error: unknown): SendResult => ({ status: "unknown", detail: String(error) }),
  );
  limit.abort();
  if (result.status !== "sent") deps.logger.warn({ accountId, id: row.id, ...result }, "a reply was not sent at once");
  await record(deps, head, row, result);
  return true;
}

async function record(deps: DeliveryDeps, head: OutboxHead, row: OutboxRow, result: SendResult): Promise<void> {
  const { db, lease, scheduler, timing } = deps;
  switch (result.status) {
    case "sent":
      await confirmSent(db, row, result);
      return deps.onSent(result.stanzaId);
    case "unknown": {
      const nextAttemptAt = new Date(scheduler.now().getTime() + timing.echoLookupMs);
      return recordUnsent(db, row, lease, { status: "unknown", nextAttemptAt });
    }
    case "failed": {
      if (result.wasTried !== false) return retryOrGiveUp(deps, row, "failed");
      // An outage must not use up its tries, nor may an owner's same words be taken for its echo.
      const nextAttemptAt = new Date(scheduler.now().getTime() + timing.backoff.firstMs);
      const { attempts, sendingSince } = head;
      return recordUnsent(db, row, lease, { status: "queued", nextAttemptAt, untried: { attempts, sendingSince } });
    }
  }
}

async function retryOrGiveUp(deps: DeliveryDeps, row: OutboxRow, why: "failed" | "unconfirmed"): Promise<void> {
  const { db, lease, scheduler, timing } = deps;
  const retry = retryAfterFailure(row.attempts, scheduler.random(), timing);
  await recordUnsent(
    db,
    row,
    lease,
    retry.retry
      ? { status: "queued", nextAttemptAt: new Date(scheduler.now().getTime() + retry.afterMs) }
      : { status: "failed", why },
  );
}

/**
 * Nobody knows whether it went out: its echo is looked for in the chat. Found, it is sent; certainly absent, it may be
 * sent again; otherwise it is looked for again a little later.
 */
export async function lookForEcho(deps: DeliveryDeps, row: OutboxHead): Promise<void> {
  const { db, accountId, lease, connection, scheduler, timing, logger } = deps;
  // Only a row from before this column was written could lack it; then any time counts.
  const sendingSince = row.sendingSince ?? row.createdAt;
  const since = new Date(sendingSince.getTime() - timing.clockSkewMs);
  const later = (ms: number) => ({
    status: "unknown" as const,
    nextAttemptAt: new Date(scheduler.now().getTime() + ms),
  });
  let seen: Awaited<ReturnType<ChannelConnection["history"]>>;
  try {
    seen = await withDeadline(connection.history(row.chatId, since), READ_MS, scheduler);
  } catch (error) {
    logger.warn({ accountId, id: row.id, err: error }, "the chat could not be read for an echo");
    return recordUnsent(db, row, lease, later(timing.echoLookupMs));
  }
  const alike = seen.filter(
    (message) =>
      message.fromMe && isEchoOf({ ...row, sendingSince }, { ...message, fileName: message.media?.fileName }, timing),
  );
  const known = await listKnownStanzas(db, { accountId, stanzaIds: alike.map(({ stanzaId }) => stanzaId) });
  const echo = alike.find(({ stanzaId }) => !known.has(stanzaId));
  if (echo) {
    await confirmSent(db, row, echo);
    return deps.onSent(echo.stanzaId);
  }
  if (isEchoCertainlyAbsent(sendingSince, scheduler.now(), timing, fileTransferMs(row.file?.sizeBytes ?? 0)))
    return retryOrGiveUp(deps, row, "unconfirmed");
  return recordUnsent(db, row, lease, later(timing.echoLookupMs));
}
