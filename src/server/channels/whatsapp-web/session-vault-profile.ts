/** What of a browser's profile makes the session, and how to tell that it is no longer there. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";

/**
 * Files and folders, relative to the profile. All that WhatsApp keeps is in the storage of its origin; `Local State` has
 * the key of the cookies on some systems, `Preferences` what the origin may do. Everything else is a cache, belongs to one
 * tab, or is of use only to a browser that people look at. Measured in docs/decisions/0011.
 */
const SESSION_PARTS = [
  "Local State",
  "Default/Preferences",
  "Default/Cookies",
  "Default/Cookies-journal",
  "Default/Network/Cookies",
  "Default/Network/Cookies-journal",
  "Default/IndexedDB",
  "Default/Local Storage",
  "Default/File System",
  "Default/WebStorage/QuotaManager",
  "Default/WebStorage/QuotaManager-journal",
];
const DATABASES = "Default/IndexedDB";
const LOCAL_STORAGE = "Default/Local Storage/leveldb";

export const isSessionPart = (file: string): boolean =>
  SESSION_PARTS.some((part) => file === part || file.startsWith(`${part}/`));

/** The files of the session, relative to the profile and with forward slashes; links and sockets are none. */
export async function listSessionFiles(profileDir: string): Promise<string[]> {
  const found = await Promise.all(SESSION_PARTS.map((part) => listFiles(profileDir, part)));
  return found.flat();
}

async function listFiles(profileDir: string, part: string): Promise<string[]> {
  const target = path.join(profileDir, part);
  const entries = await readdir(target, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => error.code,
  );
  if (entries === "ENOTDIR") return (await stat(target)).isFile() ? [part] : [];
  if (entries === "ENOENT") return [];
  if (!Array.isArray(entries)) throw new Error(`${part} could not be listed: ${entries}`);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(profileDir, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

/**
 * Why this can't be the profile of a linked session, or undefined. Looks only for what is certain: a good profile that
 * were taken for a damaged one would be replaced by an older copy.
 */
export async function findDamage(profileDir: string): Promise<string | undefined> {
  const databases = await readdir(path.join(profileDir, DATABASES)).catch(() => []);
  if (databases.length === 0) return "its databases are missing";
  for (const name of databases.filter((entry) => entry.endsWith(".leveldb")))
    if (!(await isReadable(path.join(profileDir, DATABASES, name)))) return "one of its databases can't be read";
  // Chromium makes a new one when there is none, so only a broken one is a sign.
  const storage = path.join(profileDir, LOCAL_STORAGE);
  if ((await readdir(storage).catch(() => [])).length > 0 && !(await isReadable(storage)))
    return "its local storage can't be read";
  return undefined;
}

/** LevelDB begins with the file CURRENT, which names the list of all others. */
async function isReadable(levelDb: string): Promise<boolean> {
  try {
    const manifest = (await readFile(path.join(levelDb, "CURRENT"), "utf8")).trim();
    return /^MANIFEST-\d+$/.test(manifest) && (await stat(path.join(levelDb, manifest))).size > 0;
  } catch {
    return false;
  }
}
