import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { executeRows } from "@/server/db/client";
import { type EmbeddedHandle, openEmbedded } from "@/server/db/embedded";
import { silentLogger } from "@/server/logger";
import { projectPath } from "@/server/project-root";

const MIGRATIONS = projectPath("drizzle");

/**
 * A migrated database of this test file alone, in memory, in 0.6 s. Close it in `afterAll`; `truncateAll` in
 * `beforeEach` empties it.
 */
export async function openTestDatabase(): Promise<EmbeddedHandle> {
  return openEmbedded({ snapshot: await migratedSnapshot(), logger: silentLogger(), migrationsFolder: MIGRATIONS });
}

/** A migrated, empty database as `snapshot` takes it; made by the first test after a change of the migrations. */
export async function migratedSnapshot(): Promise<Uint8Array> {
  const template = templatePath();
  if (existsSync(template)) return new Uint8Array(readFileSync(template));
  const handle = await openEmbedded({ logger: silentLogger(), migrationsFolder: MIGRATIONS });
  const dump = await handle.dump("gzip");
  await handle.close();
  saveTemplate(template, dump);
  return dump;
}

/** Empties every table of ours and starts their sequences anew: some milliseconds. */
export async function truncateAll({ db }: Pick<EmbeddedHandle, "db">): Promise<void> {
  const tables = await executeRows<{ name: string }>(
    db,
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  await db.execute(sql.raw(`truncate ${tables.map(({ name }) => name).join(", ")} restart identity cascade`));
}

/** One file per state of the migrations and version of the database, so that it can never be stale. */
function templatePath(): string {
  const hash = createHash("sha256").update(readFileSync(projectPath("node_modules/@electric-sql/pglite/package.json")));
  for (const file of readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    hash.update(file).update(readFileSync(path.join(MIGRATIONS, file)));
  }
  return projectPath("node_modules/.cache/parley", `test-database-${hash.digest("hex").slice(0, 16)}.tgz`);
}

/** Test processes may do this at once: each writes a file of its own, and the last rename wins with equal content. */
function saveTemplate(template: string, dump: Uint8Array): void {
  mkdirSync(path.dirname(template), { recursive: true });
  const draft = `${template}.${randomUUID()}`;
  writeFileSync(draft, dump);
  renameSync(draft, template);
}
