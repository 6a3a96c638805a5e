/** The memory of browsers, as Linux tells it. */
import { readdir, readFile } from "node:fs/promises";

/**
 * Proportional set size of every browser process whose profile lies in that folder, helpers included: what several
 * processes share counts once.
 * @throws when there is none, or where the system does not tell
 */
export async function browserPssBytes(folder: string): Promise<number> {
  const processes = (await Promise.all((await readdir("/proc")).filter(isPid).map(readProcess))).flat();
  // The browser leads a process group of its own; not every helper names the profile.
  const groups = new Set(processes.filter(({ command }) => command.includes(folder)).map(({ group }) => group));
  const own = await readProcess(String(process.pid));
  for (const { group } of own) groups.delete(group);
  const members = processes.filter(({ group }) => groups.has(group));
  if (members.length === 0) throw new Error(`no browser runs with a profile in ${folder}`);
  const sizes = await Promise.all(members.map(({ pid }) => pssBytes(pid)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const isPid = (name: string) => /^\d+$/.test(name);

async function readProcess(pid: string): Promise<{ pid: number; group: number; command: string }[]> {
  try {
    const [command, stat] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, "utf8"),
      readFile(`/proc/${pid}/stat`, "utf8"),
    ]);
    // After the name in parentheses: state, parent, group.
    const group = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2];
    return [{ pid: Number(pid), group: Number(group), command }];
  } catch {
    // It ended meanwhile.
    return [];
  }
}

async function pssBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
  if (kilobytes === undefined) throw new Error("the system does not tell what a process takes");
  return Number(kilobytes) * 1024;
}
