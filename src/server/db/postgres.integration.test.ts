import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isAppError } from "@/server/errors";
import { silentLogger } from "@/server/logger";
import { openTestPostgres, openTestServer } from "@/test/postgres";
import { executeRows, openDatabase } from "./client";

/** What whoever starts Parley would read. */
async function refusal(url: string): Promise<string> {
  const error: unknown = await openDatabase({ url, logger: silentLogger() }).catch((reason: unknown) => reason);
  return isAppError(error) ? error.publicMessage : `not for people: ${String(error)}`;
}

describe("a database that cannot be used is refused in words", () => {
  test("that name pgvector when the server lacks it", async () => {
    const server = await openTestPostgres("nothing");
    expect(await refusal(server.url)).toMatch(/has no "vector" extension \(pgvector\).*Install pgvector/);
    await server.close();
  });

  test("that name the server but never the password when it cannot be reached", async () => {
    // A port that was free a moment ago.
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    const words = await refusal(`postgres://parley:hunter2@127.0.0.1:${port}/shop`);
    expect(words).toMatch(`The database shop at 127.0.0.1:${port} cannot be used`);
    expect(words).not.toContain("hunter2");
  });
});

test("every connection asks for the iterative scan, which filtered vector search needs", async () => {
  let received = "";
  const refuse = Buffer.from("SFATAL\0C28000\0Mnot today\0\0");
  const server = createServer((socket) =>
    socket.once("data", (bytes) => {
      received = bytes.toString("latin1");
      const header = Buffer.from("E\0\0\0\0");
      header.writeInt32BE(refuse.length + 4, 1);
      socket.end(Buffer.concat([header, refuse]));
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await refusal(`postgres://parley@127.0.0.1:${port}/shop?sslmode=disable`)).toContain("not today");
  expect(received).toContain("hnsw.iterative_scan\0relaxed_order\0");
  server.close();
});

describe("a server", () => {
  let handle: Awaited<ReturnType<typeof openTestServer>>;
  beforeAll(async () => {
    handle = await openTestServer("vector");
  });
  afterAll(() => handle.close());

  test("is migrated by processes that start together, one after the other", async () => {
    // Behind the socket there is one session, which takes the lock as often as it likes: only a server proves the order.
    const { url, isServer } = handle;
    const handles = await Promise.all(
      Array.from({ length: isServer ? 4 : 1 }, () => openDatabase({ url, logger: silentLogger(), maxConnections: 1 })),
    );
    for (const { db } of handles) expect(await executeRows(db, sql`select id from accounts`)).toEqual([]);
    await Promise.all(handles.map((opened) => opened.close()));
  });

  test("answers whole numbers as numbers, as the embedded database does", async () => {
    const rows = await executeRows(handle.db, sql`select 7::int8 as small, 9007199254740993::int8 as large`);
    expect(rows).toEqual([{ small: 7, large: 9_007_199_254_740_993n }]);
  });

  test("delivers notifications", async ({ skip }) => {
    skip(!handle.isServer, "needs a server: set PARLEY_TEST_POSTGRES_URL");
    const heard: string[] = [];
    const stop = await handle.listen("news", (payload) => heard.push(payload));
    await handle.db.execute(sql`select pg_notify('news', 'one')`);
    await vi.waitFor(() => expect(heard).toEqual(["one"]), { timeout: 20_000 });
    await stop();
  });
});
