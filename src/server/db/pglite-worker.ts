import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type Results, type Transaction, types } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { bytesOfHex, hexOfBytes } from "./hex-bytes";
import type {
  OperationName,
  Operations,
  QueryResult,
  Request,
  Statement,
  WorkerMessage,
  WorkerSettings,
} from "./pglite-protocol";
import { toPlainError } from "./pglite-protocol";
import { PreparedStatements } from "./prepared-statements";

/**
 * The embedded database blocks the thread it runs on for as long as a query takes, so it has this one to itself.
 */
const START_PARAMETERS = [
  ...PGlite.defaultStartParams,
  // Off by default, and then a vector search with a filter returns about 4 of the 10 rows asked for.
  "-c",
  "hnsw.iterative_scan=relaxed_order",
  // 40 by default; a search asks for 50 neighbours, and the best of them should be among those looked at.
  "-c",
  "hnsw.ef_search=100",
  // 4 by default, for disks that turn. With that, the planner reads and compares all vectors of an account of thousands
  // rather than use their index: half a second instead of some milliseconds.
  "-c",
  "random_page_cost=1.1",
  // 128 MB by default; 32 MB takes 150 MB off an idle process and costs nothing measurable at our sizes.
  "-c",
  "shared_buffers=32MB",
];

interface OpenTransaction {
  /** Resolves when it has the connection to itself. */
  started: Promise<Transaction>;
  /** Ends when its last statement so far has run: they run one after the other, in the order they came. */
  lastStatement: Promise<unknown>;
  settle: { resolve: () => void; reject: (reason: unknown) => void };
  finished: Promise<void>;
}

const port = parentPort;
if (!port) throw new Error("pglite-worker runs as a worker thread only.");
const send = (message: WorkerMessage) => port.postMessage(message);

const settings = workerData as WorkerSettings;
const database = await PGlite.create({
  ...(settings.dataDir === undefined ? {} : { dataDir: settings.dataDir }),
  ...(settings.snapshot ? { loadDataDir: new Blob([new Uint8Array(settings.snapshot)]) } : {}),
  extensions: { vector },
  // PGlite's own go digit by digit: they took most of the time of a search, which reads half a megabyte of vectors.
  parsers: { [types.BYTEA]: bytesOfHex },
  serializers: { [types.BYTEA]: hexOfBytes },
  startParams: START_PARAMETERS,
}).catch((error: unknown) => {
  send({ type: "failed", error: toPlainError(error) });
  throw error;
});

const prepared = new PreparedStatements(database);
const transactions = new Map<number, OpenTransaction>();
const subscriptions = new Map<string, () => Promise<void>>();
const ROLLED_BACK = Symbol("rolled back on request");

/** There is one connection: whatever is not part of the open transaction waits here for its turn. */
let lastTurn: Promise<unknown> = Promise.resolve();
function inTurn<Output>(work: () => Promise<Output>): Promise<Output> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/** Runs it when the transaction has the connection, after what was asked of the transaction before. */
function inTransaction<Output>(number: number, work: (connection: Transaction) => Promise<Output>): Promise<Output> {
  const open = transactions.get(number);
  if (!open) throw new Error("This transaction is over: its `tx` was used after the callback had returned.");
  const statement = open.lastStatement.then(async () => work(await open.started));
  open.lastStatement = statement.catch(() => undefined);
  return statement;
}

const plainResult = ({ rows, fields, affectedRows, blob }: Results<unknown>): QueryResult => ({
  rows,
  fields: fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })),
  ...(affectedRows === undefined ? {} : { affectedRows }),
  ...(blob === undefined ? {} : { blob }),
});

const keepText = (value: string) => value;
function queryOptions({ rowMode, textTypes, blob }: Statement) {
  return {
    ...(rowMode ? { rowMode } : {}),
    ...(textTypes ? { parsers: Object.fromEntries(textTypes.map((oid) => [oid, keepText])) } : {}),
    ...(blob ? { blob } : {}),
  };
}

