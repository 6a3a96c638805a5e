import path from "node:path";
import type { Env } from "@/env";
import { createTranscriber } from "@/server/agent/models";
import type { Database } from "@/server/db/client";
import type { JobQueue } from "@/server/jobs/queue";
import { createTranscribeHandler } from "@/server/jobs/transcribe";
import type { Logger } from "@/server/logger";
import type { MediaFetching } from "@/server/media/fetcher";
import { createMediaService } from "@/server/media/service";
import { createMediaStore } from "@/server/media/store";

/** Recordings written down at once: each waits for a model most of the time. */
const TRANSCRIBE_CONCURRENCY = 2;

export interface MediaOptions {
  env: Env;
  db: Database;
  queue: JobQueue;
  logger: Logger;
  now: () => Date;
}

/** The files of messages, in the data folder, and the model that writes down what is said in them. */
export function createMedia({ env, db, queue, logger, now }: MediaOptions) {
  const store = createMediaStore(path.join(env.dataDir, "media"));
  const service = createMediaService({ db, store, logger, now });
  const transcriber =
    env.OPENAI_API_KEY && env.OPENAI_TRANSCRIPTION_MODEL
      ? createTranscriber({
          apiKey: env.OPENAI_API_KEY,
          baseURL: env.OPENAI_BASE_URL,
          model: env.OPENAI_TRANSCRIPTION_MODEL,
        })
      : null;
  const transcribes = transcriber !== null;
  const fetching: MediaFetching = { db, store, queue, logger, transcribes };
  return {
    service,
    transcribes,
    fetching,

    async work(): Promise<void> {
      const transcribe = createTranscribeHandler({ db, store, queue, transcriber, logger });
      await queue.work("transcribe", { concurrency: TRANSCRIBE_CONCURRENCY }, transcribe);
    },
  };
}
