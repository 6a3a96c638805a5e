import { existsSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { AppError } from "../errors";
import type { Logger } from "../logger";
import { lockDirectory } from "./directory-lock";
import type { Database, DatabaseHandle } from "./handle";
import { type EmbeddedClient, PgliteClient } from "./pglite-client";
import * as schema from "./schema";
import { guardSession } from "./transaction-guard";

export interface EmbeddedOptions {
  dataDir?: string | undefined;
  snapshot?: Uint8Array | undefined;
  logger: Logger;
  onLost?: ((error: Error) => void) | undefined;
  migrationsFolder: string;
}

export interface EmbeddedHandle extends DatabaseHandle {
  readonly kind: "pglite";
  /** The whole database as a tar archive, as the option `snapshot` takes it. */
  dump(compression: "none" | "gzip"): Promise<Uint8Array>;
}

/** Opens the embedded database (see openDatabase), which no other process may use meanwhile. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedHandle> {
  const { dataDir, logger } = options;
  const unlock = dataDir === undefined ? () => undefined : lockDirectory(dataDir);
  try {
    const client = await openClient(options);
    await migrate(drizzleOver(client), { migrationsFolder: options.migrationsFolder }).catch(async (error: unknown) => {
      await client.close();
      throw error;
    });
    logger.debug({ dataDir: dataDir ?? "in memory" }, "embedded database open");
    return { ...handleOver(client), close: () => client.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A handle on the database of an open client, whose tables are up to date. */
export function handleOver(client: EmbeddedClient): EmbeddedHandle {
  const db = drizzleOver(client);
  guardSession(Reflect.get(db, "session"), client.guard);
  return {
    db: db as unknown as Database,
    kind: "pglite",
    queueConnection: { kind: "pglite", client },
    listen: (channel, onPayload) => client.listen(channel, onPayload),
    dump: (compression) => client.dump(compression),
    close: () => client.close(),
  };
}

/** PGlite's own type has much that nobody here calls; the client carries out what drizzle and pg-boss do call. */
const drizzleOver = (client: EmbeddedClient) => drizzle(client as unknown as PGlite, { schema, casing: "snake_case" });

async function openClient({ dataDir, snapshot, logger, onLost }: EmbeddedOptions): Promise<PgliteClient> {
  const isNew = dataDir === undefined || !existsSync(dataDir);
  try {
    return await PgliteClient.open({
      dataDir,
      snapshot: isNew ? snapshot : undefined,
      onLost: (error) => {
        logger.fatal({ err: error }, "the embedded database stopped working");
        onLost?.(error);
      },
    });
  } catch (cause) {
    if (dataDir === undefined || isNew) throw cause;
    throw new AppError(
      "upstream_unavailable",
      `The database in ${dataDir} cannot be opened. If it was copied or its disk was full, put back a backup; its files must not be edited.`,
      { cause },
    );
  }
}
