import { setTimeout as delay } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { startWorker } from "../worker-entry";
import type {
  OperationName,
  Operations,
  QueryResult,
  Statement,
  WorkerMessage,
  WorkerSettings,
} from "./pglite-protocol";
import { EmbeddedDatabaseError } from "./pglite-protocol";
import { TransactionGuard } from "./transaction-guard";

const CLOSE_TIMEOUT_MS = 5_000;

type Parser = (value: string, typeId?: number) => unknown;

/** The options of PGlite's own `query` that drizzle and pg-boss use. */
export interface QueryOptions {
  rowMode?: "array" | "object";
  parsers?: Record<number | string, Parser>;
  blob?: Blob;
}

/** A transaction of the embedded database, in the shape of PGlite's own. */
export interface PgliteTransaction {
  query(sql: string, params?: readonly unknown[], options?: QueryOptions): Promise<QueryResult>;
  exec(sql: string): Promise<QueryResult[]>;
}

interface Waiting {
  resolve: (output: never) => void;
  reject: (error: Error) => void;
}

export interface PgliteClientOptions extends Partial<WorkerSettings> {
  /** Called once when the thread died by itself; every call that waited has been rejected by then. */
  onLost: (error: Error) => void;
}

/** What the client does, for whoever stands in for one. */
export type EmbeddedClient = Pick<PgliteClient, keyof PgliteClient>;

/**
 * The embedded database as seen from the main thread: the part of PGlite's interface that drizzle, its migrator and
 * pg-boss use, carried out by a worker thread.
 */
