/** Everything the driver reads from and does in the page, each with a limit: a hung page answers never. */
import type { OutboundMessage } from "../driver";
import type { HardenedClient } from "./hardened-client";
import type { RawMessage } from "./normalise";
import * as scripts from "./page-scripts";
import { withTimeLimit } from "./time-limit";

/** More than this in one chat since the last look is not caught up with. */
const LONGEST_HISTORY = 500;
const SIGN_OUT_LIMIT_MS = 5000;

const unixSeconds = (instant: Date) => Math.floor(instant.getTime() / 1000);

export class WhatsAppPage {
  constructor(
    private readonly client: HardenedClient,
    private readonly readLimitMs: number,
  ) {}

  /** The library's own send, so that whatever it learns about WhatsApp's changes comes with its next version. */
  async send({ chatId, text }: OutboundMessage): Promise<RawMessage | undefined> {
    const sent = await this.client.sendMessage(chatId, text, {
      // Else it resolves before WhatsApp has the message, and also when it never gets it.
      waitUntilMsgSent: true,
      linkPreview: false,
      // A text that begins like a contact card is still a text.
      parseVCards: false,
    });
    return sent?.rawData as RawMessage | undefined;
  }

  findOwnMessages(chatIds: string[], text: string, sinceSeconds: number) {
    return this.#run("finding own messages", scripts.findOwnMessages, chatIds, text, sinceSeconds);
  }

  readHistory(chatIds: string[], since: Date): Promise<RawMessage[]> {
    return this.#run("reading a chat", scripts.readHistory, chatIds, unixSeconds(since), LONGEST_HISTORY);
  }

  listChatsSince(since: Date): Promise<string[]> {
    return this.#run("listing chats", scripts.listChatsSince, unixSeconds(since));
  }

  lookUpContact(id: string) {
    return this.#run("looking up a contact", scripts.lookUpContact, id);
  }

  readHealth() {
    return this.#run("checking the page", scripts.readHealth);
  }

  showTyping(chatId: string, isTyping: boolean): Promise<void> {
    return this.#run("showing typing", scripts.showTyping, chatId, isTyping);
  }

  signOut(): Promise<void> {
    return withTimeLimit(this.#evaluate(scripts.signOut), { limitMs: SIGN_OUT_LIMIT_MS, what: "signing out" });
  }

  #run<Values extends unknown[], Result>(
    what: string,
    script: (...values: Values) => Result,
    ...values: Values
  ): Promise<Awaited<Result>> {
    return withTimeLimit(this.#evaluate(script, ...values), { limitMs: this.readLimitMs, what });
  }

  async #evaluate<Values extends unknown[], Result>(
    script: (...values: Values) => Result,
    ...values: Values
  ): Promise<Awaited<Result>> {
    const page = this.client.pupPage;
    if (!page) throw new Error("the browser is not running");
    // puppeteer's types unwrap handles to page objects, which are never passed here.
    return (await page.evaluate(script as (...values: unknown[]) => unknown, ...values)) as Awaited<Result>;
  }
}
