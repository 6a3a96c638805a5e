import type { Worker } from "node:worker_threads";

const INTERVAL_MS = 50;

/**
 * Calls back, once, when a thread holds more than so many bytes in buffers: those lie outside its heap, where Node's own
 * limits don't reach (a small PDF stream may unpack to gigabytes). The thread is asked between two steps of its
 * program, so it need not be idle. Does nothing on versions of Node (before 22.16) that cannot ask. Returns the stop.
 */
export function watchBuffers(worker: Worker, maxBytes: number, onOver: () => void): () => void {
  if (typeof worker.getHeapStatistics !== "function") return () => undefined;
  let isAsking = false;
  const timer = setInterval(async () => {
    if (isAsking) return;
    isAsking = true;
    // It rejects when the thread has just ended.
    const statistics = await worker.getHeapStatistics().catch(() => undefined);
    isAsking = false;
    if (!statistics || statistics.external_memory <= maxBytes) return;
    clearInterval(timer);
    onOver();
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}
