/** What was set last, by id; the oldest is forgotten when there is too much. */
export class RecentMap<Value> {
  readonly #values = new Map<string, Value>();

  constructor(private readonly limit: number) {}

  has(id: string): boolean {
    return this.#values.has(id);
  }

  get(id: string): Value | undefined {
    return this.#values.get(id);
  }

  set(id: string, value: Value): void {
    // Anew at the end: what comes again is recent.
    this.#values.delete(id);
    this.#values.set(id, value);
    const [oldest] = this.#values.keys();
    if (oldest !== undefined && this.#values.size > this.limit) this.#values.delete(oldest);
  }
}
