import type { Worker } from "node:worker_threads";
import type { FailureReason, ParseResult } from "@/domain/knowledge/document";
import { startWorker } from "../../worker-entry";
import { watchBuffers } from "../buffer-watch";
import { DEFAULT_PARSE_LIMITS, type ParseLimits } from "./limits";
import type { ParseMessage, ParseRequest } from "./parse-protocol";

export interface ParseOptions {
  bytes: Uint8Array;
  /** Its extension is a hint; the content decides. */
  fileName: string;
  password?: string | undefined;
  /** Ends the thread; the promise then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Pages done and in all, at most ten times a second. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** Told what went wrong when a parser broke in an unexpected way. */
  onCrash?: ((error: string) => void) | undefined;
}

const failed = (reason: FailureReason): ParseResult => ({ status: "failed", reason, warnings: [] });

/**
 * Reads a file in a thread of its own, within limits of size, time and memory; the thread is ended when one is passed.
 * Whatever the file holds, the answer is a result: it rejects only when the signal fires.
 */
export async function parseDocument(options: ParseOptions, limits: Partial<ParseLimits> = {}): Promise<ParseResult> {
  const allLimits = { ...DEFAULT_PARSE_LIMITS, ...limits };
  const { bytes, fileName, password, signal } = options;
  signal?.throwIfAborted();
  if (bytes.length === 0) return failed("empty_file");
  if (bytes.length > allLimits.maxBytes) return failed("too_large");
  const request: ParseRequest = { bytes, fileName, password, limits: allLimits };
  const worker = startWorker("parse-worker", {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: allLimits.maxHeapMegabytes, maxYoungGenerationSizeMb: 48 },
    // Parsers warn on the console about every oddity of a file.
    stdout: true,
    stderr: true,
  });
  try {
    return await outcomeOf(worker, options, allLimits);
  } finally {
    await worker.terminate();
  }
}

function outcomeOf(
  worker: Worker,
  { signal, onProgress, onCrash }: ParseOptions,
  { timeoutMs, maxBufferBytes }: ParseLimits,
): Promise<ParseResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ParseResult>();
  const alarm = setTimeout(() => settle(failed("timeout")), timeoutMs);
  const stopWatching = watchBuffers(worker, maxBufferBytes, () => settle(failed("out_of_memory")));
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  let isSettled = false;
  const settle = (result: ParseResult) => {
    isSettled = true;
    resolve(result);
  };
  const breakDown = (error: string) => {
    if (isSettled) return;
    onCrash?.(error);
    settle(failed("internal"));
  };
  worker.on("message", (message: ParseMessage) => {
    if (message.kind === "progress") onProgress?.(message.done, message.total);
    else if (message.kind === "result") settle(message.result);
    else breakDown(message.error);
  });
  worker.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY") settle(failed("out_of_memory"));
    else breakDown(error.stack ?? error.message);
  });
  worker.on("exit", (code) => breakDown(`The parsing thread ended with code ${code} and no result.`));
  return promise.finally(() => {
    clearTimeout(alarm);
    stopWatching();
    signal?.removeEventListener("abort", onAbort);
    worker.removeAllListeners();
    // Its last words after that are nobody's business, and an unheard error would end the process.
    worker.on("error", () => undefined);
  });
}
