import { setTimeout as delay } from "node:timers/promises";

/** Lets in a number at once; the others wait in the order they came. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(width: number) {
    this.#free = width;
  }

  /** Resolves to what ends the turn, which may be called more than once; undefined when it took longer than the limit. */
  async enter(limitMs: number): Promise<(() => void) | undefined> {
    const turn = this.#takeTurn();
    const giveUp = new AbortController();
    const late = delay(limitMs, undefined, { signal: giveUp.signal, ref: false }).catch(() => undefined);
    const entered = await Promise.race([turn, late]);
    giveUp.abort();
    if (!entered) void turn.then((leave) => leave());
    return entered ?? undefined;
  }

  async #takeTurn(): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    };
  }
}
