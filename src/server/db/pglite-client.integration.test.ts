import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { migratedSnapshot } from "@/test/database";
import { PgliteClient } from "./pglite-client";

const LONG = { timeout: 20_000 };

let client: PgliteClient;
beforeAll(async () => {
  client = await open();
});
afterAll(() => client.close());
beforeEach(() =>
  client.exec("drop schema if exists scratch cascade; create schema scratch; set search_path to scratch, public"),
);

async function open(onLost: (error: Error) => void = () => undefined): Promise<PgliteClient> {
  return PgliteClient.open({ snapshot: await migratedSnapshot(), onLost });
}

test("values come through the thread as they were sent", async () => {
  const instant = new Date("2026-01-02T03:04:05.678Z");
  const { rows } = await client.query(
    `select $1::timestamptz as instant, $2::bytea as bytes, $3::int8 as large, $4::jsonb as json, $5::text[] as list,
            $6::vector as vector, $7::text as nothing, $8::bool as yes, $9::float8 as number, $10::int8 as small`,
    [
      instant,
      Buffer.from([0, 1, 255]),
      9_007_199_254_740_993n,
      { name: "Roti “Ó”", list: [1, null] },
      ["a", "b,c"],
      "[1,2.5]",
      null,
      true,
      0.1,
      7,
    ],
  );
  expect(rows).toEqual([
    {
      instant,
      bytes: new Uint8Array([0, 1, 255]),
      large: 9_007_199_254_740_993n,
      json: { name: "Roti “Ó”", list: [1, null] },
      list: ["a", "b,c"],
      vector: "[1,2.5]",
      nothing: null,
      yes: true,
      number: 0.1,
      small: 7,
    },
  ]);
});

test("a transaction that fails before it has its turn is nothing to the others", async () => {
  const release = Promise.withResolvers<void>();
  const first = client.transaction(async (tx) => {
    await tx.query("select 1");
    await release.promise;
  });
  const second = client.transaction(() => Promise.reject(new Error("changed my mind")));
  release.resolve();
  await first;
  await expect(second).rejects.toThrow("changed my mind");
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
});

test("parsers that were passed along are applied, in both row modes", async () => {
  const TIMESTAMPTZ = 1184;
  const parsers = { [TIMESTAMPTZ]: (text: string) => `parsed ${text}` };
  const statement = "select 1 as one, '2026-01-02 03:04:05+00'::timestamptz as at, null::timestamptz as never";
  expect((await client.query(statement, [], { parsers })).rows).toEqual([
    { one: 1, at: "parsed 2026-01-02 03:04:05+00", never: null },
  ]);
  expect((await client.query(statement, [], { parsers, rowMode: "array" })).rows).toEqual([
    [1, "parsed 2026-01-02 03:04:05+00", null],
  ]);
});

test("an error says what Postgres said, and the next query works", async () => {
  await client.exec("create table things (id int constraint things_pk primary key); insert into things values (1)");
  await expect(client.query("insert into things values (1)")).rejects.toMatchObject({
    message: expect.stringContaining("duplicate key"),
    code: "23505",
    constraint: "things_pk",
    table: "things",
  });
  expect((await client.query("select id from things")).rows).toEqual([{ id: 1 }]);
});

test("a script that fails inside its own transaction does not poison the connection", async () => {
  const script = client.exec("begin; select 1; select no_such_column; commit");
  const next = client.query("select 2 as two");
  await expect(script).rejects.toMatchObject({ code: "42703" });
  expect((await next).rows).toEqual([{ two: 2 }]);
});

test("transactions take turns, and what was asked meanwhile comes after", async () => {
  await client.exec("create table steps (name text)");
  const order: string[] = [];
  const inside = (name: string) =>
    client.transaction(async (tx) => {
      await tx.query("insert into steps values ($1)", [name]);
      order.push(`${name} begins`);
      await tx.query("select pg_sleep(0.02)");
      order.push(`${name} ends`);
    });
  const first = inside("first");
  const second = inside("second");
  const rows = client.query("select name from steps");
  await Promise.all([first, second]);
  expect(order).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  expect((await rows).rows).toEqual([{ name: "first" }, { name: "second" }]);
});

test("statements of a transaction run in the order they were asked for, also when none is waited for", async () => {
  await client.exec("create table steps (name text)");
  const seen = await client.transaction(async (tx) => {
    const statements = [
      tx.query("insert into steps values ('first')"),
      tx.exec("update steps set name = name || ', then second'"),
      tx.query("select name from steps"),
    ];
    return (await Promise.all(statements)).at(-1);
  });
  expect(seen).toMatchObject({ rows: [{ name: "first, then second" }] });
});

test("a statement that fails among others that nobody waited for undoes the transaction, and the next one works", async () => {
  await client.exec("create table steps (name text)");
  const failing = client.transaction(async (tx) => {
    await Promise.all([
      tx.query("insert into steps values ('gone')"),
      tx.query("select no_such_column"),
      tx.query("insert into steps values ('refused')"),
    ]);
  });
  await expect(failing).rejects.toMatchObject({ code: "42703" });
  await client.transaction((tx) => tx.query("insert into steps values ('kept')"));
  expect((await client.query("select name from steps")).rows).toEqual([{ name: "kept" }]);
});

