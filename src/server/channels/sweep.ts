import { chatKindOf } from "@/domain/messaging/whatsapp-ids";
import type { Inbound } from "@/server/conversations/inbound";
import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import type { ChannelConnection } from "./driver";
import { advanceWatermark, findConnection } from "./queries";
import { type Scheduler, withDeadline } from "./scheduler";

/** A chat that cannot be read in that time is left to the next sweep. */
const READ_MS = 30_000;
/**
 * The watermark stays this far behind a sweep: WhatsApp's clock is not ours, and a message may become readable some
 * time after others that were written later. What is read twice is stored once.
 */
const OVERLAP_MS = 10 * 60_000;

export interface SweepDeps {
  db: Database;
  accountId: string;
  lease: Lease;
  connection: Pick<ChannelConnection, "chatsSince" | "history">;
  inbound: Inbound;
  scheduler: Scheduler;
  logger: Logger;
  signal: AbortSignal;
  isSending: () => boolean;
}

/**
 * Stores what came in while nobody listened: every chat with something newer than the watermark is read and its
 * messages handed in, oldest first. The watermark only moves when all of it is stored.
 * @returns whether everything could be read
 */
export async function sweepUp(deps: SweepDeps): Promise<boolean> {
  const { db, accountId, connection, inbound, scheduler, logger, signal } = deps;
  const startedAt = scheduler.now();
  const since = (await findConnection(db, accountId))?.inboundWatermark;
  if (!since) {
    // A number that was just linked: its earlier talk is not ours.
    await advanceWatermark(db, deps, startedAt);
    return true;
  }
  const chats = (await withDeadline(connection.chatsSince(since), READ_MS, scheduler)).filter(
    (chatId) => chatKindOf(chatId) === "direct",
  );
  let isComplete = true;
  for (const chatId of chats) {
    if (signal.aborted) return false;
    try {
      await sweepChat(deps, chatId, since);
    } catch (error) {
      isComplete = false;
      logger.warn({ accountId, err: error }, "a chat could not be read, it is tried again");
    }
  }
  await inbound.enqueueWaiting(accountId);
  if (isComplete) await advanceWatermark(db, deps, new Date(startedAt.getTime() - OVERLAP_MS));
  logger.debug({ accountId, chats: chats.length, isComplete }, "swept up messages");
  return isComplete;
}

async function sweepChat(deps: SweepDeps, chatId: string, since: Date): Promise<void> {
  const { accountId, connection, inbound, scheduler, signal, isSending } = deps;
  for (const message of await withDeadline(connection.history(chatId, since), READ_MS, scheduler)) {
    if (signal.aborted) throw new Error("The connection ended.");
    const options = { isSending: isSending(), enqueueAnswer: false };
    const received = await inbound.receive(accountId, { ...message, isBacklog: true }, options);
    if (received.kind === "undecided") throw new Error("A reply is just being sent to this chat.");
  }
}
