import { rounded } from "../statistics";

export interface Cost {
  ms: number;
  /** Of this process with all its threads: what else runs on the machine hardly changes it. */
  cpuMs: number;
}

export async function measureCost(work: () => Promise<unknown>): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms: rounded(performance.now() - startedAt), cpuMs: rounded((user + system) / 1000) };
}
