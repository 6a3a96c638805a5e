import { randomBytes } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import postgres from "postgres";
import { type DatabaseHandle, openDatabase } from "@/server/db/client";
import { silentLogger } from "@/server/logger";
import { migratedSnapshot } from "./database";

export interface TestPostgres {
  url: string;
  /** A real server, with connections of their own and LISTEN/NOTIFY between them. */
  isServer: boolean;
  close(): Promise<void>;
}

/** What a server has before anybody connects: the extension at least, without which Parley refuses it. */
type Content = "nothing" | "vector" | "migrated";

/**
 * The same rows over postgres.js: migrated, and closed together with what it stands on.
 * @param content what is there before it is migrated; to start with all of it saves seconds where that is not the point
 */
export async function openTestServer(
  content: Content = "migrated",
): Promise<DatabaseHandle & Pick<TestPostgres, "isServer" | "url">> {
  const server = await openTestPostgres(content);
  const handle = await openDatabase({
    url: server.url,
    logger: silentLogger(),
    // Behind the socket all connections are one session, and would see each other's unnamed statements.
    maxConnections: server.isServer ? undefined : 1,
  });
  return {
    ...handle,
    url: server.url,
    isServer: server.isServer,
    close: async () => {
      await handle.close();
      await server.close();
    },
  };
}

/**
 * A Postgres to reach over the network: a database of its own on the server PARLEY_TEST_POSTGRES_URL names, or
 * else the embedded one behind a socket, which speaks the same protocol but is one session for all connections. The
 * database on a server is always empty.
 */
export function openTestPostgres(content: Content): Promise<TestPostgres> {
  const server = process.env.PARLEY_TEST_POSTGRES_URL;
  return server && content !== "nothing" ? createDatabase(server) : startSocket(content);
}

async function createDatabase(server: string): Promise<TestPostgres> {
  const name = `parley_test_${randomBytes(6).toString("hex")}`;
  const admin = postgres(server, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return {
    url: url.href,
    isServer: true,
    close: async () => {
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

async function startSocket(content: Content): Promise<TestPostgres> {
  const database = await PGlite.create({
    extensions: content === "nothing" ? {} : { vector },
    ...(content === "migrated" ? { loadDataDir: new Blob([new Uint8Array(await migratedSnapshot())]) } : {}),
    // A server takes this from each connection (postgres.ts sends it); the socket does not hand it on.
    startParams: [...PGlite.defaultStartParams, "-c", "hnsw.iterative_scan=relaxed_order"],
  });
  const server = new PGLiteSocketServer({ db: database, port: 0, maxConnections: 20 });
  await server.start();
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres?sslmode=disable`,
    isServer: false,
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
}
