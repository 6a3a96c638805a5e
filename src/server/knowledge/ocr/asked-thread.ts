import type { Worker } from "node:worker_threads";
import { watchBuffers } from "../buffer-watch";
import type { ThreadAnswer } from "./ocr-protocol";

export interface AskedThreadOptions {
  start(): Worker;
  /** Wall-clock time for one answer. */
  timeoutMs: number;
  maxBufferBytes: number;
}

/**
 * A thread that is asked one thing after the other, started with the first. It is ended when an answer takes too long or too
 * much memory, or is no longer wanted; the next question then starts another, so that one bad page costs that page alone.
 */
export class AskedThread<Question, Answer> {
  #worker: Worker | undefined;

  constructor(private readonly options: AskedThreadOptions) {}

  /** Rejects when there is no answer; with the signal's reason when that fired. One question at a time. */
  async ask(question: Question, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    this.#worker ??= this.options.start();
    try {
      const answer = await this.#answerOf(this.#worker, question, signal);
      if ("answer" in answer) return answer.answer;
      throw new Error(answer.error);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #answerOf(worker: Worker, question: Question, signal: AbortSignal): Promise<ThreadAnswer<Answer>> {
    const { timeoutMs, maxBufferBytes } = this.options;
    const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer<Answer>>();
    const alarm = setTimeout(() => reject(new Error("It took too long.")), timeoutMs);
    const stopWatching = watchBuffers(worker, maxBufferBytes, () => reject(new Error("It needed too much memory.")));
    const onAbort = () => reject(signal.reason);
    const onExit = (code: number) => reject(new Error(`The thread ended with code ${code} and no answer.`));
    signal.addEventListener("abort", onAbort, { once: true });
    // Its last words after that are nobody's business, but an error that nobody hears would end the process.
    worker.on("message", resolve).on("error", reject).on("exit", onExit);
    worker.postMessage(question);
    return promise.finally(() => {
      clearTimeout(alarm);
      stopWatching();
      signal.removeEventListener("abort", onAbort);
      worker.off("message", resolve).off("exit", onExit);
    });
  }
}
