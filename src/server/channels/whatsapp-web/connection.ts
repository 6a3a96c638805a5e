/** One account's WhatsApp session: the channel's connection over the hardened client. */
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
import { type LaunchOptions, ProfileError } from "./chromium-process";
import { ContactDirectory } from "./contact-directory";
import { HardenedClient } from "./hardened-client";
import { MessageFlow } from "./message-flow";
import { isOut, normaliseMessage, type RawMessage } from "./normalise";
import { WhatsAppPage } from "./page";
import { Sender } from "./sender";
import type { SessionVault } from "./session-vault";
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
  /** For a stop with all that belongs to it; what is left after the browser ended is for the session's snapshot. */
  stopMs: number;
}

export interface ConnectionOptions {
  accountId: string;
  sessionsDir: string;
  vault: SessionVault;
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
      await withTimeLimit(Promise.race([this.#open(), failed]), {
        limitMs: this.options.timeouts.startMs,
        what: "opening WhatsApp Web",
      });
      if (this.#phase === "starting") this.#phase = "open";
    } catch (error) {
      // Stopped, or told that it is over: nobody waits for an error.
      if (this.#isOver()) return;
      this.#phase = "over";
      if (error instanceof ProfileError) this.options.vault.reportDamage(error.message);
      await this.#end();
      throw new AppError("upstream_unavailable", "WhatsApp Web could not be opened. It is tried again by itself.", {
        cause: asError(error),
      });
    } finally {
      this.#failStart = undefined;
    }
  }

  async stop({ forgetSession = false }: { forgetSession?: boolean } = {}): Promise<void> {
    const deadline = performance.now() + this.options.timeouts.stopMs;
    const mustUnlink = forgetSession && this.#isOnline;
    this.#phase = "over";
    this.#isOnline = false;
    // Best effort: the owner can always remove the device on the phone.
    if (mustUnlink) await this.#page.signOut().catch(() => {});
    if (forgetSession) this.options.vault.forget();
    // What ended by itself did not end in good order.
    const snapshotBy = this.#ending === undefined ? deadline : undefined;
    await this.#ending;
    await this.#end(snapshotBy);
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

  async #open(): Promise<void> {
    await this.options.vault.prepare();
    if (!this.#isOver()) await this.#client.initialize();
  }

  #listen(): void {
    this.#client.on("qr", (qr) => {
      // Right after a scan the library may put a code together that has no reference any more.
      if (qr.startsWith("undefined,") || this.#mustRestore()) return;
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
    const phoneNumber = phoneNumberOf(id) ?? id.replace(/@.*$/, "");
    this.options.vault.ready(phoneNumber);
    this.#tell(() => this.events.ready({ phoneNumber, displayName: pushname || undefined }));
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
    if (reason.kind === "logged_out") this.options.vault.forget();
    this.#ending = this.#end().catch((error: unknown) =>
      this.options.logger.error({ err: error }, "closing a WhatsApp connection failed"),
    );
  }

  /** The page asks to be linked although its number is: its stored session is damaged, and the next start repairs it. */
  #mustRestore(): boolean {
    if (!this.options.vault.shouldRestore()) return false;
    this.#close({ kind: "lost", detail: "the stored session is damaged, its snapshot is used" });
    return true;
  }

  /** What is stored changes after the browser ended: a running one would write it again. */
  async #end(snapshotBy?: number): Promise<void> {
    await this.#client.destroy();
    const mayKeep = snapshotBy !== undefined && this.#client.hasEndedWell;
    await this.options.vault.close({ snapshotMs: mayKeep ? snapshotBy - performance.now() : undefined });
  }
}
