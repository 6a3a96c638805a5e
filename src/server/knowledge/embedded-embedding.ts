import type { Worker } from "node:worker_threads";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { AppError } from "../errors";
import { startWorker } from "../worker-entry";
import type { EmbeddingReply, EmbeddingRequest } from "./embedding-protocol";
import { type EmbeddingBatch, EmbeddingQueue } from "./embedding-queue";

/**
 * The model that ships with Parley: English, 512 dimensions, no key and no network. It runs in one worker thread (a
 * second gains little) that starts with the first text. `close` ends the thread; texts still waiting are rejected.
 */
export function createEmbeddedEmbeddingModel(): EmbeddingModel & { close(): Promise<void> } {
  const thread = new EmbeddingThread();
  return {
    id: "energetic-use-en-512",
    languages: ["en"],
    embed: (texts, signal) => thread.embed(texts, signal),
    close: () => thread.close(),
  };
}

class EmbeddingThread {
  readonly #queue = new EmbeddingQueue();
  #worker: Worker | undefined;
  #running: { batchId: number; batch: EmbeddingBatch } | undefined;
  #lastBatchId = 0;
  #isClosed = false;

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    if (this.#isClosed) throw new Error("The embedding model is closed.");
    if (texts.length === 0) return [];
    const result = this.#queue.add(texts, signal);
    this.#runNext();
    return result;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#failAll(new Error("The embedding model is closed."));
    await worker?.terminate();
  }

  #runNext(): void {
    if (this.#running) return;
    const batch = this.#queue.next();
    if (!batch) {
      // An idle thread must not keep a finished command or test alive.
      this.#worker?.unref();
      return;
    }
    const request: EmbeddingRequest = { batchId: ++this.#lastBatchId, texts: batch.texts };
    this.#running = { batchId: request.batchId, batch };
    const worker = this.#startedWorker();
    worker.ref();
    worker.postMessage(request);
  }

  #startedWorker(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startWorker("embedding-worker");
    worker.on("message", (reply: EmbeddingReply) => this.#receive(reply));
    // The thread is gone after either; the next text starts a new one.
    worker.on("error", (cause) => this.#lose(worker, cause));
    worker.on("exit", (code) => this.#lose(worker, new Error(`The embedding thread ended with code ${code}.`)));
    this.#worker = worker;
    return worker;
  }

  #receive(reply: EmbeddingReply): void {
    const running = this.#running;
    if (running?.batchId !== reply.batchId) return;
    this.#running = undefined;
    if ("error" in reply) running.batch.reject(unavailable(new Error(reply.error)));
    else running.batch.resolve(reply.vectors);
    this.#runNext();
  }

  #lose(worker: Worker, cause: Error): void {
    if (this.#worker === worker) this.#failAll(unavailable(cause));
  }

  #failAll(error: Error): void {
    this.#worker = undefined;
    this.#running?.batch.reject(error);
    this.#running = undefined;
    this.#queue.rejectAll(error);
  }
}

const unavailable = (cause: Error) =>
  new AppError("upstream_unavailable", "The search model stopped working. Try again in a moment.", { cause });
