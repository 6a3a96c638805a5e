import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aUser } from "@/test/factories";
import { openTestServer } from "@/test/postgres";
import { type Database, type DatabaseHandle, executeRows } from "./client";
import { users } from "./schema";

/** Far above what a query takes here, far below the time limit of a test: waiting for ever shows as this. */
const SOON_MS = 10_000;

describe.each<{ driver: string; open: () => Promise<DatabaseHandle> }>([
  { driver: "the embedded database", open: openTestDatabase },
  { driver: "postgres.js", open: () => openTestServer() },
])("inside db.transaction, over $driver,", ({ open }) => {
  let handle: DatabaseHandle;
  let db: Database;
  let prepared: { execute: () => Promise<unknown> };
  beforeAll(async () => {
    handle = await open();
    db = handle.db;
    prepared = db.select().from(users).prepare("all_users");
  });
  afterAll(() => handle.close());
  beforeEach(() => truncateAll(handle));

  test.each<{ use: string; run: () => Promise<unknown> }>([
    { use: "a select", run: () => db.select().from(users).execute() },
    { use: "a relational query", run: () => db.query.users.findMany().execute() },
    { use: "an insert", run: () => aUser(db) },
    { use: "raw SQL", run: () => executeRows(db, sql`select 1`) },
    { use: "another transaction", run: () => db.transaction(() => Promise.resolve()) },
    { use: "a statement prepared before", run: () => prepared.execute() },
  ])("$use through `db` throws at once and says what to do", { timeout: SOON_MS }, async ({ run }) => {
    const misuse = db.transaction(async (tx) => {
      await aUser(tx);
      await run();
    });
    await expect(misuse).rejects.toThrow("call `tx`");
    expect(await db.$count(users)).toBe(0);
  });
  test("`tx` and its savepoints work, and a savepoint rolls back alone", { timeout: SOON_MS }, async () => {
    await db.transaction(async (tx) => {
      const kept = await aUser(tx);
      await expect(
        tx.transaction(async (inner) => {
          await aUser(inner);
          throw new Error("only this part");
        }),
      ).rejects.toThrow("only this part");
      expect(await tx.query.users.findMany()).toEqual([kept]);
    });
    expect(await db.$count(users)).toBe(1);
  });

  test("work beside an open transaction is not hit, and waits its turn", { timeout: SOON_MS }, async () => {
    const beside = Promise.withResolvers<unknown>();
    await Promise.all([
      db.transaction(async (tx) => {
        await aUser(tx);
        beside.resolve(undefined);
        await aUser(tx);
      }),
      beside.promise.then(() => aUser(db)),
    ]);
    expect(await db.$count(users)).toBe(3);
  });

  test("what a transaction left running may use `db` once it is over", { timeout: SOON_MS }, async () => {
    const over = Promise.withResolvers<void>();
    let late: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await aUser(tx);
      late = over.promise.then(() => aUser(db));
    });
    over.resolve();
    await late;
    expect(await db.$count(users)).toBe(2);
  });
});
