import type { JobName } from "./names";

/**
 * Which worker to wake for a new job. Waking all of them makes each ask the database for the one job there is; on the
 * embedded database, which has one connection, the job's own first query then waits behind those.
 */
export class IdleWorkers {
  /** The longest not woken comes first: two jobs in a row wake two workers. */
  readonly #waiting = new Map<JobName, string[]>();

  add(name: JobName, workerId: string): void {
    this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), workerId]);
  }

  busy(name: JobName, workerId: string): void {
    const others = this.#waiting.get(name)?.filter((id) => id !== workerId);
    this.#waiting.set(name, others ?? []);
  }

  /** Undefined when all are busy: whoever is done looks for the next job by itself. */
  wakeNext(name: JobName): string | undefined {
    const [next, ...others] = this.#waiting.get(name) ?? [];
    if (next !== undefined) this.#waiting.set(name, [...others, next]);
    return next;
  }
}
