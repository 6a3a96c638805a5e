import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { BUILD_STAMP, buildAll } from "./build";
import { sourceFingerprint } from "./source-fingerprint";

const root = path.resolve(import.meta.dirname, "..");
export const SERVER_ENTRY = path.join(root, "dist", "server", "main.js");

/** Builds unless what stands in dist/ and .next/ was made from exactly these sources. */
export async function ensureBuild(say: (line: string) => void): Promise<void> {
  const isComplete = [BUILD_STAMP, SERVER_ENTRY, path.join(root, ".next", "BUILD_ID")].every((file) =>
    existsSync(file),
  );
  if (isComplete && (await readFile(BUILD_STAMP, "utf8")) === (await sourceFingerprint(root))) return;
  say("Building Parley. The first time takes about a minute.");
  await buildAll();
}
