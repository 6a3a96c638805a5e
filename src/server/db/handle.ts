import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { EmbeddedClient } from "./pglite-client";
import type * as schema from "./schema";

export type Schema = typeof schema;

/** The drivers answer `execute()` differently, so its result is unknown here: see executeRows. */
interface AnyResult extends PgQueryResultHKT {
  type: unknown;
}

/** What all query code takes: a database or a transaction, of either driver. */
export type Database = PgDatabase<AnyResult, Schema, ExtractTablesWithRelations<Schema>>;

export interface DatabaseHandle {
  /** Throws at once when it is used inside `db.transaction`, where only `tx` may be. */
  readonly db: Database;
  readonly kind: "pglite" | "postgres";
  /** What the job queue connects with. */
  readonly queueConnection: QueueConnection;
  /**
   * Calls back with the payload of every notification on the channel; resolves once it listens, to what stops it.
   * `onGap` is called when the connection to a server was lost and is back: notifications in between are lost.
   */
  listen(channel: string, onPayload: (payload: string) => void, onGap?: () => void): Promise<() => Promise<void>>;
  /** Waits for running queries, then closes. Calling it twice is fine. */
  close(): Promise<void>;
}

export type QueueConnection = { kind: "pglite"; client: EmbeddedClient } | { kind: "postgres"; url: string };
