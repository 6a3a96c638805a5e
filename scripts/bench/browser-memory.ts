/** The memory of browsers, as Linux tells it. */
import { readdir, readFile } from "node:fs/promises";

export interface BrowserMemory {
  /** Proportional set size: what several processes share is divided among them, those of other programs included. */
  pssBytes: number;
  /** What no other process shares: whatever else runs on the machine, this stays the same. */
  privateBytes: number;
}

/**
 * Of every browser process whose profile lies in that folder, helpers included.
 * @throws when there is none, or where the system does not tell
 */
export async function browserMemory(folder: string): Promise<BrowserMemory> {
  const processes = (await Promise.all((await readdir("/proc")).filter(isPid).map(readProcess))).flat();
  // The browser leads a process group of its own; not every helper names the profile.
  const groups = new Set(processes.filter(({ command }) => command.includes(folder)).map(({ group }) => group));
  const own = await readProcess(String(process.pid));
  for (const { group } of own) groups.delete(group);
  const members = processes.filter(({ group }) => groups.has(group));
  if (members.length === 0) throw new Error(`no browser runs with a profile in ${folder}`);
  const sizes = await Promise.all(members.map(({ pid }) => memoryOf(pid)));
  const sumOf = (field: keyof BrowserMemory) => sizes.reduce((sum, size) => sum + size[field], 0);
  return { pssBytes: sumOf("pssBytes"), privateBytes: sumOf("privateBytes") };
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

async function memoryOf(pid: number): Promise<BrowserMemory> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
  const bytesOf = (field: string): number => {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(rollup)?.[1];
    if (kilobytes === undefined) throw new Error("the system does not tell what a process takes");
    return Number(kilobytes) * 1024;
  };
  return { pssBytes: bytesOf("Pss"), privateBytes: bytesOf("Private_Clean") + bytesOf("Private_Dirty") };
}
