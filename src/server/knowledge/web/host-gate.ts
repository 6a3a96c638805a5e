import { setTimeout as delay } from "node:timers/promises";
import { untilAborted } from "./until-aborted";

export interface CrawlClock {
  /** Milliseconds that only grow. */
  now(): number;
  /** Rejects with the signal's reason. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

export const systemClock: CrawlClock = {
  now: () => performance.now(),
  async wait(ms, signal) {
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

/** Longer than any wait that is asked for. */
const FORGET_AFTER_MS = 60_000;

interface Host {
  /** Settles when nobody is in front any more; never rejects. */
  queue: Promise<void>;
  waiting: number;
  /** When the last request had ended. */
  lastEndMs: number;
}

/** One request to a host at a time, with a pause after each, whichever crawls of this process they belong to. */
export class HostGate {
  readonly #hosts = new Map<string, Host>();

  constructor(private readonly clock: CrawlClock) {}

  /** Runs a request when its turn has come and `pauseMs` have passed since the one before. */
  async run<T>(
    host: string,
    { pauseMs, signal }: { pauseMs: number; signal: AbortSignal | undefined },
    request: () => Promise<T>,
  ): Promise<T> {
    const entry = this.#enter(host);
    const turn = entry.queue;
    const { promise: done, resolve: leave } = Promise.withResolvers<void>();
    entry.queue = turn.then(() => done);
    try {
      await untilAborted(turn, signal);
      const restMs = entry.lastEndMs + pauseMs - this.clock.now();
      if (restMs > 0) await this.clock.wait(restMs, signal);
      try {
        return await request();
      } finally {
        entry.lastEndMs = this.clock.now();
      }
    } finally {
      entry.waiting--;
      leave();
    }
  }

  #enter(host: string): Host {
    const now = this.clock.now();
    for (const [name, { waiting, lastEndMs }] of this.#hosts) {
      if (waiting === 0 && now - lastEndMs > FORGET_AFTER_MS) this.#hosts.delete(name);
    }
    const entry = this.#hosts.get(host) ?? {
      queue: Promise.resolve(),
      waiting: 0,
      lastEndMs: Number.NEGATIVE_INFINITY,
    };
    entry.waiting++;
    this.#hosts.set(host, entry);
    return entry;
  }
}
