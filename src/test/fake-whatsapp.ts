import type { AckLevel, ChannelMessage, MessageChange } from "@/domain/messaging/message";
import type {
  ChatVitals,
  ConnectionResources,
  MediaDownload,
  OutboundFile,
  OutboundMessage,
  SendResult,
} from "@/server/channels/driver";
import type { FakeConnection } from "./fake-driver";

/**
 * What the next sends do. `ok`; `failed`: certainly not out; `not_connected`: not even tried; `unknown_delivered`: out,
 * but the result doesn't say so; `unknown_lost`: not out, and the result doesn't say so; `hang`: says nothing until the
 * connection stops.
 */
export type SendBehaviour = "ok" | "failed" | "not_connected" | "unknown_delivered" | "unknown_lost" | "hang";

/**
 * WhatsApp's side of one account, in memory: what its server and the phone hold outlives every connection. Tests make
 * things happen on it, and read from `delivered` what customers really got.
 */
export class FakeWhatsApp {
  /** Everything customers received from the business, in order. */
  readonly delivered: { chatId: string; text: string; file?: OutboundFile; stanzaId: string }[] = [];
  readonly connections: FakeConnection[] = [];
  /** Used up one per send; afterwards every send is `ok`. A function makes of it what it likes. */
  readonly sends: (SendBehaviour | ((message: OutboundMessage) => SendResult))[] = [];
  isLinked = true;
  /** Whether a send is also seen as a message of one's own, before its result. */
  echoes = true;
  /** `start()` rejects while false. */
  isReachable = true;
  isHealthy = true;
  /** Whatever is asked of the page hangs. */
  isFrozen = false;
  /** The page shows messages and tells nobody. */
  isDeaf = false;
  /** Chats that nobody is behind: sending there fails. */
  readonly strangers = new Set<string>();
  /** What reading chats is answered with. */
  canReadChats = true;
  /** A picture of the page, or why there is none. */
  takePicture: () => Promise<Uint8Array> = async () =>
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  phoneNumber = "6281100000000";
  /** Files by stanza id; what is not here is gone. A function may throw, as a download may fail. */
  readonly media = new Map<string, MediaDownload | (() => MediaDownload)>();
  resources: ConnectionResources = { memoryBytes: 160_000_000, processCount: 7 };
  readonly #chats = new Map<string, ChannelMessage[]>();
  readonly #unread = new Map<string, number>();
  #count = 0;

  constructor(readonly now: () => Date) {}

  get live(): FakeConnection {
    const connection = this.connections.findLast(({ isStopped }) => !isStopped);
    if (!connection) throw new Error("No connection is open.");
    return connection;
  }

  get openCount(): number {
    return this.connections.filter(({ isStopped }) => !isStopped).length;
  }

  /** A customer writes. Without `unseen` the live connection is told at once. */
  customerWrites(body: string, options: Partial<ChannelMessage> & { unseen?: boolean } = {}): ChannelMessage {
    return this.#arrive({ body, fromMe: false, ...options });
  }

  /** Something comes that the page counts as unread and shows no message for. */
  countsUp(chatId: string): void {
    this.#unread.set(chatId, (this.#unread.get(chatId) ?? 0) + 1);
  }

  /** Somebody reads the chat on the phone. */
  isRead(chatId: string): void {
    this.#unread.delete(chatId);
  }

  /** What the page's counters say. */
  get vitals(): ChatVitals[] {
    return [...this.#unread].map(([chatId, unreadCount]) => {
      const newest = this.#chats.get(chatId)?.findLast(({ fromMe }) => !fromMe);
      return { chatId, unreadCount, newest: newest ? { stanzaId: newest.stanzaId, sentAt: newest.sentAt } : null };
    });
  }

  /** The owner writes on the phone. */
  ownerWrites(body: string, options: Partial<ChannelMessage> & { unseen?: boolean } = {}): ChannelMessage {
    return this.#arrive({ body, fromMe: true, ...options });
  }

  scan(): void {
    this.isLinked = true;
    this.live.events.authenticating();
    this.live.announceReady();
  }

  /** Something happens to a message that was written before. */
  changes(change: MessageChange): void {
    const chat = this.#chats.get(change.chatId) ?? [];
    const became = (message: ChannelMessage): ChannelMessage => {
      if (change.type === "edited") return { ...message, body: change.body, editedAt: change.at };
      return change.type === "deleted" ? { ...message, body: "", isDeleted: true } : message;
    };
    const isIt = ({ stanzaId, fromMe }: ChannelMessage) => stanzaId === change.stanzaId && fromMe === change.fromMe;
    this.#chats.set(
      change.chatId,
      chat.map((message) => (isIt(message) ? became(message) : message)),
    );
    this.live.events.change(change);
  }

  /** The network goes away, or is back. */
  setOnline(isOnline: boolean): void {
    this.live.setOnline(isOnline);
  }

  ack(stanzaId: string, level: AckLevel): void {
    this.live.events.ack({ stanzaId, level });
  }

  history(chatId: string, since: Date): ChannelMessage[] {
    const recent = (this.#chats.get(chatId) ?? []).filter(({ sentAt }) => sentAt >= since);
    return recent.map((message) => ({ ...message, isBacklog: true }));
  }

  chatsSince(since: Date): string[] {
    return [...this.#chats.keys()].filter((chatId) => this.history(chatId, since).length > 0);
  }

  /** A reply of ours reaches the customer. */
  deliver({ chatId, text, file }: OutboundMessage): ChannelMessage {
    const message = this.#record({ kind: file?.kind ?? "text", body: text, fromMe: true, chatId });
    this.delivered.push({ chatId, text, ...(file ? { file } : {}), stanzaId: message.stanzaId });
    return message;
  }

  #arrive({ unseen = false, ...fields }: Partial<ChannelMessage> & { unseen?: boolean }): ChannelMessage {
    const message = this.#record(fields);
    // Whoever writes in a chat has read it.
    if (message.fromMe) this.isRead(message.chatId);
    else this.countsUp(message.chatId);
    if (!unseen && !this.isDeaf) this.live.events.message(message);
    return message;
  }

  #record(fields: Partial<ChannelMessage>): ChannelMessage {
    const chatId = fields.chatId ?? "6281200000001@c.us";
    const message: ChannelMessage = {
      stanzaId: `3EB0${String(++this.#count).padStart(8, "0")}`,
      chatKind: "direct",
      fromMe: false,
      kind: "text",
      body: "",
      sentAt: this.now(),
      contactAliases: [chatId],
      contactName: fields.fromMe ? undefined : "Sari",
      contactPhone: chatId.endsWith("@c.us") ? chatId.replace("@c.us", "") : undefined,
      isBacklog: false,
      ...fields,
      chatId,
    };
    this.#chats.set(chatId, [...(this.#chats.get(chatId) ?? []), message]);
    return message;
  }
}
