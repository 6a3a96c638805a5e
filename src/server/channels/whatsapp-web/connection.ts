/** One account's WhatsApp session: the channel's connection over the hardened client. */
import type { ChannelMessage } from "@/domain/messaging/message";
import { phoneNumberOf, widText } from "@/domain/messaging/whatsapp-ids";
import { AppError } from "@/server/errors";
import type {
  ChannelConnection,
  ChannelEvents,
  ChatVitals,
  ConnectionResources,
  ConnectOptions,
  MediaDownload,
  MessageRef,
  OutboundMessage,
  SendResult,
} from "../driver";
import { ProfileError } from "./chromium-process";
import type { ConnectionOptions } from "./connection-options";
import { ContactDirectory } from "./contact-directory";
import { HardenedClient } from "./hardened-client";
import { Linking } from "./linking";
import { MessageFlow } from "./message-flow";
import { WhatsAppPage } from "./page";
import { Reader } from "./reader";
import { Sender } from "./sender";
import { asError, withTimeLimit } from "./time-limit";

type CloseReason = Parameters<ChannelEvents["closed"]>[0];

const RECONNECTING = new Set(["TIMEOUT", "OPENING"]);
const COULD_NOT_OPEN = "WhatsApp Web could not be opened. It is tried again by itself.";
/** States that WhatsApp does not leave by itself. */
const REFUSED = new Set(["DEPRECATED_VERSION", "PROXYBLOCK", "TOS_BLOCK", "SMB_TOS_BLOCK"]);

/** Its message is words for people. */
class LinkRefused extends Error {}

