import type { Database } from "../db/client";
import type { Logger } from "../logger";
import { isCurrentReading, type Reading } from "./reading-queries";
import { ReadingOver } from "./store-chunks";

/** How long the work on a document goes on at most after somebody stopped or deleted it. */
const INTERVAL_MS = 500;

export interface ReadingWatch {
  /** Fires with a ReadingOver once the reading is no longer the current one. */
  signal: AbortSignal;
  /** Resolves when nothing is asked any more. */
  end(): Promise<void>;
}

/** Looks again and again whether a reading still counts, for work that asks nobody while it goes on. */
export function watchReading({ db, logger }: { db: Database; logger: Logger }, reading: Reading): ReadingWatch {
  const over = new AbortController();
  let asking: Promise<void> | undefined;
  const look = async () => {
    try {
      if (!(await isCurrentReading(db, reading))) over.abort(new ReadingOver());
    } catch (error) {
      logger.warn({ err: error }, "could not ask whether a document is still wanted");
    }
    asking = undefined;
  };
  const timer = setInterval(() => {
    asking ??= look();
  }, INTERVAL_MS);
  return {
    signal: over.signal,
    async end() {
      clearInterval(timer);
      await asking;
    },
  };
}
