import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, DatabaseHandle } from "./client";

const CHANNEL = "parley_changes";

/** More than this many different things at once are told as one change of the account. */
const MAX_PENDING = 500;

const changeSchema = z.object({
  accountId: z.string(),
  topic: z.enum([
    "connection",
    "document",
    "conversation",
    "account",
    "team",
    "evaluation",
    "preparation",
    "automation",
    "saved_reply",
    "inbox_view",
    "presence",
    "tag",
  ]),
  id: z.string(),
});

/**
 * Something that people look at has changed; they fetch it again. `account` with the account's id means that anything
 * in it may have changed.
 */
export type Change = z.infer<typeof changeSchema>;

/** Tells every process once the caller's transaction commits; a rolled-back one tells nobody. Ids only: 8000 bytes at most. */
export async function publishChange(db: Database, { accountId, topic, id }: Change): Promise<void> {
  await db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ accountId, topic, id })})`);
}

export interface ChangeFeed {
  /**
   * The account's changes from now on, until the signal fires or the feed closes. A slow reader misses nothing: what
   * it has not read yet is kept, the same thing once.
   */
  subscribe(accountId: string, signal: AbortSignal): AsyncIterable<Change>;
  close(): Promise<void>;
}

/** Listens once for this process and hands changes on to whoever subscribed. */
export async function openChangeFeed(handle: DatabaseHandle): Promise<ChangeFeed> {
  const subscribers = new Map<string, Set<PendingChanges>>();
  const stop = await handle.listen(
    CHANNEL,
    (payload) => {
      const change = changeSchema.safeParse(parseJson(payload)).data;
      if (!change) return;
      for (const pending of subscribers.get(change.accountId) ?? []) pending.add(change);
    },
    () => {
      for (const pending of [...subscribers.values()].flatMap((set) => [...set])) pending.addEverything();
    },
  );
  const closing = new AbortController();
  return {
    subscribe: (accountId, signal) => {
      // Added here and not when reading starts, so that nothing is missed in between.
      const pending = new PendingChanges(accountId);
      const ofAccount = subscribers.get(accountId) ?? new Set();
      subscribers.set(accountId, ofAccount.add(pending));
      const ended = AbortSignal.any([signal, closing.signal]);
      const forget = () => {
        ofAccount.delete(pending);
        if (ofAccount.size === 0 && subscribers.get(accountId) === ofAccount) subscribers.delete(accountId);
        pending.end();
      };
      if (ended.aborted) forget();
      else ended.addEventListener("abort", forget, { once: true });
      return pending.read(forget);
    },
    close: async () => {
      closing.abort();
      await stop();
    },
  };
}

/** What one subscriber has not read yet. */
class PendingChanges {
  readonly #changes = new Map<string, Change>();
  #isEnded = false;
  #wake: () => void = () => undefined;

  constructor(private readonly accountId: string) {}

  add(change: Change): void {
    // Who reads everything anew needs no single changes.
    if (this.#changes.has(`account:${this.accountId}`)) return;
    if (this.#changes.size >= MAX_PENDING) this.addEverything();
    else this.#changes.set(`${change.topic}:${change.id}`, change);
    this.#wake();
  }

  addEverything(): void {
    const change: Change = { accountId: this.accountId, topic: "account", id: this.accountId };
    this.#changes.clear();
    this.#changes.set(`account:${this.accountId}`, change);
    this.#wake();
  }

  end(): void {
    this.#isEnded = true;
    this.#changes.clear();
    this.#wake();
  }

  async *read(onDone: () => void): AsyncGenerator<Change, void> {
    try {
      while (!this.#isEnded) {
        const [first] = this.#changes;
        if (first) {
          this.#changes.delete(first[0]);
          yield first[1];
          continue;
        }
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      onDone();
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
