import { report } from "./transport";

type Listener = (...values: never[]) => unknown;

/** Backbone's events, as far as WhatsApp's models offer them: several names may be given, separated by spaces. */
export class Emitter {
  /** A deaf page: what happens is told to nobody. */
  isMuted = false;
  readonly #listeners = new Map<string, { listener: Listener; original: Listener }[]>();

  on(names: string, listener: Listener, original = listener): this {
    for (const name of names.split(/\s+/)) {
      const present = this.#listeners.get(name) ?? [];
      this.#listeners.set(name, [...present, { listener, original }]);
    }
    return this;
  }

  off(names: string, listener?: Listener): this {
    for (const name of names.split(/\s+/)) {
      const kept = (this.#listeners.get(name) ?? []).filter((entry) => listener && entry.original !== listener);
      this.#listeners.set(name, kept);
    }
    return this;
  }

  once(names: string, listener: Listener): this {
    const wrapped = (...values: never[]) => {
      this.off(names, listener);
      listener(...values);
    };
    return this.on(names, wrapped, listener);
  }

  /** One listener that throws must not keep the event from the others. */
  trigger(name: string, ...values: unknown[]): void {
    if (this.isMuted) return;
    for (const { listener } of [...(this.#listeners.get(name) ?? [])]) {
      try {
        listener(...(values as never[]));
      } catch (error) {
        report("listener_error", `${name}: ${String((error as Error)?.stack ?? error)}`);
      }
    }
  }
}
