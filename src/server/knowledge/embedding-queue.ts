/** Texts of similar length together waste the least padding; more than this gains nothing on one thread. */
const BATCH_SIZE = 8;
/** The model does not cut texts and takes 1.5 s for 20,000 characters; a chunk has about 1,200. */
const MAX_TEXT_LENGTH = 2_500;
/** A customer waits for these; a document being read does not mind. */
const URGENT_SIZE = 2;

export interface EmbeddingBatch {
  texts: string[];
  resolve(vectors: Float32Array[]): void;
  reject(error: Error): void;
}

interface Job {
  texts: readonly string[];
  /** Indexes of texts that no batch has taken yet, shortest text last. */
  waiting: number[];
  vectors: Float32Array[];
  remaining: number;
  resolve(vectors: Float32Array[]): void;
  reject(error: unknown): void;
}

/** Cuts requests into batches and says which runs next: questions before documents, otherwise first come, first served. */
export class EmbeddingQueue {
  #jobs: Job[] = [];

  add(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const prepared = texts.map((text) => text.slice(0, MAX_TEXT_LENGTH).trim() || ".");
    const waiting = prepared.map((_, index) => index).sort((a, b) => textLength(prepared, b) - textLength(prepared, a));
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<Float32Array[]>();
    const job: Job = { texts: prepared, waiting, vectors: [], remaining: prepared.length, resolve, reject };
    this.#jobs.push(job);
    const onAbort = () => this.#drop(job, signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    return promise.finally(() => signal?.removeEventListener("abort", onAbort));
  }

  /** The batch to run now, with where its vectors go; undefined when nothing waits. */
  next(): EmbeddingBatch | undefined {
    const waiting = this.#jobs.filter((job) => job.waiting.length > 0);
    const job = waiting.find(({ texts }) => texts.length <= URGENT_SIZE) ?? waiting[0];
    if (!job) return undefined;
    const indexes = job.waiting.splice(-BATCH_SIZE);
    return {
      texts: indexes.map((index) => job.texts[index] as string),
      resolve: (vectors) => this.#fill(job, indexes, vectors),
      reject: (error) => this.#drop(job, error),
    };
  }

  rejectAll(error: Error): void {
    for (const job of [...this.#jobs]) this.#drop(job, error);
  }

  #fill(job: Job, indexes: readonly number[], vectors: readonly Float32Array[]): void {
    indexes.forEach((index, position) => {
      job.vectors[index] = vectors[position] as Float32Array;
    });
    job.remaining -= indexes.length;
    if (job.remaining > 0) return;
    this.#jobs = this.#jobs.filter((other) => other !== job);
    job.resolve(job.vectors);
  }

  #drop(job: Job, reason: unknown): void {
    this.#jobs = this.#jobs.filter((other) => other !== job);
    job.waiting = [];
    job.reject(reason);
  }
}

const textLength = (texts: readonly string[], index: number) => texts[index]?.length ?? 0;
