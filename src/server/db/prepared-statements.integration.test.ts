import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PreparedStatements } from "./prepared-statements";

let database: PGlite;
let statements: PreparedStatements;
let nowMs = 0;

beforeAll(async () => {
  database = await PGlite.create();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.exec(
    "deallocate all; drop table if exists things; create table things (id int primary key, name text)",
  );
  statements = new PreparedStatements(database, () => nowMs);
});

const alone = { isInTransaction: false };
const SELECT = "select name from things where id = $1";

/** As often as it takes for it to be run as a prepared statement. */
async function runPrepared(sql: string, params: unknown[]) {
  for (let attempt = 0; attempt < 10; attempt++) {
    const result = await statements.run(sql, params, alone);
    if (result) return result;
  }
  throw new Error("It was never prepared.");
}

const preparedNames = async () =>
  (await database.query<{ name: string }>("select name from pg_prepared_statements where statement <> $1", [""])).rows
    .map(({ name }) => name)
    .filter((name) => name.startsWith("parley"));

test("a statement that comes once is not prepared", async () => {
  expect(await statements.run(SELECT, [1], alone)).toBeUndefined();
  expect(await preparedNames()).toEqual([]);
});

test("a search for the nearest vectors is never prepared: how it is best done depends on the account", async () => {
  for (let time = 0; time < 10; time++)
    expect(await statements.run("select name from things order by vector <=> $1", ["[1]"], alone)).toBeUndefined();
  expect(await preparedNames()).toEqual([]);
});

test.each<{ value: unknown; type: string; read: unknown }>([
  { value: "it's", type: "text", read: "it's" },
  { value: null, type: "text", read: null },
  { value: 42, type: "int", read: 42 },
  { value: { a: [1, "two"] }, type: "jsonb", read: { a: [1, "two"] } },
  { value: ["x", 'y"z'], type: "text[]", read: ["x", 'y"z'] },
  { value: true, type: "boolean", read: true },
  { value: new Date(0), type: "timestamptz", read: new Date(0) },
  { value: new Uint8Array([0, 255]), type: "bytea", read: new Uint8Array([0, 255]) },
])("a $type goes in and comes out as without preparation", async ({ value, type, read }) => {
  const sql = `select $1::${type} as value`;
  const { rows } = await database.query(sql, [value]);
  expect(rows).toEqual([{ value: read }]);
  expect((await runPrepared(sql, [value])).rows).toEqual(rows);
});

test("rows, fields and counts are those of the same statement without preparation", async () => {
  const insert = "insert into things values ($1, $2) on conflict (id) do update set name = excluded.name returning id";
  const result = await runPrepared(insert, [1, "one"]);
  expect(result).toMatchObject({ rows: [{ id: 1 }], affectedRows: 1, fields: [{ name: "id", dataTypeID: 23 }] });
  const asArrays = await statements.run(insert, [1, "one"], { ...alone, rowMode: "array" });
  expect(asArrays?.rows).toEqual([[1]]);
});

test("an error has its code, and the statement works again afterwards", async () => {
  const divide = "select 1 / $1::int as result";
  await runPrepared(divide, [1]);
  await expect(statements.run(divide, [0], alone)).rejects.toMatchObject({ code: "22012" });
  expect((await statements.run(divide, [1], alone))?.rows).toEqual([{ result: 1 }]);
});

test("a table that was altered makes a statement come back unprepared instead of failing", async () => {
  const all = "select * from things where id = $1";
  await database.exec("insert into things values (1, 'one')");
  await runPrepared(all, [1]);
  await database.exec("alter table things add column color text default 'red'");
  expect(await statements.run(all, [1], alone)).toBeUndefined();
  expect((await runPrepared(all, [1])).rows).toEqual([{ id: 1, name: "one", color: "red" }]);
});

test("what nobody asks for any more makes room", async () => {
  await runPrepared(SELECT, [1]);
  expect(await preparedNames()).toHaveLength(1);
  for (let other = 0; other < 300; other++) await statements.run(`select ${other}`, [], alone);
  expect(await preparedNames()).toEqual([]);
  expect((await runPrepared(SELECT, [1])).rows).toEqual([]);
});

test("a plan made while a table was small is made anew once it has grown", async () => {
  await database.exec("insert into things values (1, 'one'); analyze things");
  for (let round = 0; round < 12; round++) await runPrepared(SELECT, [1]);
  const [name] = await preparedNames();
  const plan = async () => JSON.stringify((await database.query(`explain execute ${name}(1)`)).rows);
  expect(await plan()).toContain("Seq Scan");
  await database.exec("insert into things select i, 'thing ' || i from generate_series(2, 20000) i");
  expect(await plan()).toContain("Seq Scan");
  nowMs += 60_000;
  await statements.run(SELECT, [1], alone);
  expect(await plan()).not.toContain("Seq Scan");
});
