import type { AckLevel, ChannelMessage, MessageChange } from "@/domain/messaging/message";
import type {
  ChannelConnection,
  ChannelDriver,
  ChannelEvents,
  ChatVitals,
  ConnectionResources,
  ConnectOptions,
  LinkMethod,
  MediaDownload,
  MessageRef,
  OutboundMessage,
  SendResult,
} from "@/server/channels/driver";

/**
 * What the next sends do. `ok`; `failed`: certainly not out; `not_connected`: not even tried; `unknown_delivered`: out,
 * but the result doesn't say so; `unknown_lost`: not out, and the result doesn't say so; `hang`: says nothing until the
 * connection stops.
 */
export type SendBehaviour = "ok" | "failed" | "not_connected" | "unknown_delivered" | "unknown_lost" | "hang";

type Closing = Parameters<ChannelEvents["closed"]>[0]["kind"];

/**
 * WhatsApp's side of one account, in memory: what its server and the phone hold outlives every connection. Tests make
 * things happen on it, and read from `delivered` what customers really got.
 */
export class FakeWhatsApp {
  /** Everything customers received from the business, in order. */
  readonly delivered: { chatId: string; text: string; stanzaId: string }[] = [];
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
  deliver({ chatId, text }: OutboundMessage): ChannelMessage {
    const message = this.#record({ body: text, fromMe: true, chatId });
    this.delivered.push({ chatId, text, stanzaId: message.stanzaId });
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

export class FakeConnection implements ChannelConnection {
  isStopped = false;
  /** Where "typing…" was shown, and where it was ended. */
  readonly typing: string[] = [];
  readonly stoppedTyping: string[] = [];
  #isOnline = false;
  #isGone = false;
  readonly #stopping = new AbortController();

  constructor(
    private readonly whatsApp: FakeWhatsApp,
    /** For tests that make a connection say things, also when it should be silent. */
    readonly events: ChannelEvents,
    readonly options: ConnectOptions = {},
  ) {}

  private get link(): LinkMethod {
    return this.options.link ?? { type: "qr" };
  }

  async start(): Promise<void> {
    if (!this.whatsApp.isReachable) throw new Error("net::ERR_CONNECTION_REFUSED");
    if (this.whatsApp.isLinked) this.announceReady();
    else if (this.link.type === "pairing_code") this.events.pairingCode("ABCD1234");
    else this.events.qr("qr-1");
  }

  announceReady(): void {
    this.#isOnline = true;
    this.events.ready({ phoneNumber: this.whatsApp.phoneNumber, displayName: "Bakery" });
  }

  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline;
    if (isOnline) this.events.online();
    else this.events.offline();
  }

  closes(kind: Closing): void {
    this.isStopped = true;
    this.events.closed({ kind, detail: `test: ${kind}` });
  }

  /** Its process was killed: it is gone, and whoever waits for it waits for ever. */
  vanish(): void {
    this.isStopped = true;
    this.#isGone = true;
  }

  async stop(options: { forgetSession?: boolean } = {}): Promise<void> {
    this.isStopped = true;
    if (!this.#isGone) this.#stopping.abort();
    if (options.forgetSession) this.whatsApp.isLinked = false;
  }

  async send(message: OutboundMessage, { signal }: { signal: AbortSignal }): Promise<SendResult> {
    if (this.isStopped || !this.#isOnline) return { status: "failed", detail: "not connected", wasTried: false };
    if (signal.aborted) return { status: "failed", detail: "given up", wasTried: false };
    if (this.whatsApp.strangers.has(message.chatId)) return { status: "failed", detail: "nobody there" };
    const behaviour = this.whatsApp.sends.shift() ?? "ok";
    if (typeof behaviour === "function") return behaviour(message);
    if (behaviour === "failed") return { status: "failed", detail: "test" };
    if (behaviour === "not_connected") return { status: "failed", detail: "not connected", wasTried: false };
    if (behaviour === "unknown_lost") return { status: "unknown", detail: "test" };
    if (behaviour === "hang") return this.#hang(signal);
    const delivered = this.whatsApp.deliver(message);
    if (behaviour === "unknown_delivered") return { status: "unknown", detail: "test" };
    if (this.whatsApp.echoes) this.events.message(delivered);
    return { status: "sent", stanzaId: delivered.stanzaId, sentAt: delivered.sentAt };
  }

  async setTyping(chatId: string, isTyping: boolean): Promise<void> {
    (isTyping ? this.typing : this.stoppedTyping).push(chatId);
  }

  async history(chatId: string, since: Date): Promise<ChannelMessage[]> {
    await this.#read();
    return this.whatsApp.history(chatId, since);
  }

  async chatsSince(since: Date): Promise<string[]> {
    await this.#read();
    return this.whatsApp.chatsSince(since);
  }

  async checkHealth(): Promise<ChatVitals[]> {
    await this.#thaw();
    this.#assertRunning();
    if (!this.whatsApp.isHealthy || !this.#isOnline) throw new Error("The page does not answer.");
    return this.whatsApp.vitals;
  }

  async downloadMedia(
    { stanzaId }: MessageRef,
    { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
  ): Promise<MediaDownload> {
    this.#assertRunning();
    signal.throwIfAborted();
    const found = this.whatsApp.media.get(stanzaId) ?? { status: "gone" };
    const media = typeof found === "function" ? found() : found;
    return media.status === "downloaded" && media.bytes.length > maxBytes ? { status: "too_large" } : media;
  }

  async readResources(): Promise<ConnectionResources> {
    return this.isStopped ? { memoryBytes: null, processCount: 0 } : this.whatsApp.resources;
  }

  async screenshot(): Promise<Uint8Array> {
    await this.#thaw();
    this.#assertRunning();
    return this.whatsApp.takePicture();
  }

  async #read(): Promise<void> {
    await this.#thaw();
    this.#assertRunning();
    if (!this.whatsApp.canReadChats) throw new Error("The page does not answer.");
  }

  /** A page that hangs answers when it is closed, at the latest. */
  async #thaw(): Promise<void> {
    if (!this.whatsApp.isFrozen) return;
    await new Promise((resolve) => this.#stopping.signal.addEventListener("abort", resolve, { once: true }));
  }

  #assertRunning(): void {
    if (this.isStopped) throw new Error("The connection is stopped.");
  }

  #hang(signal: AbortSignal): Promise<SendResult> {
    const ended = AbortSignal.any([signal, this.#stopping.signal]);
    return new Promise((resolve) => {
      const finish = () => {
        if (!this.#isGone) resolve({ status: "unknown", detail: "aborted" });
      };
      if (ended.aborted) finish();
      else ended.addEventListener("abort", finish, { once: true });
    });
  }
}

/** A driver over one FakeWhatsApp per account. */
export class FakeDriver implements ChannelDriver {
  readonly kind = "fake";
  readonly supports = { media: true, typing: true, reactions: true };
  readonly #accounts = new Map<string, FakeWhatsApp>();

  constructor(private readonly now: () => Date) {}

  of(accountId: string): FakeWhatsApp {
    const known = this.#accounts.get(accountId) ?? new FakeWhatsApp(this.now);
    this.#accounts.set(accountId, known);
    return known;
  }

  connect(accountId: string, events: ChannelEvents, options: ConnectOptions = {}): ChannelConnection {
    const whatsApp = this.of(accountId);
    const connection = new FakeConnection(whatsApp, events, options);
    whatsApp.connections.push(connection);
    return connection;
  }
}
