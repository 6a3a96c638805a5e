import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Everything a build depends on; tests and documents are left out. */
const SOURCES = [
  "src",
  "public",
  "package-lock.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "scripts/build.ts",
];

async function listFiles(root: string, relative: string): Promise<string[]> {
  const absolute = path.join(root, relative);
  const entries = await readdir(absolute, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOTDIR") return undefined;
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (!entries) return [relative];
  const nested = await Promise.all(
    entries
      .filter((entry) => !/\.test\.tsx?$/.test(entry.name) && entry.name !== "fixtures")
      .map((entry) => listFiles(root, path.join(relative, entry.name))),
  );
  return nested.flat();
}

/** SHA-256 (hex) over the paths and bytes of all sources of the build: it changes exactly when a new build is needed. */
export async function sourceFingerprint(root: string): Promise<string> {
  const files = (await Promise.all(SOURCES.map((source) => listFiles(root, source)))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readFile(path.join(root, file)))
      .update("\0");
  return hash.digest("hex");
}
