import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { AppError } from "../errors";
import type { Logger } from "../logger";
import type { Database, DatabaseHandle } from "./handle";
import * as schema from "./schema";
import { guardSession, TransactionGuard } from "./transaction-guard";
import { prepareVectorExtension } from "./vector-extension";

export interface PostgresOptions {
  url: string;
  logger: Logger;
  maxConnections: number;
  migrationsFolder: string;
}

/** Any number that only migrations of Parley take; several processes may start at once. */
const MIGRATION_LOCK = 7_275_539;
const CLOSE_TIMEOUT_SECONDS = 5;
/** The driver by itself tries for ever to reach a server that accepts connections and then hangs up. */
const FIRST_ANSWER_MS = 20_000;

/** Opens a Postgres server (see openDatabase). */
export async function openPostgres({
  url,
  logger,
  maxConnections,
  migrationsFolder,
}: PostgresOptions): Promise<DatabaseHandle> {
  await migrateAlone(url, migrationsFolder, logger);
  const client = connect(url, maxConnections, logger);
  const db = drizzle(client, { schema, casing: "snake_case" });
  guardSession(Reflect.get(db, "session"), new TransactionGuard());
  let closing: Promise<void> | undefined;
  return {
    db: db as unknown as Database,
    kind: "postgres",
    queueConnection: { kind: "postgres", url },
    listen: async (channel, onPayload, onGap) => {
      let isFirst = true;
      const { unlisten } = await client.listen(channel, onPayload, () => {
        if (!isFirst) onGap?.();
        isFirst = false;
      });
      return unlisten;
    },
    close: () => {
      closing ??= client.end({ timeout: CLOSE_TIMEOUT_SECONDS });
      return closing;
    },
  };
}

function connect(url: string, max: number, logger: Logger) {
  return postgres(url, {
    max,
    connection: {
      application_name: "parley",
      // Off by default, and then a vector search with a filter returns about 4 of the 10 rows asked for.
      "hnsw.iterative_scan": "relaxed_order",
      // As for the embedded database: see pglite-worker.ts and prepared-statements.ts.
      "hnsw.ef_search": 100,
      plan_cache_mode: "force_custom_plan",
    },
    // Whole numbers that JavaScript can hold come as numbers, as from the embedded database; others stay text.
    types: { bigint: { to: 20, from: [20], parse: parseBigint, serialize: String } },
    onnotice: (notice) => logger.trace({ notice: notice.message }, "postgres notice"),
  });
}

function parseBigint(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** Applies the migrations on one connection that holds a lock, so that processes started together do it one by one. */
async function migrateAlone(url: string, migrationsFolder: string, logger: Logger): Promise<void> {
  const client = connect(url, 1, logger);
  try {
    await Promise.race([client`select 1`, failAfter(FIRST_ANSWER_MS)]).catch((cause: unknown) => {
      throw unreachable(url, cause);
    });
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await prepareVectorExtension(client);
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    // The lock goes with its connection.
    await client.end({ timeout: CLOSE_TIMEOUT_SECONDS });
  }
}

function failAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`it gave no answer within ${ms / 1000} seconds`)), ms).unref();
  });
}

/** Names host and database, never the password. */
function unreachable(url: string, cause: unknown): AppError {
  const { host, pathname } = new URL(url);
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    "upstream_unavailable",
    `The database ${pathname.slice(1)} at ${host} cannot be used: ${why}. Check DATABASE_URL and that the server is running.`,
    { cause },
  );
}