/** A transaction's statements come here while the database is its own; all others in their turn. */
async function runQuery(connection: PGlite | Transaction, statement: Statement): Promise<QueryResult> {
  const { sql, params = [], blob, transaction } = statement;
  const options = queryOptions(statement);
  const result = blob
    ? undefined
    : await prepared.run(sql, params, { ...options, isInTransaction: transaction !== undefined });
  return plainResult(result ?? (await connection.query(sql, [...params], options)));
}

/** A script that fails between its own BEGIN and COMMIT must not leave the only connection in an aborted transaction. */
async function runScript(sql: string): Promise<QueryResult[]> {
  try {
    return (await database.exec(sql)).map(plainResult);
  } catch (error) {
    await database.exec("rollback");
    throw error;
  }
}

/** Resolves when the transaction has the connection; it keeps it until commit or rollback is asked for. */
async function begin(number: number): Promise<undefined> {
  const started = Promise.withResolvers<Transaction>();
  const settle = Promise.withResolvers<void>();
  const finished = inTurn(() =>
    database.transaction(async (connection) => {
      started.resolve(connection);
      await settle.promise;
    }),
  ).finally(() => transactions.delete(number));
  finished.catch(started.reject);
  // A rollback may be asked for before the transaction has its turn, when nobody waits for this yet.
  settle.promise.catch(() => undefined);
  transactions.set(number, { started: started.promise, lastStatement: Promise.resolve(), settle, finished });
  await started.promise;
  return undefined;
}

async function finish(number: number, verdict: "commit" | "rollback"): Promise<undefined> {
  const open = transactions.get(number);
  if (!open) throw new Error("This transaction is over already.");
  // What failed and was not waited for may still stand in line.
  await open.lastStatement;
  if (verdict === "commit") open.settle.resolve();
  else open.settle.reject(ROLLED_BACK);
  await open.finished.catch((error: unknown) => {
    if (error !== ROLLED_BACK) throw error;
  });
  return undefined;
}

async function listen(channel: string): Promise<undefined> {
  if (subscriptions.has(channel)) return undefined;
  // Quoted, or PGlite would listen to the name in lower case.
  const stop = await database.listen(`"${channel}"`, (payload) => send({ type: "notification", channel, payload }));
  subscriptions.set(channel, stop);
  return undefined;
}

async function unlisten(channel: string): Promise<undefined> {
  await subscriptions.get(channel)?.();
  subscriptions.delete(channel);
  return undefined;
}

const operations: {
  [Name in OperationName]: (input: Operations[Name]["input"]) => Promise<Operations[Name]["output"]>;
} = {
  query: (statement) =>
    statement.transaction === undefined
      ? inTurn(() => runQuery(database, statement))
      : inTransaction(statement.transaction, (connection) => runQuery(connection, statement)),
  exec: async ({ transaction, sql }) =>
    transaction === undefined
      ? inTurn(() => runScript(sql))
      : (await inTransaction(transaction, (connection) => connection.exec(sql))).map(plainResult),
  begin,
  commit: (transaction) => finish(transaction, "commit"),
  rollback: (transaction) => finish(transaction, "rollback"),
  listen: (channel) => inTurn(() => listen(channel)),
  unlisten: (channel) => inTurn(() => unlisten(channel)),
  dump: ({ compression }) =>
    inTurn(async () => new Uint8Array(await (await database.dumpDataDir(compression)).arrayBuffer())),
  close: () =>
    inTurn(async () => {
      await database.close();
      return undefined;
    }),
};

async function answer(request: Request): Promise<void> {
  try {
    // The union of requests pairs each name with its own input, which an indexed call cannot express.
    const operate = operations[request.name] as (input: unknown) => Promise<unknown>;
    send({ type: "result", id: request.id, output: await operate(request.input) });
  } catch (error) {
    send({ type: "error", id: request.id, error: toPlainError(error) });
  }
}

port.on("message", (request: Request) => void answer(request));
send({ type: "ready" });
