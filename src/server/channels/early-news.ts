/** News of messages that never turn out to be ours (another device's) must not pile up. */
const MAX_MESSAGES = 1000;

/** News that overtook the message it is about, kept in the order it came until the message is known. */
export class EarlyNews<News> {
  readonly #byMessage = new Map<string, News[]>();

  keep(message: string, news: News): void {
    const known = this.#byMessage.get(message);
    if (known) {
      known.push(news);
      return;
    }
    const [oldest] = this.#byMessage.keys();
    if (oldest !== undefined && this.#byMessage.size >= MAX_MESSAGES) this.#byMessage.delete(oldest);
    this.#byMessage.set(message, [news]);
  }

  has(message: string): boolean {
    return this.#byMessage.has(message);
  }

  /** What is known of the message by now; from here on it is the caller's. */
  take(message: string): News[] {
    const news = this.#byMessage.get(message) ?? [];
    this.#byMessage.delete(message);
    return news;
  }
}