test("a transaction goes on after a savepoint was gone back to, however often the same statements come", async () => {
  await client.exec("create table steps (name text)");
  for (let round = 0; round < 6; round++) {
    await client.transaction(async (tx) => {
      await tx.query("savepoint before");
      await expect(tx.query("select no_such_column")).rejects.toMatchObject({ code: "42703" });
      await tx.query("rollback to savepoint before");
      await tx.query("insert into steps values ($1)", [`round ${round}`]);
    });
  }
  expect((await client.query("select count(*)::int as count from steps")).rows).toEqual([{ count: 6 }]);
});

test("a transaction whose work throws leaves nothing, and its `tx` cannot be used afterwards", async () => {
  await client.exec("create table steps (name text)");
  let leaked: { query: (sql: string) => Promise<unknown> } | undefined;
  const failing = client.transaction(async (tx) => {
    leaked = tx;
    await tx.query("insert into steps values ('gone')");
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect((await client.query("select * from steps")).rows).toEqual([]);
  await expect(leaked?.query("select 1")).rejects.toThrow("This transaction is over");
});

test.each<{ use: string; run: () => Promise<unknown> }>([
  { use: "query", run: () => client.query("select 1") },
  { use: "exec", run: () => client.exec("select 1") },
  { use: "transaction", run: () => client.transaction(() => Promise.resolve()) },
  { use: "listen", run: () => client.listen("news", () => undefined) },
])(
  "$use of the client itself, inside a transaction, throws instead of waiting for ever",
  { timeout: 5_000 },
  async ({ run }) => {
    await expect(client.transaction(run)).rejects.toThrow("call `tx`");
  },
);

test("a commit that Postgres refuses is an error", async () => {
  await client.exec(`create table parents (id int primary key);
    create table children (parent int references parents deferrable initially deferred)`);
  const refused = client.transaction((tx) => tx.query("insert into children values (1)"));
  await expect(refused).rejects.toMatchObject({ code: "23503" });
  expect((await client.query("select * from children")).rows).toEqual([]);
});

test("every listener of a channel hears a notification, and none once it has stopped", async () => {
  const heard: string[] = [];
  const stopFirst = await client.listen("News", (payload) => heard.push(`first ${payload}`));
  await client.listen("News", (payload) => heard.push(`second ${payload}`));
  await client.query("select pg_notify('News', 'one')");
  await vi.waitFor(() => expect(heard).toEqual(["first one", "second one"]), LONG);
  await stopFirst();
  await client.query("select pg_notify('News', 'two')");
  await vi.waitFor(() => expect(heard).toEqual(["first one", "second one", "second two"]), LONG);
});

test("a thread that dies rejects every call that waits, and later ones, and is reported once", async () => {
  const lost = vi.fn<(error: Error) => void>();
  const started = new Promise<Worker>((resolve) => process.once("worker", resolve));
  const doomed = await open(lost);
  const slow = doomed.query("select pg_sleep(30)");
  const inTransaction = doomed.transaction((tx) => tx.query("select 1"));
  const ended = Promise.allSettled([slow, inTransaction]);
  await (await started).terminate();
  for (const call of await ended) {
    expect(call).toMatchObject({ reason: { message: expect.stringContaining("The database thread ended") } });
  }
  await expect(doomed.query("select 1")).rejects.toThrow("The database thread ended");
  expect(lost).toHaveBeenCalledOnce();
  await doomed.close();
});

test("close waits for what was asked before, refuses what comes after, and reports no loss", async () => {
  const lost = vi.fn<(error: Error) => void>();
  const closing = await open(lost);
  const before = closing.query("select pg_sleep(0.05), 1 as one");
  const closed = Promise.all([closing.close(), closing.close()]);
  await expect(closing.query("select 1")).rejects.toThrow("The database is closed");
  expect((await before).rows).toMatchObject([{ one: 1 }]);
  await closed;
  expect(lost).not.toHaveBeenCalled();
});

test("close does not wait for a transaction that never ends", async () => {
  const stuck = await open();
  const begun = Promise.withResolvers<void>();
  void stuck.transaction(() => {
    begun.resolve();
    return new Promise(() => undefined);
  });
  await begun.promise;
  await stuck.close();
});

test("the main thread stays free while a long query runs", async ({ annotate }) => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const startedAt = performance.now();
  delay.enable();
  await client.query("select count(*) from generate_series(1, 2000000)");
  delay.disable();
  const queryMs = performance.now() - startedAt;
  const stallMs = delay.max / 1e6;
  await annotate(`query ${queryMs.toFixed(0)} ms, longest stall ${stallMs.toFixed(0)} ms`);
  // On the main thread the stall would be the whole query; the margin is for a busy machine.
  expect(stallMs).toBeLessThan(queryMs / 2);
});
