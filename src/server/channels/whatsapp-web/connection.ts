/** One account's WhatsApp session: the channel's connection over the hardened client. */
import { rm } from "node:fs/promises";
import path from "node:path";
import type { ChannelMessage } from "@/domain/messaging/message";
import { phoneNumberOf, widText } from "@/domain/messaging/whatsapp-ids";
import { AppError } from "@/server/errors";
import type { Logger } from "@/server/logger";
import type {
  ChannelConnection,
  ChannelEvents,
  ChatVitals,
  ConnectionResources,
  MediaDownload,
  OutboundMessage,
  SendResult,
} from "../driver";
import type { LaunchOptions } from "./chromium-process";
import { ContactDirectory } from "./contact-directory";
import { HardenedClient } from "./hardened-client";
import { MessageFlow } from "./message-flow";
import { isOut, normaliseMessage, type RawMessage } from "./normalise";
import { WhatsAppPage } from "./page";
import { Sender } from "./sender";
import { asError, withTimeLimit } from "./time-limit";

export interface ConnectionTimeouts {
  /** From the start of the browser to the page being up. */
  startMs: number;
  /** Until WhatsApp's code runs in the page. */
  bootMs: number;
  sendMs: number;
  /** For anything that is read. */
  readMs: number;
  contactMs: number;
  closeMs: number;
}

export interface ConnectionOptions {
  accountId: string;
  sessionsDir: string;
  launch: Omit<LaunchOptions, "profileDir">;
  timeouts: ConnectionTimeouts;
  logger: Logger;
}

type CloseReason = Parameters<ChannelEvents["closed"]>[0];

const RECONNECTING = new Set(["TIMEOUT", "OPENING"]);
const UNPAIRED = new Set(["UNPAIRED", "UNPAIRED_IDLE"]);
/** States that WhatsApp does not leave by itself. */
const REFUSED = new Set(["DEPRECATED_VERSION", "PROXYBLOCK", "TOS_BLOCK", "SMB_TOS_BLOCK"]);

