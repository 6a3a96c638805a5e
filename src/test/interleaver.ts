import { AsyncLocalStorage } from "node:async_hooks";
import { handleOver } from "@/server/db/embedded";
import type { DatabaseHandle } from "@/server/db/handle";
import type { EmbeddedClient } from "@/server/db/pglite-client";
import type { TestDatabase } from "./database";

/**
 * Runs several things at once in an order that a test decides: each statement, transaction and explicit `step` of theirs
 * waits until it is chosen, and one at a time is carried out. What is not run by it goes on as usual.
 */
export class Interleaver {
  readonly #flow = new AsyncLocalStorage<number>();
  #waiting: { flow: number; proceed: () => void }[] = [];
  /** The database as the flows use it. */
  readonly handle: DatabaseHandle;

  constructor(private readonly database: TestDatabase) {
    if (database.queueConnection.kind !== "pglite") throw new Error("Only the embedded database can be interleaved.");
    this.handle = handleOver(this.#gated(database.queueConnection.client));
  }

  /** Waits for its turn, as a statement does: for what takes time without the database. */
  step(): Promise<void> {
    const flow = this.#flow.getStore();
    if (flow === undefined) return Promise.resolve();
    return new Promise((proceed) => this.#waiting.push({ flow, proceed }));
  }

  /**
   * Resolves when all flows have ended; rejects with the first failure.
   * @param choose picks one of `count` steps that wait, 0-based
   */
  async run(flows: readonly (() => Promise<void>)[], choose: (count: number) => number): Promise<void> {
    let running = flows.length;
    const ended = Promise.all(
      flows.map(async (flow, index) => {
        try {
          await this.#flow.run(index, flow);
        } finally {
          running -= 1;
        }
      }),
    );
    // Heard of below; until then a failure must not count as unheard.
    ended.catch(() => undefined);
    while (running > 0) {
      await this.database.quiet();
      if (this.#waiting.length === 0) continue;
      this.#waiting.sort((a, b) => a.flow - b.flow);
      const [chosen] = this.#waiting.splice(choose(this.#waiting.length), 1);
      chosen?.proceed();
    }
    await ended;
  }

  #gated(client: EmbeddedClient): EmbeddedClient {
    return {
      guard: client.guard,
      query: async (...args) => {
        await this.step();
        return client.query(...args);
      },
      exec: async (...args) => {
        await this.step();
        return client.exec(...args);
      },
      transaction: async (work) => {
        await this.step();
        return client.transaction(work);
      },
      listen: (...args) => client.listen(...args),
      dump: (...args) => client.dump(...args),
      close: () => client.close(),
    };
  }
}
