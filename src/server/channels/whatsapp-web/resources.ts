/** What a group of processes uses, as Linux tells it. */
import { readdir, readFile } from "node:fs/promises";
import type { ConnectionResources } from "../driver";

const PROC = "/proc";

/**
 * The browser leads a process group of its own. Memory that several processes share is counted once, in shares: the
 * proportional set size.
 */
export async function readGroupResources(group: number): Promise<ConnectionResources> {
  if (process.platform !== "linux") return { memoryBytes: null, processCount: 0 };
  const names = (await readdir(PROC)).filter((name) => /^\d+$/.test(name));
  const sizes = await Promise.all(
    names.map(async (pid) => ((await readGroup(pid)) === group ? readProportionalBytes(pid) : undefined)),
  );
  const members = sizes.filter((size) => size !== undefined);
  const known = members.filter((size) => size !== null);
  return {
    memoryBytes: known.length === 0 ? null : known.reduce((sum, size) => sum + size, 0),
    processCount: members.length,
  };
}

/** Undefined for a process that has ended. */
async function readGroup(pid: string): Promise<number | undefined> {
  const stat = await readFile(`${PROC}/${pid}/stat`, "utf8").catch(() => undefined);
  // The name stands in parentheses and may hold anything; then come state, parent, group.
  const [state, , group] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  return state === "Z" ? undefined : Number(group);
}

/** Null where the system keeps it to itself. */
async function readProportionalBytes(pid: string): Promise<number | null> {
  const rollup = await readFile(`${PROC}/${pid}/smaps_rollup`, "utf8").catch(() => "");
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
