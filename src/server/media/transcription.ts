import { isTranscribable } from "@/domain/messaging/media";
import type { Transcriber } from "@/server/agent/transcriber";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import type { JobQueue } from "@/server/jobs/queue";
import type { Logger } from "@/server/logger";
import { findMedia, type MediaKey, type MediaOfMessage, saveTranscript } from "./queries";
import type { MediaStore } from "./store";

export interface TranscriptionDeps {
  db: Database;
  store: Pick<MediaStore, "read">;
  queue: Pick<JobQueue, "enqueue">;
  /** Null when no model is configured (any more). */
  transcriber: Transcriber | null;
  logger: Logger;
}

/**
 * Writes down what is said in a stored recording, and lets the answer that waits for it go on. Failures are thrown, to
 * be tried again, until the last try; then there is no transcript, and the customer is asked to write. Safe to run twice.
 */
export async function writeDown(
  deps: TranscriptionDeps,
  key: MediaKey,
  { signal, isLastAttempt }: { signal: AbortSignal; isLastAttempt: boolean },
): Promise<void> {
  const { db, queue, transcriber, logger } = deps;
  const media = await findMedia(db, key);
  if (!transcriber || media?.status !== "stored" || media.transcript !== null) return;
  let transcript = "";
  try {
    transcript = await hear(deps.store, transcriber, media, signal);
  } catch (error) {
    // A stop is not a failure: the job returns to the queue.
    if (signal.aborted || !isLastAttempt) throw error;
    logger.warn({ ...key, err: error }, "a recording could not be written down");
  }
  const { accountId, conversationId } = media;
  await db.transaction(async (tx) => {
    if (!(await saveTranscript(tx, key, transcript))) return;
    await queue.enqueue(tx, "answer", { accountId, conversationId });
    await publishChange(tx, { accountId, topic: "conversation", id: conversationId });
  });
}

async function hear(
  store: Pick<MediaStore, "read">,
  transcriber: Transcriber,
  media: MediaOfMessage,
  signal: AbortSignal,
): Promise<string> {
  if (!media.sha256 || !isTranscribable(media)) return "";
  const bytes = await store.read({ accountId: media.accountId, sha256: media.sha256 });
  // Databases refuse the character U+0000.
  return bytes ? (await transcriber.transcribe(bytes, signal)).replaceAll("\0", "") : "";
}
