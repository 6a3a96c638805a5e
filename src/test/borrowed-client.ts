import { setTimeout as delay } from "node:timers/promises";
import type { EmbeddedClient } from "@/server/db/pglite-client";

const CLOSE_TIMEOUT_MS = 5_000;
/** How many turns of the event loop without a statement count as quiet: answers of timers and files take some. */
const QUIET_TURNS = 4;

type Listening = Awaited<ReturnType<EmbeddedClient["listen"]>>;

/**
 * A client of a database that goes on when this one is closed, so that the next test file can have it. To whoever
 * holds it, it ends like any other: what comes after `close` is refused, and nobody it called back hears any more.
 */
export class BorrowedClient implements EmbeddedClient {
  readonly #running = new Set<Promise<unknown>>();
  readonly #subscriptions = new Set<Listening>();
  #isClosed = false;
  #closing: Promise<void> | undefined;

  /** @param giveBack is told whether everything that was begun has ended */
  constructor(
    private readonly client: EmbeddedClient,
    private readonly giveBack: (isAtRest: boolean) => Promise<void>,
  ) {}

  get guard() {
    return this.client.guard;
  }

  query: EmbeddedClient["query"] = (sql, params, options) => this.#run(() => this.client.query(sql, params, options));
  exec: EmbeddedClient["exec"] = (sql) => this.#run(() => this.client.exec(sql));
  transaction: EmbeddedClient["transaction"] = (work) => this.#run(() => this.client.transaction(work));
  dump: EmbeddedClient["dump"] = (compression) => this.#run(() => this.client.dump(compression));

  listen: EmbeddedClient["listen"] = async (channel, onPayload) => {
    const ifOpen = (payload: string) => {
      if (!this.#isClosed) onPayload(payload);
    };
    const stop = await this.#run(() => this.client.listen(channel, ifOpen));
    this.#subscriptions.add(stop);
    return async () => {
      if (this.#subscriptions.delete(stop)) await stop();
    };
  };

  /** Resolves when every statement is answered and what the answers set in motion asks for nothing more. */
  async quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#running.size > 0) {
        await Promise.allSettled(this.#running);
        turns = -1;
      }
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    const ended = Promise.allSettled(this.#running).then(() => true);
    const isAtRest = await Promise.race([ended, delay(CLOSE_TIMEOUT_MS, false, { ref: false })]);
    if (isAtRest) for (const stop of this.#subscriptions) await stop();
    await this.giveBack(isAtRest);
  }

  async #run<Output>(work: () => Promise<Output>): Promise<Output> {
    if (this.#isClosed) throw new Error("The database is closed.");
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }
}
