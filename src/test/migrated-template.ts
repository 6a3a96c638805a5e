import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectPath } from "@/server/project-root";

export const MIGRATIONS = projectPath("drizzle");

/**
 * Where the archive of a migrated, empty database lies once some test has made it: one file per state of the migrations
 * and version of the database, so that it can never be stale.
 */
export function migratedTemplatePath(): string {
  const hash = createHash("sha256").update(readFileSync(projectPath("node_modules/@electric-sql/pglite/package.json")));
  for (const file of readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    hash.update(file).update(readFileSync(path.join(MIGRATIONS, file)));
  }
  return projectPath("node_modules/.cache/parley", `test-database-${hash.digest("hex").slice(0, 16)}.tgz`);
}