export class PgliteClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #exited = Promise.withResolvers<void>();
  readonly #onLost: (error: Error) => void;
  /** Whatever asks the client itself while it stands in the callback of a transaction would wait for ever. */
  readonly guard = new TransactionGuard();
  #lastId = 0;
  #lastTransaction = 0;
  #isOpen = false;
  /** Why nothing can be asked any more; undefined while it works. */
  #ended: Error | undefined;
  #closing: Promise<void> | undefined;

  private constructor(options: PgliteClientOptions) {
    this.#onLost = options.onLost;
    const settings: WorkerSettings = { dataDir: options.dataDir, snapshot: options.snapshot };
    this.#worker = startWorker("pglite-worker", { workerData: settings, name: "database" });
    this.#worker.on("message", (message: WorkerMessage) => this.#receive(message));
    this.#worker.on("error", (error) => this.#lose(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on("exit", (code) => {
      this.#lose(new Error(`The database thread ended with code ${code}.`));
      this.#exited.resolve();
    });
  }

  /** Opens the database and waits until it answers; rejects with the reason when it does not open. */
  static async open(options: PgliteClientOptions): Promise<PgliteClient> {
    const client = new PgliteClient(options);
    await client.#ready.promise;
    return client;
  }

  async query<Row = unknown>(
    sql: string,
    params?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<QueryResult<Row>> {
    this.guard.assertOutside();
    return this.#query(undefined, sql, params, options) as Promise<QueryResult<Row>>;
  }

  async exec(sql: string): Promise<QueryResult[]> {
    this.guard.assertOutside();
    return this.#call("exec", { sql });
  }

  /** Everything else that is asked of the database meanwhile waits until `work` has settled. */
  async transaction<Output>(work: (tx: PgliteTransaction) => Promise<Output>): Promise<Output> {
    this.guard.assertOutside();
    const transaction = ++this.#lastTransaction;
    // Its first statement is on its way before this is answered: one wait less for every transaction.
    const begun = this.#call("begin", transaction);
    begun.catch(() => undefined);
    const tx: PgliteTransaction = {
      query: (sql, params, options) => this.#query(transaction, sql, params, options),
      exec: (sql) => this.#call("exec", { sql, transaction }),
    };
    let output: Output;
    try {
      output = await this.guard.runInside(() => work(tx));
      await begun;
    } catch (error) {
      // The first error is the one to tell; when the thread died, the rollback fails as well.
      await this.#call("rollback", transaction).catch(() => undefined);
      throw error;
    }
    await this.#call("commit", transaction);
    return output;
  }

  /** Resolves once notifications of the channel arrive; what it resolves to ends the subscription. */
  async listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>> {
    this.guard.assertOutside();
    // A wrapper of its own, so that the same function may listen twice and stop once.
    const listener = (payload: string) => onPayload(payload);
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    // Asked every time: the worker does nothing for a second one, but answers no earlier than the first.
    await this.#call("listen", channel);
    return async () => {
      const current = this.#listeners.get(channel);
      if (!current?.delete(listener) || current.size > 0) return;
      this.#listeners.delete(channel);
      if (!this.#ended) await this.#call("unlisten", channel);
    };
  }

  /** The whole data directory as a tar archive, as `snapshot` takes it. */
  dump(compression: "none" | "gzip"): Promise<Uint8Array> {
    return this.#call("dump", { compression });
  }

  /** Waits for what was asked before, but not for ever, then ends the thread. Calling it twice is fine. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (!this.#ended) {
      const closed = this.#call("close", undefined);
      this.#ended = new Error("The database is closed.");
      // A transaction that never ends would hold it up for ever; ending the thread is as safe as a crash, which is safe.
      await Promise.race([closed.catch(() => undefined), delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    }
    await this.#worker.terminate();
    await this.#exited.promise;
  }

  async #query(
    transaction: number | undefined,
    sql: string,
    params: readonly unknown[] | undefined,
    options: QueryOptions = {},
  ): Promise<QueryResult> {
    const statement: Statement = { sql };
    if (transaction !== undefined) statement.transaction = transaction;
    if (params) statement.params = params.map(ownBytes);
    if (options.rowMode) statement.rowMode = options.rowMode;
    if (options.blob) statement.blob = options.blob;
    // Functions cannot travel: values of these types come as text and are parsed here.
    if (options.parsers) statement.textTypes = Object.keys(options.parsers).map(Number);
    const result = await this.#call("query", statement);
    return options.parsers ? parseValues(result, options.parsers) : result;
  }

  #call<Name extends OperationName>(name: Name, input: Operations[Name]["input"]): Promise<Operations[Name]["output"]> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      try {
        this.#worker.postMessage({ id, name, input });
      } catch (error) {
        // Something that cannot be cloned, such as a function among the parameters.
        this.#waiting.delete(id);
        reject(error);
      }
    });
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case "ready":
        this.#isOpen = true;
        this.#ready.resolve();
        break;
      case "failed":
        this.#ready.reject(new EmbeddedDatabaseError(message.error));
        break;
      case "notification":
        for (const listener of this.#listeners.get(message.channel) ?? []) listener(message.payload);
        break;
      case "result":
        this.#take(message.id)?.resolve(message.output as never);
        break;
      case "error":
        this.#take(message.id)?.reject(new EmbeddedDatabaseError(message.error));
        break;
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #lose(error: Error): void {
    // Before it was open, the caller of open() is told; after close(), the end is what was wanted.
    const isUnexpected = this.#isOpen && !this.#ended;
    this.#ready.reject(error);
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    if (isUnexpected) this.#onLost(error);
  }
}

/** Cloning a view clones all of the memory behind it, which for a small Buffer is Node's shared pool. */
function ownBytes(value: unknown): unknown {
  return value instanceof Uint8Array && value.byteLength < value.buffer.byteLength ? Uint8Array.from(value) : value;
}

function parseValues(result: QueryResult, parsers: Record<number | string, Parser>): QueryResult {
  const columns = result.fields.flatMap(({ name, dataTypeID }, index) => {
    const parse = parsers[dataTypeID];
    return parse ? [{ name, index, dataTypeID, parse }] : [];
  });
  if (columns.length === 0) return result;
  for (const row of result.rows as (unknown[] | Record<string, unknown>)[]) {
    for (const { name, index, dataTypeID, parse } of columns) {
      const key = Array.isArray(row) ? index : name;
      const value: unknown = Reflect.get(row, key);
      if (typeof value === "string") Reflect.set(row, key, parse(value, dataTypeID));
    }
  }
  return result;
}
