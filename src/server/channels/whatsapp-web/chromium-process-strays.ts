/** The processes of a browser, found by the profile they were started with or by their group, as Linux tells them. */
import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const KILL_LIMIT_MS = 2000;
const POLL_MS = 10;
const WATCH_MS = 100;
/** By then a process that was started is there to be seen, or was and has ended. */
const APPEARANCE_MS = 3000;

/**
 * Resolves when the profile's browser, which is being started, has ended, and ends what is left of its group. Never where
 * the system does not tell, nor after the signal.
 */
export async function untilGone(profileDir: string, signal: AbortSignal): Promise<void> {
  const isKnown = await canListProcesses();
  const startedAt = performance.now();
  let seen: Stray[] = [];
  while (!signal.aborted && isKnown) {
    await delay(WATCH_MS, undefined, { signal }).catch(() => {});
    const running = await findStrays(profileDir);
    const isLate = performance.now() - startedAt > APPEARANCE_MS;
    if (running.length === 0 && (seen.length > 0 || isLate)) break;
    seen = running;
  }
  if (signal.aborted || !isKnown) await new Promise(() => {});
  for (const { pid, isGroupLeader } of seen) if (isGroupLeader) kill(-pid);
}

/** A browser of an earlier Parley that did not notice its end, because it hung; or one that is given up. */
export async function endStrays(profileDir: string): Promise<void> {
  const deadline = performance.now() + KILL_LIMIT_MS;
  for (;;) {
    const strays = await findStrays(profileDir);
    if (strays.length === 0 || performance.now() > deadline) return;
    for (const { pid, isGroupLeader } of strays) kill(isGroupLeader ? -pid : pid);
    await delay(POLL_MS);
  }
}

/**
 * Resolves when no process of the group runs any more, or the limit is over. Ended ones that nobody has collected yet,
 * which may take a second, do not count.
 */
export async function untilGroupEnded(group: number, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while ((await isGroupRunning(group)) && performance.now() < deadline) await delay(POLL_MS);
}

async function isGroupRunning(group: number): Promise<boolean> {
  const statuses = await Promise.all((await listPids()).map(readStatus));
  return statuses.some((status) => status?.group === group && status.state !== "Z");
}

interface Stray {
  pid: number;
  isGroupLeader: boolean;
}

/** Processes that were started with this profile. None where the system does not tell. */
async function findStrays(profileDir: string): Promise<Stray[]> {
  const argument = `--user-data-dir=${path.resolve(profileDir)}`;
  const found = await Promise.all(
    (await listPids()).map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      const at = command.indexOf(argument);
      // Chromium's helpers write theirs as one string with spaces.
      if (at === -1 || !["\0", " ", ""].includes(command.charAt(at + argument.length))) return [];
      return [{ pid, isGroupLeader: (await readStatus(pid))?.group === pid }];
    }),
  );
  return found.flat();
}

/** None where the system does not tell. */
async function listPids(): Promise<number[]> {
  const names = await readdir("/proc").catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

async function readStatus(pid: number): Promise<{ state: string; group: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // After the name in parentheses, which may hold anything: state, parent, group.
  const [state, , group] = text?.slice(text.lastIndexOf(")") + 2).split(" ") ?? [];
  return state === undefined ? undefined : { state, group: Number(group) };
}

export const canListProcesses = (): Promise<boolean> =>
  lstat("/proc/self/cmdline").then(
    () => true,
    () => false,
  );

function kill(target: number): void {
  try {
    process.kill(target, "SIGKILL");
  } catch {
    // It ended by itself, or is another user's.
  }
}
