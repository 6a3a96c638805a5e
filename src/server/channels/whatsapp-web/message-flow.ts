/** From the library's message events to the channel's: each message once, in order within its chat, and only when it is out. */
import { parseMessageKey } from "@/domain/messaging/whatsapp-ids";
import type { Logger } from "@/server/logger";
import type { ChannelEvents } from "../driver";
import type { ContactDirectory } from "./contact-directory";
import { ackLevelOf, isOut, normaliseMessage, type RawMessage } from "./normalise";

const LARGEST_MEMORY = 10_000;

export class MessageFlow {
  readonly #delivered = new Set<string>();
  /** Own messages that stand in the chat while WhatsApp does not have them yet. */
  readonly #pending = new Map<string, RawMessage>();
  /** The last thing under way in each chat. */
  readonly #chats = new Map<string, Promise<void>>();

  constructor(
    private readonly events: Pick<ChannelEvents, "message" | "ack">,
    private readonly contacts: ContactDirectory,
    /** Whether this process may be sending that text right now. */
    private readonly mayBeSending: (text: string) => boolean,
    private readonly logger: Logger,
  ) {}

  receive(raw: RawMessage): void {
    const key = parseMessageKey(raw.id);
    if (!key) {
      this.logger.warn({ type: raw.type }, "a message without a readable id was left out");
      return;
    }
    if (key.fromMe && !isOut(raw.ack) && this.mayBeSending(String(raw.body ?? ""))) {
      // An echo is proof that a message went out, so it has to wait until that is true. What others sent is out.
      this.#pending.set(key.stanzaId, raw);
      return;
    }
    this.#deliver(raw, key);
  }

  acknowledge(rawId: unknown, ack: number): void {
    const key = parseMessageKey(rawId);
    if (!key?.fromMe) return;
    const pending = this.#pending.get(key.stanzaId);
    if (pending && ack !== 0) {
      this.#pending.delete(key.stanzaId);
      if (isOut(ack)) this.#deliver({ ...pending, ack }, key);
    }
    this.#inOrder(key.chatId, async () => this.events.ack({ stanzaId: key.stanzaId, level: ackLevelOf(ack) }));
  }

  #deliver(raw: RawMessage, { stanzaId, fromMe, chatId }: { stanzaId: string; fromMe: boolean; chatId: string }): void {
    const identity = `${fromMe}_${stanzaId}`;
    if (this.#delivered.has(identity)) return;
    // Whoever stores messages knows them again for ever; this only spares it the events of one connection.
    if (this.#delivered.size >= LARGEST_MEMORY) this.#delivered.clear();
    this.#delivered.add(identity);
    const receivedAt = new Date();
    this.#inOrder(chatId, async () => {
      const contact = await this.contacts.find(chatId);
      const message = normaliseMessage(raw, { contact, receivedAt, isBacklog: false });
      if (message) this.events.message(message);
    });
  }

  #inOrder(chatId: string, work: () => Promise<void>): void {
    const next = (this.#chats.get(chatId) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      this.logger.error({ err: error }, "a message could not be handed on");
    });
    this.#chats.set(chatId, next);
    void next.then(() => {
      if (this.#chats.get(chatId) === next) this.#chats.delete(chatId);
    });
  }
}
