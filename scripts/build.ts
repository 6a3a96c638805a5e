/** Builds what production runs: Next's pages into .next/, the server and its worker threads into dist/server/. */
import { spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { bundleServer } from "./bundle-server";
import { sourceFingerprint } from "./source-fingerprint";

const root = path.resolve(import.meta.dirname, "..");
/** Says which sources a build was made from; start and demo compare it. */
export const BUILD_STAMP = path.join(root, "dist", "fingerprint.txt");

async function buildServer(): Promise<void> {
  await rm(path.join(root, "dist", "server"), { recursive: true, force: true });
  await bundleServer(path.join(root, "dist", "server"), { main: "src/server/main.ts" });
}

function buildPages(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`next build ended with exit code ${code}`)),
    );
  });
}

/** Builds both halves and stamps the result; a build that fails half-way leaves no stamp. */
export async function buildAll(): Promise<void> {
  await rm(BUILD_STAMP, { force: true });
  await Promise.all([buildServer(), buildPages()]);
  await mkdir(path.dirname(BUILD_STAMP), { recursive: true });
  await writeFile(BUILD_STAMP, await sourceFingerprint(root));
}

if (import.meta.main) await buildAll();
