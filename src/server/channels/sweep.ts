import type { ChannelMessage } from "@/domain/messaging/message";
import { chatKindOf } from "@/domain/messaging/whatsapp-ids";
import type { Inbound } from "@/server/conversations/inbound";
import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import type { ChannelConnection } from "./driver";
import { advanceWatermark, findConnection } from "./queries";
import { type Scheduler, withDeadline } from "./scheduler";

/** A chat that cannot be read in that time is left to the next sweep. */
const READ_MS = 20_000;
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
  /** A message was read; `isNew`: and nobody had told of it before. */
  onRead: (message: ChannelMessage, isNew: boolean) => void;
}

export interface SweepOutcome {
  /** The list of chats could be read. */
  isListed: boolean;
  /** Chats that could not be read, or whose messages could not be stored. */
  failures: ReadonlyMap<string, "read" | "store">;
}

export const isCompleteSweep = ({ isListed, failures }: SweepOutcome): boolean => isListed && failures.size === 0;

/**
 * Stores what came in while nobody listened: every chat with something newer than the watermark is read and its
 * messages handed in, oldest first. The watermark only moves when all of it is stored.
 */
export async function sweepUp(deps: SweepDeps): Promise<SweepOutcome> {
  const { db, accountId, inbound, scheduler, logger } = deps;
  const startedAt = scheduler.now();
  const since = (await findConnection(db, accountId))?.inboundWatermark;
  const failures = new Map<string, "read" | "store">();
  if (!since) {
    // A number that was just linked: its earlier talk is not ours.
    await advanceWatermark(db, deps, startedAt);
    return { isListed: true, failures };
  }
  const chats = await listChats(deps, since);
  for (const chatId of chats ?? []) {
    const failure = await sweepChat(deps, chatId, since);
    if (failure) failures.set(chatId, failure);
  }
  const outcome = { isListed: chats !== undefined, failures };
  await inbound.enqueueWaiting(accountId);
  if (isCompleteSweep(outcome)) await advanceWatermark(db, deps, new Date(startedAt.getTime() - OVERLAP_MS));
  logger.debug({ accountId, chats: chats?.length, failed: failures.size }, "swept up messages");
  return outcome;
}

async function listChats({ connection, scheduler, logger, accountId }: SweepDeps, since: Date) {
  try {
    const chats = await withDeadline(connection.chatsSince(since), READ_MS, scheduler);
    // Of groups only mentions are told at all; what is wanted of them is decided where they come in.
    return chats.filter((chatId) => ["direct", "group"].includes(chatKindOf(chatId)));
  } catch (error) {
    logger.warn({ accountId, err: error }, "the chats could not be listed, it is tried again");
    return undefined;
  }
}

async function sweepChat(deps: SweepDeps, chatId: string, since: Date): Promise<"read" | "store" | undefined> {
  const { accountId, connection, scheduler, signal, logger } = deps;
  let step: "read" | "store" = "read";
  try {
    signal.throwIfAborted();
    const messages = await withDeadline(connection.history(chatId, since), READ_MS, scheduler);
    step = "store";
    for (const message of messages) await sweepMessage(deps, message);
    return undefined;
  } catch (error) {
    if (!signal.aborted) logger.warn({ accountId, step, err: error }, "a chat could not be swept, it is tried again");
    return step;
  }
}

async function sweepMessage(deps: SweepDeps, message: ChannelMessage): Promise<void> {
  const { accountId, inbound, signal, isSending, onRead } = deps;
  signal.throwIfAborted();
  const options = { isSending: isSending(), enqueueAnswer: false };
  const received = await inbound.receive(accountId, { ...message, isBacklog: true }, options);
  if (received.kind === "undecided") throw new Error("A reply is just being sent to this chat.");
  onRead(message, received.kind === "stored");
}
