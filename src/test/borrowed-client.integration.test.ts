import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { executeRows } from "@/server/db/client";
import { accounts } from "@/server/db/schema";
import { openTestDatabase, type TestDatabase, truncateAll } from "./database";
import { aMessage, anAccount } from "./factories";
import { takeFingerprint, tidy } from "./handing-on";

/** Tells one embedded database from another: rows of it are gone when it is handed on, what it counts is not. */
const transactionOf = async ({ db }: TestDatabase) =>
  Number((await executeRows<{ xid: string }>(db, sql`select pg_current_xact_id()::text as xid`))[0]?.xid);

const oneAfterTheOther = async (
  leave: (first: TestDatabase) => Promise<unknown>,
  find: (second: TestDatabase) => Promise<void>,
) => {
  const first = await openTestDatabase();
  await leave(first);
  await first.close();
  const second = await openTestDatabase();
  try {
    await find(second);
  } finally {
    await second.close();
  }
};

test("the next one has the same database, with no row, no counter and no schema of the one before", async () => {
  let transaction = 0;
  await oneAfterTheOther(
    async (first) => {
      await aMessage(first.db);
      await first.db.execute(sql`create schema queue`);
      await first.db.execute(sql`create table queue.jobs (id int)`);
      transaction = await transactionOf(first);
    },
    async (second) => {
      expect(await transactionOf(second)).toBeGreaterThan(transaction);
      expect(await second.db.$count(accounts)).toBe(0);
      expect((await aMessage(second.db)).seq).toBe(1);
      expect(await executeRows(second.db, sql`select 1 from pg_namespace where nspname = 'queue'`)).toEqual([]);
    },
  );
});

test("one whose tables were changed is nobody's again", async () => {
  const extra = sql`select from pg_attribute where attrelid = 'accounts'::regclass and attname = 'extra'`;
  await oneAfterTheOther(
    (first) => first.db.execute(sql`alter table accounts add column extra int`),
    async (second) => expect(await executeRows(second.db, extra)).toEqual([]),
  );
});

test("whatever is changed shows, but rows", async () => {
  const handle = await openTestDatabase();
  if (handle.queueConnection.kind !== "pglite") throw new Error("Another database than expected.");
  const { client } = handle.queueConnection;
  let before = await takeFingerprint(client);
  await aMessage(handle.db);
  await tidy(client);
  expect(await takeFingerprint(client)).toBe(before);
  for (const statement of [
    "drop index messages_account_stanza_uq",
    "create table extra (id int)",
    "alter table accounts drop column name",
    "alter table accounts disable row level security",
    "alter table contacts add check (id <> '')",
    "create function extra() returns int language sql as 'select 1'",
    "set statement_timeout = '1min'",
  ]) {
    await client.exec(statement);
    const after = await takeFingerprint(client);
    expect(after, statement).not.toBe(before);
    before = after;
  }
  await handle.close();
});

test("two at a time are two databases", async () => {
  const [first, second] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  await anAccount(first.db);
  expect(await second.db.$count(accounts)).toBe(0);
  await Promise.all([first.close(), second.close()]);
});

test("what was begun is finished before it is closed, and afterwards everything is refused", async () => {
  const handle = await openTestDatabase();
  const release = Promise.withResolvers<void>();
  const order: string[] = [];
  const begun = handle.db.transaction(async (tx) => {
    await release.promise;
    await tx.execute(sql`select 1`);
    order.push("transaction");
  });
  const closed = handle.close().then(() => order.push("closed"));
  release.resolve();
  await Promise.all([begun, closed]);
  expect(order).toEqual(["transaction", "closed"]);
  await expect(anAccount(handle.db)).rejects.toMatchObject({ cause: { message: "The database is closed." } });
  await expect(handle.listen("news", () => undefined)).rejects.toThrow("The database is closed.");
});

test("whoever listened hears nothing of the next one", async () => {
  const heard: string[] = [];
  await oneAfterTheOther(
    (first) => first.listen("news", (payload) => heard.push(payload)),
    async (second) => {
      const own: string[] = [];
      await second.listen("news", (payload) => own.push(payload));
      await second.db.execute(sql`select pg_notify('news', 'one')`);
      expect(own).toEqual(["one"]);
    },
  );
  expect(heard).toEqual([]);
});

test("it is quiet when the last of statements that lead to one another is answered", async () => {
  const handle = await openTestDatabase();
  let answered = 0;
  const lead = async (): Promise<void> => {
    await handle.db.execute(sql`select 1`);
    answered += 1;
    if (answered < 30) await lead();
  };
  const all = lead();
  await handle.quiet();
  expect(answered).toBe(30);
  await all;
  await handle.close();
});

test("emptying starts counters anew that no row is left of", async () => {
  const handle = await openTestDatabase();
  await truncateAll(handle);
  const undone = handle.db.transaction(async (tx) => {
    await aMessage(tx);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await truncateAll(handle);
  expect((await aMessage(handle.db)).seq).toBe(1);
  await handle.close();
});
