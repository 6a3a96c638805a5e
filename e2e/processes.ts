/** What runs on this machine, read from /proc: tests of what is left behind need it. */
import { readdir, readFile } from "node:fs/promises";

export interface ProcessInfo {
  pid: number;
  parent: number;
  /** Arguments, joined: Chromium's children rewrite theirs into one string. */
  command: string;
}

/** Every process but the ended ones that nobody has collected yet. */
export async function listProcesses(): Promise<ProcessInfo[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(readProcess));
  return found.filter((info) => info !== undefined);
}

/** All processes below one. */
export async function descendantsOf(pid: number): Promise<ProcessInfo[]> {
  const all = await listProcesses();
  const parents = new Map(all.map((info) => [info.pid, info.parent]));
  const isBelow = (child: number): boolean => {
    const parent = parents.get(child);
    return parent === pid || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return all.filter((info) => isBelow(info.pid));
}

/** The processes that were started with this text among their arguments, such as a folder of theirs. */
export async function processesNaming(text: string): Promise<ProcessInfo[]> {
  return (await listProcesses()).filter(({ pid, command }) => pid !== process.pid && command.includes(text));
}

export const isAlive = async (pid: number): Promise<boolean> => (await readProcess(String(pid))) !== undefined;

async function readProcess(pid: string): Promise<ProcessInfo | undefined> {
  try {
    const [command, stat] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, "utf8"),
      readFile(`/proc/${pid}/stat`, "utf8"),
    ]);
    // After the name in parentheses: state, parent. A zombie has ended; whoever adopted it has not looked yet.
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z"
      ? undefined
      : { pid: Number(pid), parent: Number(parent), command: command.replaceAll("\0", " ") };
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}
