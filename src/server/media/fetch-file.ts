import { isTranscribable } from "@/domain/messaging/media";
import { sniffMediaType } from "@/domain/messaging/media-type";
import { getAccount } from "@/server/accounts/service";
import type { ChannelConnection } from "@/server/channels/driver";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import type { JobQueue } from "@/server/jobs/queue";
import type { Logger } from "@/server/logger";
import { lockFile, type MediaOfMessage, settleWaiting } from "./queries";
import type { MediaStore } from "./store";

/** A download that says nothing for so long has failed. */
const DOWNLOAD_MS = 120_000;
/** Waits after the first four failed attempts; a fifth is the last. Short at first: an answer may wait for the file. */
const RETRY_AFTER_MS = [3000, 15_000, 60_000, 300_000];

export interface FetchDeps {
  db: Database;
  store: MediaStore;
  queue: Pick<JobQueue, "enqueue">;
  logger: Logger;
  now: () => Date;
  /** In [0, 1). */
  random: () => number;
  /** Recordings are written down by a model. */
  transcribes: boolean;
  connection: Pick<ChannelConnection, "downloadMedia">;
  /** Fires when the connection ends. */
  signal: AbortSignal;
}

type Outcome = { status: "downloaded"; bytes: Uint8Array; fileName: string | undefined } | { status: Ended };
type Ended = "gone" | "too_large" | "failed";

/** Fetches one waiting file and writes what became of it. A connection that ends meanwhile is no failed attempt. */
export async function fetchFile(deps: FetchDeps, media: MediaOfMessage): Promise<void> {
  const { logger, signal } = deps;
  try {
    const outcome = await download(deps, media);
    if (outcome.status === "downloaded") await keep(deps, media, outcome);
    else await end(deps, media, outcome.status);
  } catch (error) {
    if (signal.aborted) return;
    logger.warn({ accountId: media.accountId, id: media.id, err: error }, "a file could not be fetched or stored");
    await tryLater(deps, media);
  }
}

async function download(deps: FetchDeps, media: MediaOfMessage): Promise<Outcome> {
  const { db, connection, signal } = deps;
  const { channelSettings } = await getAccount(db, media.accountId);
  const maxBytes = channelSettings.maxMediaMegabytes * 1024 * 1024;
  if (media.sizeBytes !== null && media.sizeBytes > maxBytes) return { status: "too_large" };
  const { stanzaId, fromMe, chatId } = media;
  // A message that has no id yet is one of our own texts.
  if (stanzaId === null) return { status: "gone" };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_MS)]);
  const found = await untilAborted(
    connection.downloadMedia({ chatId, stanzaId, fromMe }, { maxBytes, signal: limit }),
    limit,
  );
  // Drivers read no more than they may; this is the last door.
  return found.status === "downloaded" && found.bytes.length > maxBytes ? { status: "too_large" } : found;
}

/** Rejects when the signal fires, also for a driver that doesn't listen to it. */
function untilAborted<Output>(work: Promise<Output>, signal: AbortSignal): Promise<Output> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error("The download was given up.", { cause: signal.reason }));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

async function keep(
  deps: FetchDeps,
  media: MediaOfMessage,
  { bytes, fileName }: Extract<Outcome, { status: "downloaded" }>,
): Promise<void> {
  const { db, store } = deps;
  const { accountId } = media;
  const isSound = media.kind === "voice" || media.kind === "audio";
  const staged = await store.stage(accountId, bytes);
  try {
    await db.transaction(async (tx) => {
      const { sha256, sizeBytes } = staged;
      await lockFile(tx, { accountId, sha256 });
      const stored = await settleWaiting(tx, keyOf(media), {
        status: "stored",
        mimeType: sniffMediaType(bytes, { isSound }),
        fileName: media.fileName ?? fileName ?? null,
        sha256,
        sizeBytes,
      });
      if (!stored) return;
      // Renaming takes no time, so the transaction may wait for it: no row without its bytes.
      await staged.keep();
      const isHeard = deps.transcribes && !media.fromMe && isTranscribable({ ...media, sizeBytes });
      if (isHeard) await deps.queue.enqueue(tx, "transcribe", keyOf(media));
      await publishChange(tx, { accountId, topic: "conversation", id: media.conversationId });
    });
  } finally {
    await staged.discard();
  }
}

/** What can't be fetched can't be heard either, so an answer that waits for it need not wait any longer. */
async function end(deps: FetchDeps, media: MediaOfMessage, status: Ended, attempts = media.attempts): Promise<void> {
  const { accountId, conversationId } = media;
  await deps.db.transaction(async (tx) => {
    if (!(await settleWaiting(tx, keyOf(media), { status, attempts }))) return;
    if (deps.transcribes && !media.fromMe && isTranscribable(media))
      await deps.queue.enqueue(tx, "answer", { accountId, conversationId });
    await publishChange(tx, { accountId, topic: "conversation", id: conversationId });
  });
}

async function tryLater(deps: FetchDeps, media: MediaOfMessage): Promise<void> {
  const attempts = media.attempts + 1;
  const waitMs = RETRY_AFTER_MS[media.attempts];
  if (waitMs === undefined) return end(deps, media, "failed", attempts);
  // Files that failed together don't come back together.
  const nextAttemptAt = new Date(deps.now().getTime() + waitMs * (1 + deps.random() / 4));
  await settleWaiting(deps.db, keyOf(media), { attempts, nextAttemptAt });
}

const keyOf = ({ accountId, id }: MediaOfMessage) => ({ accountId, mediaId: id });
