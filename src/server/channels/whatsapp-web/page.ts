/** Everything the driver reads from and does in the page, each with a limit: a hung page answers never. */
import wwebjs from "whatsapp-web.js";
import type { ConnectionResources, OutboundFile, OutboundMessage } from "../driver";
import type { HardenedClient } from "./hardened-client";
import type { MediaPage } from "./media-download";
import { NOT_MESSAGES, type RawMessage } from "./normalise";
import * as linking from "./page-linking";
import * as media from "./page-media";
import { dismissOverlays } from "./page-overlay";
import * as scripts from "./page-scripts";
import { readGroupResources } from "./resources";
import { withTimeLimit } from "./time-limit";

/** More than this in one chat since the last look is not caught up with. */
const LONGEST_HISTORY = 500;
const SIGN_OUT_LIMIT_MS = 5000;
/** Whose unread messages a check looks at. */
const MOST_UNREAD_CHATS = 50;
const NOT_INBOUND = [...NOT_MESSAGES, "revoked"];

/** The library takes a file as base64, and carries it into the page in one piece. */
const mediaOf = ({ bytes, mimeType, fileName }: OutboundFile) =>
  new wwebjs.MessageMedia(mimeType, Buffer.from(bytes).toString("base64"), fileName, bytes.length);

const unixSeconds = (instant: Date) => Math.floor(instant.getTime() / 1000);

export class WhatsAppPage implements MediaPage {
  #screenshot: Promise<Uint8Array> | undefined;

  constructor(
    private readonly client: HardenedClient,
    private readonly readLimitMs: number,
  ) {}

  /** The library's own send, so that whatever it learns about WhatsApp's changes comes with its next version. */
  async send({ chatId, text, file }: OutboundMessage): Promise<RawMessage | undefined> {
    const sent = await this.client.sendMessage(chatId, file ? mediaOf(file) : text, {
      ...(file ? { caption: text, sendMediaAsDocument: file.kind === "document" } : {}),
      // Else it resolves before WhatsApp has the message, and also when it never gets it.
      waitUntilMsgSent: true,
      linkPreview: false,
      // A text that begins like a contact card is still a text.
      parseVCards: false,
    });
    return sent?.rawData as RawMessage | undefined;
  }

  findOwnMessages(chatIds: string[], { text, file }: OutboundMessage, sinceSeconds: number) {
    const sought = { text, fileKind: file?.kind ?? null };
    return this.#run("finding own messages", scripts.findOwnMessages, chatIds, sought, sinceSeconds);
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
    return this.#run("checking the page", scripts.readHealth, NOT_INBOUND, MOST_UNREAD_CHATS);
  }

  dismissOverlays(): Promise<void> {
    return this.#run("answering a dialog", dismissOverlays);
  }

  requestPairingCode(phoneNumber: string) {
    return this.#run("asking for a pairing code", linking.requestPairingCode, phoneNumber);
  }

  takeOver(): Promise<void> {
    return this.#run("taking the session over", linking.takeOver);
  }

  /** Without a limit of its own: large files take their time, and the caller has one. */
  fetchFile(request: media.FileRequest): Promise<media.FetchedFile> {
    return this.#evaluate(media.fetchFile, request);
  }

  readFilePiece(token: string, offset: number, length: number): Promise<string> {
    return this.#run("reading a file", media.readFilePiece, token, offset, length);
  }

  dropFile(token: string): Promise<void> {
    return this.#run("dropping a file", media.dropFile, token);
  }

  /** One at a time: whoever asks meanwhile gets the same. */
  screenshot(): Promise<Uint8Array> {
    this.#screenshot ??= this.#takeScreenshot().finally(() => {
      this.#screenshot = undefined;
    });
    return this.#screenshot;
  }

  async readResources(): Promise<ConnectionResources> {
    const pid = this.client.pupBrowser?.process()?.pid;
    return pid === undefined ? { memoryBytes: null, processCount: 0 } : readGroupResources(pid);
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

  async #takeScreenshot(): Promise<Uint8Array> {
    const page = this.client.pupPage;
    if (!page) throw new Error("the browser is not running");
    const taking = page.screenshot({ type: "png", captureBeyondViewport: false });
    return withTimeLimit(taking, { limitMs: this.readLimitMs, what: "taking a picture" });
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
