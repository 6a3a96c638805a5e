/**
 * What a browser leaves behind when it, or Parley, did not end in good order: processes that hang, locks in the profile,
 * temporary folders. Whoever calls holds the account's lease, so nobody else has a right to this profile.
 */
import { createHash } from "node:crypto";
import { mkdir, readlink, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { canListProcesses, endStrays } from "./chromium-process-strays";

/** Chromium puts a socket into a folder of its own in there, and the paths of sockets end at 107 characters. */
const LONGEST_TEMPORARY_FOLDER = 60;
const LOCKS = ["SingletonLock", "SingletonSocket", "SingletonCookie"];

/**
 * A folder for the temporary files of one profile's browser. Its name says nothing and is always the same, so that the
 * next start finds what the last one left; beside the profile, or else, where that is too long, in the system's own.
 */
export function temporaryFolderOf(profileDir: string): string {
  const resolved = path.resolve(profileDir);
  const name = createHash("sha256").update(resolved).digest("hex").slice(0, 12);
  const folder = path.join(path.dirname(resolved), "tmp", name);
  const isShort = folder.length <= LONGEST_TEMPORARY_FOLDER || process.platform === "win32";
  return isShort ? folder : path.join(os.tmpdir(), `parley-${name}`);
}

/** Before a start: nothing of an earlier browser is left, and the folder for temporary files is there and empty. */
export async function clearTheWay(profileDir: string): Promise<void> {
  await endStrays(profileDir);
  await removeStaleLocks(profileDir);
  const folder = temporaryFolderOf(profileDir);
  await removeFolder(folder);
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o700 });
  // Not recursive: in the system's folder somebody else may have made it, and then it is not private.
  await mkdir(folder, { mode: 0o700 });
}

/** After the end of the browser's processes. */
export async function removeTraces(profileDir: string): Promise<void> {
  for (const name of LOCKS) await rm(path.join(profileDir, name), { force: true });
  await removeFolder(temporaryFolderOf(profileDir));
}

/** True when a process of this machine holds the profile. */
export async function isInUse(profileDir: string): Promise<boolean> {
  const owner = await readLock(profileDir);
  return owner?.isHere === true && isAlive(owner.pid);
}

/** The last writes of a killed helper may still come in for a moment. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/**
 * Chromium refuses a profile that it thinks another one has open. A lock of another machine, or of a process that is gone,
 * is a leftover of a crash; so is one whose process runs something else by now.
 */
async function removeStaleLocks(profileDir: string): Promise<void> {
  const owner = await readLock(profileDir);
  const mayBeHeld = owner?.isHere === true && isAlive(owner.pid) && !(await canListProcesses());
  if (mayBeHeld) return;
  for (const name of LOCKS) await rm(path.join(profileDir, name), { force: true });
}

async function readLock(profileDir: string): Promise<{ isHere: boolean; pid: number } | undefined> {
  const owner = await readlink(path.join(profileDir, "SingletonLock")).catch(() => undefined);
  if (owner === undefined) return undefined;
  const separator = owner.lastIndexOf("-");
  return { isHere: owner.slice(0, separator) === os.hostname(), pid: Number(owner.slice(separator + 1)) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
