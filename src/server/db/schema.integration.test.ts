import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectPath } from "@/server/project-root";
import { openTestDatabase } from "@/test/database";
import { type DatabaseHandle, executeRows } from "./client";
import * as schema from "./schema";

let handle: DatabaseHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

test("every table is closed to everybody but its owner: row level security on, no policy that opens it", async () => {
  const tables = await executeRows<{ name: string; isProtected: boolean; policies: number }>(
    handle.db,
    sql`select c.relname as name, c.relrowsecurity as "isProtected",
               (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        order by c.relname`,
  );
  const defined = Object.values(schema).flatMap((value) => (is(value, PgTable) ? [getTableName(value)] : []));
  expect(tables.map(({ name }) => name)).toEqual(defined.toSorted());
  expect(tables.filter(({ isProtected, policies }) => !isProtected || policies > 0)).toEqual([]);
});

test("the migrations are up to date with the schema", async () => {
  const copy = mkdtempSync(path.join(tmpdir(), "parley-migrations-"));
  try {
    cpSync(projectPath("drizzle"), copy, { recursive: true });
    const before = readdirSync(copy);
    const tool = projectPath("node_modules/drizzle-kit/bin.cjs");
    const options = ["--dialect=postgresql", "--casing=snake_case", "--schema=./src/server/db/schema/index.ts"];
    const out = path.relative(projectPath(), copy);
    await promisify(execFile)(process.execPath, [tool, "generate", ...options, `--out=${out}`], { cwd: projectPath() });
    expect(readdirSync(copy), "run `npm run db:generate` and commit what it writes").toEqual(before);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
