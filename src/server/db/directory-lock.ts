import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "../errors";

const SQLITE_BUSY = 5;

/** Held by this process: one that nobody can reach any more would be collected, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Keeps a second process away from a data directory: the embedded database has no lock of its own, and two processes
 * on one directory lose committed rows. The lock is a SQLite transaction on a file beside it, because the kernel lets
 * go of that when the process dies, however it dies; a file that merely exists would have to be removed by hand.
 * Creates the parent folder. Returns what lets go of it.
 */
export function lockDirectory(directory: string): () => void {
  const folder = path.resolve(directory);
  mkdirSync(path.dirname(folder), { recursive: true });
  const lock = new DatabaseSync(`${folder}.lock`);
  try {
    lock.exec("pragma busy_timeout = 0; begin exclusive");
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new AppError(
      "conflict",
      `Another Parley is already running on the data folder ${folder}. Stop it first, or give this one a folder of its own.`,
      { cause },
    );
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}

/** The lowest byte names the kind of failure; what stands above it says more about the circumstances. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && (Number(Reflect.get(error, "errcode")) & 0xff) === SQLITE_BUSY;