export class WhatsAppWebConnection implements ChannelConnection {
  readonly #client: HardenedClient;
  readonly #page: WhatsAppPage;
  readonly #contacts: ContactDirectory;
  readonly #messages: MessageFlow;
  readonly #sender: Sender;
  readonly #linking: Linking;
  readonly #reader: Reader;
  #phase: "new" | "starting" | "open" | "over" = "new";
  /** Rejects a start that is under way. */
  #failStart: ((error: Error) => void) | undefined;
  /** Closing by itself, under way or done. */
  #ending: Promise<void> | undefined;
  #wasReady = false;
  #isOnline = false;
  #mayTakeOver: boolean;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly events: ChannelEvents,
    { link = { type: "qr" }, takeOver = false }: ConnectOptions = {},
  ) {
    const { accountId, sessionsDir, launch, timeouts, logger } = options;
    const pairingPhoneNumber = link.type === "pairing_code" ? link.phoneNumber : undefined;
    this.#mayTakeOver = takeOver;
    this.#client = new HardenedClient({
      launch,
      session: { accountId, sessionsDir },
      navigationTimeoutMs: timeouts.startMs,
      bootTimeoutMs: timeouts.bootMs,
      closeGraceMs: timeouts.closeMs,
      pairingPhoneNumber,
      hooks: {
        socketState: (state) => this.#onSocketState(state),
        linkNeeded: () => this.#onLinkNeeded(),
        pairingCodeWanted: () => void this.#linking.requestCode(),
        passkeyWanted: (isAsked) => this.#linking.passkey(isAsked),
        told: (event) => this.#messages.take(event),
        signedOut: () => this.#close({ kind: "logged_out", detail: "unlinked on the phone" }),
        documentReplaced: () => this.#goOffline(),
        lost: (detail) => this.#close({ kind: "lost", detail }),
      },
    });
    this.#page = new WhatsAppPage(this.#client, timeouts.readMs);
    this.#contacts = new ContactDirectory((id) => this.#page.lookUpContact(id), timeouts.contactMs);
    this.#reader = new Reader(this.#page, this.#contacts, timeouts.mediaMs);
    this.#sender = new Sender(
      {
        send: (message) => this.#page.send(message),
        findOwn: (message, since) => this.#page.findOwnMessages(this.#contacts.idsOf(message.chatId), message, since),
      },
      timeouts.sendMs,
    );
    this.#messages = new MessageFlow(
      {
        message: (message) => this.#tell(() => this.events.message(message)),
        ack: (update) => this.#tell(() => this.events.ack(update)),
        change: (change) => this.#tell(() => this.events.change(change)),
      },
      this.#contacts,
      (chatId, echo) => this.#sender.mayBeSending(chatId, echo),
      logger,
    );
    this.#linking = new Linking(
      link,
      {
        qr: (payload) => this.#tell(() => this.events.qr(payload)),
        pairingCode: (code) => this.#tell(() => this.events.pairingCode(code)),
        passkeyRequired: () => this.#tell(() => this.events.passkeyRequired()),
        authenticating: () => this.#tell(() => this.events.authenticating()),
      },
      {
        ask: () => this.#page.requestPairingCode(pairingPhoneNumber ?? ""),
        onRefused: (detail) => this.#close({ kind: "lost", detail }, new LinkRefused(detail)),
        renewMs: timeouts.pairingRenewMs,
      },
    );
    this.#client.on("qr", (qr) => this.#linking.showQr(qr));
    this.#client.on("ready", () => this.#onReady());
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
      const words = error instanceof LinkRefused ? error.message : COULD_NOT_OPEN;
      throw new AppError("upstream_unavailable", words, { cause: asError(error) });
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

  history(chatId: string, since: Date): Promise<ChannelMessage[]> {
    return this.#reader.history(chatId, since);
  }

  chatsSince(since: Date): Promise<string[]> {
    return this.#page.listChatsSince(since);
  }

  async checkHealth(): Promise<ChatVitals[]> {
    const vitals = await this.#reader.checkHealth(() => this.#client.announceMissedSync());
    this.#dismissOverlays();
    return vitals;
  }

  downloadMedia(message: MessageRef, options: { maxBytes: number; signal: AbortSignal }): Promise<MediaDownload> {
    return this.#reader.downloadMedia(message, options);
  }

  readResources(): Promise<ConnectionResources> {
    return this.#page.readResources();
  }

  screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }

  async #open(): Promise<void> {
    await this.options.vault.prepare();
    if (!this.#isOver()) await this.#client.initialize();
  }

  #onLinkNeeded(): void {
    if (!this.#mustRestore()) this.#linking.begin();
  }

  #onReady(): void {
    this.#linking.end();
    this.#dismissOverlays();
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
    if (this.#linking.socketState(state) === "unlinked")
      this.#close({ kind: "logged_out", detail: "unlinked on the phone" });
    else if (state === "CONFLICT") this.#onConflict();
    else if (REFUSED.has(state)) this.#close({ kind: "lost", detail: `WhatsApp refuses this client: ${state}` });
    else if (RECONNECTING.has(state)) this.#goOffline();
    else if (state === "CONNECTED" && this.#wasReady) this.#goOnline();
  }

  /** Once: whoever opens the session elsewhere afterwards wants it there. */
  #onConflict(): void {
    if (!this.#mayTakeOver || this.#wasReady) {
      this.#close({ kind: "conflict", detail: "opened in another browser" });
      return;
    }
    this.#mayTakeOver = false;
    this.#page.takeOver().catch((error: unknown) => this.#close({ kind: "lost", detail: asError(error).message }));
  }

  /** Best effort: what is not answered now is seen by the next check. */
  #dismissOverlays(): void {
    this.#page.dismissOverlays().catch(() => {});
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
  #close(reason: CloseReason, error = new Error(reason.detail)): void {
    if (this.#phase === "over") return;
    if (this.#phase === "starting" && reason.kind === "lost") {
      this.#failStart?.(error);
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
    this.#linking.end();
    await this.#client.destroy();
    const mayKeep = snapshotBy !== undefined && this.#client.hasEndedWell;
    await this.options.vault.close({ snapshotMs: mayKeep ? snapshotBy - performance.now() : undefined });
  }
}
