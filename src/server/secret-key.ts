import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * The 32-byte key that encrypts secrets at rest: from the environment, or made once and kept in the data folder, readable
 * by its owner only. Losing it means signing in again, linking the phones again, and entering the keys of accounts' own
 * model providers again; and what was erased of customers is no longer known when WhatsApp delivers it again.
 */
export async function loadSecretKey(options: { configured: string | undefined; dataDir: string }): Promise<Buffer> {
  if (options.configured) return Buffer.from(options.configured, "hex");
  const file = path.join(options.dataDir, "secret.key");
  await mkdir(options.dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start at once, one writes and the other reads what it wrote.
    await writeFile(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const key = Buffer.from((await readFile(file, "utf8")).trim(), "hex");
  if (key.length !== 32)
    throw new Error(`The key file ${file} is damaged. Restore it from a backup, or delete it and sign in again.`);
  return key;
}
