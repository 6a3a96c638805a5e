import type { ChannelConnection } from "@/server/channels/driver";
import type { Scheduler } from "@/server/channels/scheduler";
import { type FetchDeps, fetchFile } from "./fetch-file";
import { listWaitingMedia, type MediaOfMessage } from "./queries";

/** Fetched at once: each is held in memory as a whole. */
const CONCURRENCY = 2;
/** After a database error: long enough not to spin. */
const TRY_AGAIN_MS = 5000;
const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 60_000;

/** What fetching needs of the process; what it needs of a connection comes with the connection. */
export type MediaFetching = Omit<FetchDeps, "connection" | "signal" | "now" | "random">;

export interface MediaFetcherOf {
  accountId: string;
  connection: Pick<ChannelConnection, "downloadMedia">;
  scheduler: Scheduler;
  /** Fires when the connection ends. */
  signal: AbortSignal;
}

/** The files of one account, fetched while its connection works. */
export interface MediaFetcher {
  /** The connection works: from now on. */
  serve(): void;
  /** The connection is offline: nothing new is begun until `serve`. */
  pause(): void;
  /** A file may be waiting. */
  wake(): void;
  /** Resolves once nothing runs any more; the signal must have fired, or this may take as long as a download. */
  stopped(): Promise<void>;
}

/** Fetches what waits, in the order it came, two at a time; wakes when told, and by itself when a retry falls due. */
export function createMediaFetcher(fetching: MediaFetching, of: MediaFetcherOf): MediaFetcher {
  const { accountId, connection, scheduler, signal } = of;
  const { db, logger } = fetching;
  const deps = { ...fetching, connection, signal, now: () => scheduler.now(), random: () => scheduler.random() };
  const running = new Map<string, Promise<void>>();
  let isServing = false;
  let looking: Promise<void> | undefined;
  let mustLookAgain = false;
  let cancelTimer = () => {};

  const isActive = () => isServing && !signal.aborted;

  function wake(): void {
    if (!isActive()) return;
    if (looking !== undefined) {
      mustLookAgain = true;
      return;
    }
    mustLookAgain = false;
    looking = look().finally(() => {
      looking = undefined;
      if (mustLookAgain) wake();
    });
  }

  async function look(): Promise<void> {
    cancelTimer();
    try {
      const free = CONCURRENCY - running.size;
      // What runs wakes us when it is done.
      if (free <= 0) return;
      const now = scheduler.now();
      const waiting = await listWaitingMedia(db, { accountId, now, except: [...running.keys()], limit: free });
      const [later] = waiting.filter(({ nextAttemptAt }) => nextAttemptAt > now);
      for (const media of waiting) if (media.nextAttemptAt <= now && isActive()) begin(media);
      if (later) wakeAfter(Math.max(later.nextAttemptAt.getTime() - now.getTime(), SHORTEST_WAIT_MS));
    } catch (error) {
      logger.error({ accountId, err: error }, "the files to fetch could not be read");
      wakeAfter(TRY_AGAIN_MS);
    }
  }

  function begin(media: MediaOfMessage): void {
    const fetched = fetchFile(deps, media)
      .then(() => true)
      .catch((error: unknown) => {
        logger.error({ accountId, id: media.id, err: error }, "what became of a file could not be written");
        return false;
      })
      .then((isDone) => {
        running.delete(media.id);
        if (isDone) wake();
        else wakeAfter(TRY_AGAIN_MS);
      });
    running.set(media.id, fetched);
  }

  function wakeAfter(ms: number): void {
    cancelTimer();
    if (isActive()) cancelTimer = scheduler.after(Math.min(ms, LONGEST_WAIT_MS), wake);
  }

  function pause(): void {
    isServing = false;
    cancelTimer();
  }

  return {
    serve() {
      isServing = true;
      wake();
    },
    pause,
    wake,
    async stopped() {
      pause();
      while (looking !== undefined || running.size > 0) await Promise.allSettled([looking, ...running.values()]);
    },
  };
}
