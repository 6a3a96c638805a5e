/**
 * From what the page tells to the channel's events: each message once, in order within its chat, and only when it is out.
 * What is neither a direct chat's nor a group's word to this number ends here, before anything is looked up for it.
 */
import type { ChannelMessage, MessageChange, MessageKind } from "@/domain/messaging/message";
import { chatKindOf, type MessageKey, parseMessageKey } from "@/domain/messaging/whatsapp-ids";
import type { Logger } from "@/server/logger";
import type { ChannelEvents } from "../driver";
import type { ContactDirectory } from "./contact-directory";
import { ackLevelOf, callOf, echoOf, isOut, isRevocation, normaliseMessage, type RawMessage } from "./normalise";
import { deletionOf, editOf, reactionOf } from "./normalise-change";
import type { PageEvent } from "./page-types";

const LARGEST_MEMORY = 10_000;

type Told = Exclude<PageEvent, { kind: "state" | "signed_out" | "passkey" }>;
type Identity = Pick<MessageKey, "stanzaId" | "fromMe" | "chatId">;

export class MessageFlow {
  readonly #delivered = new Set<string>();
  /** Own messages that stand in the chat while WhatsApp does not have them yet. */
  readonly #pending = new Map<string, RawMessage>();
  /** The last thing under way in each chat. */
  readonly #chats = new Map<string, Promise<void>>();

  constructor(
    private readonly events: Pick<ChannelEvents, "message" | "ack" | "change">,
    private readonly contacts: ContactDirectory,
    /** Whether this process may be sending that to this chat right now. */
    private readonly mayBeSending: (chatId: string, echo: { kind: MessageKind; body: string }) => boolean,
    private readonly logger: Logger,
  ) {}

  take(event: Told): void {
    const now = new Date();
    switch (event.kind) {
      case "message":
        this.#receive(event.message, now);
        break;
      case "ack":
        this.#acknowledge(event.id, event.ack);
        break;
      case "edited":
        this.#change(editOf(event, now), event.message);
        break;
      case "revoked":
        this.#change(deletionOf(event.message, now), event.message);
        break;
      case "reaction":
        this.#change(reactionOf(event, now), {});
        break;
      case "call":
        this.#call(event, now);
        break;
    }
  }

  #receive(raw: RawMessage, now: Date): void {
    const key = parseMessageKey(raw.id);
    if (!key) {
      this.logger.warn({ type: raw.type }, "a message without a readable id was left out");
      return;
    }
    // Taken back before this device ever saw it.
    if (isRevocation(raw)) {
      this.#change(deletionOf(raw, now), raw);
      return;
    }
    const isOurEcho = key.fromMe && this.mayBeSending(key.chatId, echoOf(raw));
    if (!isForUs(key, raw) && !(isOurEcho && chatKindOf(key.chatId) === "group")) return;
    if (isOurEcho && !isOut(raw.ack)) {
      // An echo is proof that a message went out, so it has to wait until that is true. What others sent is out.
      this.#pending.set(key.stanzaId, raw);
      return;
    }
    this.#deliver(raw, key);
  }

  #acknowledge(rawId: unknown, ack: number): void {
    const key = parseMessageKey(rawId);
    if (!key?.fromMe) return;
    const pending = this.#pending.get(key.stanzaId);
    if (pending && ack !== 0) {
      this.#pending.delete(key.stanzaId);
      if (isOut(ack)) this.#deliver({ ...pending, ack }, key);
    }
    this.#inOrder(key.chatId, async () => this.events.ack({ stanzaId: key.stanzaId, level: ackLevelOf(ack) }));
  }

  #deliver(raw: RawMessage, key: Identity): void {
    const now = new Date();
    this.#deliverOnce(key, (contact) => normaliseMessage(raw, { contact, receivedAt: now, isBacklog: false }));
  }

  /** The page tells a call at every step of it. */
  #call({ id, chatId, isVideo }: Extract<Told, { kind: "call" }>, now: Date): void {
    const key = { stanzaId: id, chatId, fromMe: false };
    if (chatKindOf(chatId) !== "direct") return;
    this.#deliverOnce(key, (contact) => callOf({ id, chatId, isVideo }, { contact, receivedAt: now }));
  }

  #deliverOnce(key: Identity, read: (contact: Contact) => ChannelMessage | undefined): void {
    const identity = identityOf(key);
    if (this.#delivered.has(identity)) return;
    // Whoever stores messages knows them again for ever; this only spares it the events of one connection.
    if (this.#delivered.size >= LARGEST_MEMORY) this.#delivered.clear();
    this.#delivered.add(identity);
    this.#inOrder(key.chatId, async () => {
      const message = read(await this.contacts.find(key.chatId));
      if (message) this.events.message(message);
    });
  }

  /** After the message it happened to, when that is on its way. In groups only what was told has a story. */
  #change(change: MessageChange | undefined, raw: RawMessage): void {
    if (!change) return;
    if (!isForUs(change, raw) && !this.#delivered.has(identityOf(change))) return;
    this.#inOrder(change.chatId, async () => this.events.change(change));
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

type Contact = Awaited<ReturnType<ContactDirectory["find"]>>;

const identityOf = ({ fromMe, stanzaId }: Identity) => `${fromMe}_${stanzaId}`;

function isForUs({ chatId }: { chatId: string }, raw: RawMessage): boolean {
  const kind = chatKindOf(chatId);
  return kind === "direct" || (kind === "group" && raw.mentionsMe === true);
}
