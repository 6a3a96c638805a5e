// What travels between the main thread and the thread that runs the embedded database. Everything must survive
// structured cloning, so there are no functions, and errors are taken apart.

export interface WorkerSettings {
  /** Absent = in memory. */
  dataDir: string | undefined;
  /** A dump (tar, gzipped or not) to start from; only for a directory that does not exist yet, or in memory. */
  snapshot: Uint8Array | undefined;
}

export interface Field {
  name: string;
  dataTypeID: number;
}

export interface QueryResult<Row = unknown> {
  rows: Row[];
  fields: Field[];
  affectedRows?: number;
  blob?: Blob;
}

export interface Statement {
  sql: string;
  params?: readonly unknown[];
  rowMode?: "array" | "object";
  /** Type oids whose values are wanted as Postgres wrote them; whoever asked parses them on the main thread. */
  textTypes?: readonly number[];
  /** What `COPY … FROM '/dev/blob'` reads. */
  blob?: Blob;
  /** Absent = outside any transaction, after those that wait already. */
  transaction?: number;
}

/** What can be asked of the worker: name → what goes in, what comes back. */
export interface Operations {
  query: { input: Statement; output: QueryResult };
  /** Several statements in one string, without parameters. */
  exec: { input: Statement; output: QueryResult[] };
  /**
   * With a number of the caller's, not used before. Answers once the transaction has the connection to itself; what
   * belongs to it may be asked for before that, and is carried out in that order.
   */
  begin: { input: number; output: undefined };
  commit: { input: number; output: undefined };
  rollback: { input: number; output: undefined };
  listen: { input: string; output: undefined };
  unlisten: { input: string; output: undefined };
  dump: { input: { compression: "none" | "gzip" }; output: Uint8Array };
  close: { input: undefined; output: undefined };
}
export type OperationName = keyof Operations;

export type Request = {
  [Name in OperationName]: { id: number; name: Name; input: Operations[Name]["input"] };
}[OperationName];

export type WorkerMessage =
  | { type: "ready" }
  | { type: "failed"; error: PlainError }
  | { type: "result"; id: number; output: unknown }
  | { type: "error"; id: number; error: PlainError }
  | { type: "notification"; channel: string; payload: string };

/** The fields of a Postgres error that callers look at (drizzle, pg-boss and our own checks of `code` and `constraint`). */
const ERROR_FIELDS = [
  "severity",
  "code",
  "detail",
  "hint",
  "position",
  "where",
  "schema",
  "table",
  "column",
  "dataType",
  "constraint",
  "routine",
] as const;

export interface PlainError extends Partial<Record<(typeof ERROR_FIELDS)[number], string>> {
  message: string;
}

/** Cloning an Error keeps message and stack alone, so its Postgres fields are copied by hand. */
export function toPlainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { message: String(error) };
  const plain: PlainError = { message: error.message };
  for (const field of ERROR_FIELDS) {
    const value: unknown = Reflect.get(error, field);
    if (typeof value === "string") plain[field] = value;
  }
  return plain;
}

/** An error that Postgres reported, as it is in every driver: `code` is the SQLSTATE, `constraint` names what was violated. */
export class EmbeddedDatabaseError extends Error {
  readonly code: string | undefined;
  readonly constraint: string | undefined;

  constructor(plain: PlainError) {
    super(plain.message);
    this.name = "EmbeddedDatabaseError";
    this.code = plain.code;
    this.constraint = plain.constraint;
    Object.assign(this, plain);
  }
}