export class WhatsAppWebConnection implements ChannelConnection {
  readonly #client: HardenedClient;
  readonly #page: WhatsAppPage;
  readonly #contacts: ContactDirectory;
  readonly #messages: MessageFlow;
  readonly #sender: Sender;
  #phase: "new" | "starting" | "open" | "over" = "new";
  /** Rejects a start that is under way. */
  #failStart: ((error: Error) => void) | undefined;
  /** Closing by itself, under way or done. */
  #ending: Promise<void> | undefined;
  #hasShownQr = false;
  #wasReady = false;
  #isOnline = false;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly events: ChannelEvents,
  ) {
    const { accountId, sessionsDir, launch, timeouts, logger } = options;
    this.#client = new HardenedClient({
      launch,
      session: { accountId, sessionsDir },
      navigationTimeoutMs: timeouts.startMs,
      bootTimeoutMs: timeouts.bootMs,
      closeGraceMs: timeouts.closeMs,
      hooks: {
        socketState: (state) => this.#onSocketState(state),
        signedOut: () => this.#close({ kind: "logged_out", detail: "unlinked on the phone" }),
        documentReplaced: () => this.#goOffline(),
        lost: (detail) => this.#close({ kind: "lost", detail }),
      },
    });
    this.#page = new WhatsAppPage(this.#client, timeouts.readMs);
    this.#contacts = new ContactDirectory((id) => this.#page.lookUpContact(id), timeouts.contactMs);
    this.#sender = new Sender(
      {
        send: (message) => this.#page.send(message),
        findOwn: ({ chatId, text }, since) => this.#page.findOwnMessages(this.#contacts.idsOf(chatId), text, since),
      },
      timeouts.sendMs,
    );
    this.#messages = new MessageFlow(
      {
        message: (message) => this.#tell(() => this.events.message(message)),
        ack: (update) => this.#tell(() => this.events.ack(update)),
      },
      this.#contacts,
      (text) => this.#sender.mayBeSending(text),
      logger,
    );
    this.#listen();
  }

  async start(): Promise<void> {
    if (this.#phase !== "new") throw new Error("a connection is started once");
    this.#phase = "starting";
    const failed = new Promise<never>((_, reject) => {
      this.#failStart = reject;
    });
    try {
      await withTimeLimit(Promise.race([this.#client.initialize(), failed]), {
        limitMs: this.options.timeouts.startMs,
        what: "opening WhatsApp Web",
      });
      if (this.#phase === "starting") this.#phase = "open";
    } catch (error) {
      // Stopped, or told that it is over: nobody waits for an error.
      if (this.#isOver()) return;
      this.#phase = "over";
      await this.#client.destroy();
      throw new AppError("upstream_unavailable", "WhatsApp Web could not be opened. It is tried again by itself.", {
        cause: asError(error),
      });
    } finally {
      this.#failStart = undefined;
    }
  }

  async stop({ forgetSession = false }: { forgetSession?: boolean } = {}): Promise<void> {
    const mustUnlink = forgetSession && this.#isOnline;
    this.#phase = "over";
    this.#isOnline = false;
    // Best effort: the owner can always remove the device on the phone.
    if (mustUnlink) await this.#page.signOut().catch(() => {});
    await this.#ending;
    await this.#end(forgetSession);
  }

  async send(message: OutboundMessage, { signal }: { signal: AbortSignal }): Promise<SendResult> {
    if (!this.#isOnline) return { status: "failed", detail: "not connected", wasTried: false };
    return this.#sender.send(message, signal);
  }

  async setTyping(chatId: string, isTyping: boolean): Promise<void> {
    if (this.#isOnline) await this.#page.showTyping(chatId, isTyping).catch(() => {});
  }

  async history(chatId: string, since: Date): Promise<ChannelMessage[]> {
    const contact = await this.#contacts.find(chatId);
    const receivedAt = new Date();
    const entries = await this.#page.readHistory(this.#contacts.idsOf(chatId), since);
    return entries
      .map((raw) => ({ raw, message: normaliseMessage(raw, { contact, receivedAt, isBacklog: true }) }))
      .flatMap(({ raw, message }) => (message && (!message.fromMe || isOut(raw.ack)) ? [message] : []));
  }

  async chatsSince(since: Date): Promise<string[]> {
    return this.#page.listChatsSince(since);
  }

  async downloadMedia(): Promise<MediaDownload> {
    throw new Error("files cannot be fetched yet");
  }

  async readResources(): Promise<ConnectionResources> {
    return { memoryBytes: null, processCount: 0 };
  }

  async screenshot(): Promise<Uint8Array> {
    throw new Error("there is no picture yet");
  }

  async checkHealth(): Promise<ChatVitals[]> {
    const { state, hasSynced, isInjected } = await this.#page.readHealth();
    if (hasSynced && !isInjected) await this.#client.announceMissedSync();
    if (state !== "CONNECTED" || !hasSynced || !isInjected)
      throw new Error(`WhatsApp Web is ${state}, ${hasSynced ? "" : "not "}synchronised`);
    return [];
  }

  #listen(): void {
    this.#client.on("qr", (qr) => {
      // Right after a scan the library may put a code together that has no reference any more.
      if (qr.startsWith("undefined,")) return;
      this.#hasShownQr = true;
      this.#tell(() => this.events.qr(qr));
    });
    this.#client.on("ready", () => this.#onReady());
    this.#client.on("message_create", (message) => this.#messages.receive(message.rawData as RawMessage));
    this.#client.on("message_ack", (message, ack) => this.#messages.acknowledge(message.id, Number(ack)));
  }

  #onReady(): void {
    if (this.#wasReady) {
      this.#goOnline();
      return;
    }
    this.#wasReady = true;
    this.#isOnline = true;
    const { wid, pushname } = this.#client.info;
    const id = widText(wid) ?? "";
    this.#tell(() =>
      this.events.ready({
        phoneNumber: phoneNumberOf(id) ?? id.replace(/@.*$/, ""),
        displayName: pushname || undefined,
      }),
    );
  }

  #onSocketState(state: string): void {
    // A page that showed no QR code was linked, so it has just been unlinked.
    const isUnlinked = UNPAIRED.has(state) && (this.#wasReady || !this.#hasShownQr);
    if (isUnlinked) this.#close({ kind: "logged_out", detail: "unlinked on the phone" });
    else if (state === "CONFLICT") this.#close({ kind: "conflict", detail: "opened in another browser" });
    else if (REFUSED.has(state)) this.#close({ kind: "lost", detail: `WhatsApp refuses this client: ${state}` });
    else if (state === "PAIRING") this.#tell(() => this.events.authenticating());
    else if (RECONNECTING.has(state)) this.#goOffline();
    else if (state === "CONNECTED" && this.#wasReady) this.#goOnline();
  }

  #goOffline(): void {
    if (!this.#isOnline) return;
    this.#isOnline = false;
    this.#tell(() => this.events.offline());
  }

  #goOnline(): void {
    if (this.#isOnline) return;
    this.#isOnline = true;
    this.#tell(() => this.events.online());
  }

  #isOver(): boolean {
    return this.#phase === "over";
  }

  #tell(event: () => void): void {
    if (!this.#isOver()) event();
  }

  /** Ends the connection from this side. A start that is under way fails instead, unless there is nothing to retry. */
  #close(reason: CloseReason): void {
    if (this.#phase === "over") return;
    if (this.#phase === "starting" && reason.kind === "lost") {
      this.#failStart?.(new Error(reason.detail));
      return;
    }
    this.#phase = "over";
    this.#isOnline = false;
    this.options.logger.info({ accountId: this.options.accountId, reason: reason.kind }, "WhatsApp connection closed");
    this.events.closed(reason);
    // A profile that was unlinked would ask for a new QR code at every start, under an old identity.
    this.#ending = this.#end(reason.kind === "logged_out").catch((error: unknown) =>
      this.options.logger.error({ err: error }, "closing a WhatsApp connection failed"),
    );
  }

  /** The folder goes after the browser: a running one would write it again. */
  async #end(forgetSession: boolean): Promise<void> {
    await this.#client.destroy();
    if (!forgetSession) return;
    const { sessionsDir, accountId } = this.options;
    // The browser's last writes may still come in for a moment.
    await rm(path.join(sessionsDir, `session-${accountId}`), {
      recursive: true,
      force: true,
      maxRetries: 5,
      retryDelay: 200,
    });
  }
}
