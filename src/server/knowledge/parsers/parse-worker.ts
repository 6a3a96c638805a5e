/** The thread that reads one file, says what it found, and ends. */
import { parentPort, workerData } from "node:worker_threads";
import type { ParseMessage, ParseRequest } from "./parse-protocol";
import { ParseFailure } from "./parser";
import { selectParser } from "./registry";

const PROGRESS_INTERVAL_MS = 100;

const post = (message: ParseMessage) => parentPort?.postMessage(message);

async function run({ bytes, fileName, password, limits }: ParseRequest): Promise<void> {
  let lastProgressAt = 0;
  const onProgress = (done: number, total: number) => {
    if (done < total && performance.now() - lastProgressAt < PROGRESS_INTERVAL_MS) return;
    lastProgressAt = performance.now();
    post({ kind: "progress", done, total });
  };
  try {
    const parser = selectParser(bytes, fileName);
    post({ kind: "result", result: await parser.parse({ bytes, fileName, password, limits, onProgress }) });
  } catch (error) {
    if (error instanceof ParseFailure)
      post({ kind: "result", result: { status: "failed", reason: error.reason, warnings: [] } });
    else post({ kind: "crash", error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

await run(workerData as ParseRequest);
