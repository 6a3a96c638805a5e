import type { Scheduler } from "@/server/channels/scheduler";

/** A clock that stands still until a test moves it; timers run in order, at the instant they were set for. */
export class FakeScheduler implements Scheduler {
  #nowMs: number;
  #timers: { at: number; run: () => void }[] = [];

  constructor(start: Date = new Date()) {
    this.#nowMs = start.getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  random(): number {
    return 0.5;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#nowMs + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(ms: number): void {
    const until = this.#nowMs + ms;
    for (;;) {
      const [first] = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!first) break;
      this.#timers = this.#timers.filter((timer) => timer !== first);
      this.#nowMs = Math.max(this.#nowMs, first.at);
      first.run();
    }
    this.#nowMs = until;
  }
}
