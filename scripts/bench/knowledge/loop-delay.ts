/** How late the event loop of a process comes to what it has to do, in milliseconds. */
import os from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { rounded } from "../statistics";

export interface LoopDelay {
  p50: number;
  p99: number;
  max: number;
}

const NS_PER_MS = 1e6;

export async function measureLoopDelay(work: () => Promise<unknown>): Promise<LoopDelay> {
  const histogram = monitorEventLoopDelay({ resolution: 10 });
  histogram.enable();
  await work();
  histogram.disable();
  return {
    p50: rounded(histogram.percentile(50) / NS_PER_MS),
    p99: rounded(histogram.percentile(99) / NS_PER_MS),
    max: rounded(histogram.max / NS_PER_MS),
  };
}

/** The control: of a process that does nothing while threads of it keep every core busy. */
export async function measureNoise({ seconds }: { seconds: number }): Promise<LoopDelay> {
  const burn = () => new Worker("for (;;);", { eval: true });
  const threads = Array.from({ length: os.availableParallelism() }, burn);
  try {
    return await measureLoopDelay(() => delay(seconds * 1000));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
