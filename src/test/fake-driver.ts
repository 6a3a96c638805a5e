import type { ChannelMessage } from "@/domain/messaging/message";
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
import { FakeWhatsApp } from "./fake-whatsapp";

type Closing = Parameters<ChannelEvents["closed"]>[0]["kind"];

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
