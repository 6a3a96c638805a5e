import type { SQL } from "drizzle-orm";
import type { Logger } from "../logger";
import { projectPath } from "../project-root";
import { openEmbedded } from "./embedded";
import type { Database, DatabaseHandle } from "./handle";
import { openPostgres } from "./postgres";

export type { Database, DatabaseHandle } from "./handle";

export interface OpenDatabaseOptions {
  /** A Postgres server; absent = the embedded database. */
  url?: string | undefined;
  /** Where the embedded database keeps its files; absent = in memory. */
  dataDir?: string | undefined;
  /** A dump to start the embedded database from, where there is none yet. */
  snapshot?: Uint8Array | undefined;
  logger: Logger;
  /** Told once when the embedded database's thread has died: nothing can be stored any more. */
  onLost?: ((error: Error) => void) | undefined;
  /** Connections to a server that queries share. Default 10. */
  maxConnections?: number | undefined;
  migrationsFolder?: string | undefined;
}

/**
 * Opens the database and brings its tables up to date. Throws an AppError with words for whoever starts Parley when
 * the server cannot be reached or lacks pgvector, or when another process holds the data folder.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<DatabaseHandle> {
  const { url, logger, maxConnections = 10, migrationsFolder = projectPath("drizzle") } = options;
  return url === undefined
    ? openEmbedded({ ...options, migrationsFolder })
    : openPostgres({ url, logger, maxConnections, migrationsFolder });
}

/** The rows of a raw query, whichever driver runs it. Column names are as in the query: nothing is renamed or parsed further. */
export async function executeRows<Row extends object>(db: Database, query: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(query);
  // postgres.js answers with the rows themselves, PGlite with an object that has them.
  return (Array.isArray(result) ? [...result] : (result as { rows: Row[] }).rows) as Row[];
}
