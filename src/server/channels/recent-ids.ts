/** The ids that came in last; the oldest are forgotten when there are too many. */
export class RecentIds {
  readonly #ids = new Set<string>();

  constructor(private readonly limit: number) {}

  readonly has = (id: string): boolean => this.#ids.has(id);

  add(id: string): void {
    // Anew at the end: what comes again is recent.
    this.#ids.delete(id);
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (oldest !== undefined && this.#ids.size > this.limit) this.#ids.delete(oldest);
  }
}
