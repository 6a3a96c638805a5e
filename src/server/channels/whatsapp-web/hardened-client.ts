/**
 * whatsapp-web.js's client with its lifecycle replaced; everything that is patched of the library is in this file. What it
 * injects and how it reads messages stays its own. Every override names the failure it is there for.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Frame, Page } from "puppeteer";
import wwebjs, { type Client } from "whatsapp-web.js";
import { closeBrowser, launchBrowser } from "./chromium-process";
import type { HardenedClientOptions } from "./hardened-client-options";
import { refreshQr, watchForPasskey } from "./page-linking";
import { dismissOverlays } from "./page-overlay";
import { RUNTIME_SOURCE } from "./page-runtime";
import { announceMissedSync, markDocument } from "./page-scripts";
import type { PageEvent } from "./page-types";
import { asError } from "./time-limit";

const URL_OF_WHATSAPP = "https://web.whatsapp.com/";
const INJECTION_ATTEMPTS = 6;
const INJECTION_PAUSE_MS = 200;
const NAVIGATED_AWAY = /context was destroyed|detached|Cannot find context|Inspected target navigated/i;

/** Every other state is told by an event that comes after the library listens. */
const STATES_TO_START_IN = new Set([
  "UNLAUNCHED",
  "OPENING",
  "PAIRING",
  "UNPAIRED",
  "UNPAIRED_IDLE",
  "CONNECTED",
  "TIMEOUT",
]);

/** Members the library's types leave out. */
interface ClientInternals {
  inject(): Promise<void>;
  initWebVersionCache(): Promise<void>;
  requestPairingCode(phoneNumber: string): Promise<string>;
  authStrategy: {
    beforeBrowserInitialized(): Promise<void>;
    onAuthenticationNeeded(): Promise<unknown>;
    userDataDir: string;
  };
}
const StockClient = wwebjs.Client as unknown as new (options: wwebjs.ClientOptions) => Client & ClientInternals;

type ExposedFunction = (...values: unknown[]) => unknown;

export class HardenedClient extends StockClient {
  readonly #options: HardenedClientOptions;
  /** Documents whose listeners are attached. */
  readonly #injected = new Set<string>();
  /** Documents whose sign-in was announced. */
  readonly #announced = new Set<string>();
  #launching: Promise<Browser> | undefined;
  readonly #givingUp = new AbortController();
  #injecting: Promise<void> | undefined;
  #hasNewDocument = false;
  /** Of the present document. */
  #lastState: string | undefined;
  #isOver = false;
  #destroying: Promise<void> | undefined;
  #hasEndedWell = false;

  constructor(options: HardenedClientOptions) {
    const { accountId, sessionsDir } = options.session;
    super({
      authStrategy: new wwebjs.LocalAuth({ clientId: accountId, dataPath: sessionsDir }),
      authTimeoutMs: options.bootTimeoutMs,
      // The cache keeps pages on disk and would serve them against another service later.
      webVersionCache: { type: "none" },
      takeoverOnConflict: false,
      ...(options.pairingPhoneNumber ? { pairWithPhoneNumber: { phoneNumber: options.pairingPhoneNumber } } : {}),
    });
    this.#options = options;
    const { onAuthenticationNeeded } = this.authStrategy;
    this.authStrategy.onAuthenticationNeeded = async () => {
      if (!this.#isOver) {
        await this.pupPage?.evaluate(watchForPasskey);
        options.hooks.linkNeeded();
      }
      return onAuthenticationNeeded.call(this.authStrategy);
    };
  }

  /** Stock: no limit on navigation, and a failed start leaves the browser running. */
  override async initialize(): Promise<void> {
    try {
      const page = await this.#openPage();
      await page.goto(URL_OF_WHATSAPP, {
        waitUntil: "load",
        timeout: this.#options.navigationTimeoutMs,
        referer: "https://whatsapp.com/",
      });
      await this.#injectWhenNew();
    } catch (error) {
      const wasOver = this.#isOver;
      await this.destroy();
      if (!wasOver) throw asError(error);
    }
  }

  /** Stock: reads every response's text, and a page that goes away meanwhile is an unhandled rejection. */
  override async initWebVersionCache(): Promise<void> {}

  /** Stock: may leave processes behind, and rejects. */
  override destroy(): Promise<void> {
    this.#isOver = true;
    this.#destroying ??= this.#close();
    return this.#destroying;
  }

  /** Stock: signs out without telling anybody. Use `stop({ forgetSession: true })` of the connection. */
  override async logout(): Promise<void> {
    await this.destroy();
  }

  /** Stock: a refused code is an unhandled rejection, and so is one that a page in hand cannot renew. */
  override async requestPairingCode(): Promise<string> {
    if (!this.#isOver) this.#options.hooks.pairingCodeWanted();
    return "";
  }

  /** Makes up for a sign-in that the library missed. */
  async announceMissedSync(): Promise<void> {
    const page = this.pupPage;
    const state = await page?.evaluate(announceMissedSync);
    if (!page || state === undefined) return;
    if (!STATES_TO_START_IN.has(state)) this.#onSocketState(page, state);
    page.evaluate(dismissOverlays).catch(() => {});
  }

  /** The browser ended in good order, so that its profile is whole. */
  get hasEndedWell(): boolean {
    return this.#hasEndedWell;
  }

  async #openPage(): Promise<Page> {
    // Kept from the first moment, so that a stop during the start closes what is being started.
    this.#launching = this.#launch();
    const browser = await this.#launching;
    if (this.#isOver) throw new Error("stopped while the browser started");
    const page = (await browser.pages())[0] ?? (await browser.newPage());
    this.pupBrowser = browser;
    this.pupPage = page;
    // WhatsApp turns old and headless browsers away; the library's own user agent is years old.
    await page.setUserAgent({ userAgent: (await browser.userAgent()).replace("Headless", "") });
    await page.evaluateOnNewDocument(RUNTIME_SOURCE);
    this.#watch(browser, page);
    await this.#exposeOwnFunctions(page);
    return page;
  }

  async #launch(): Promise<Browser> {
    await this.authStrategy.beforeBrowserInitialized();
    if (this.#isOver) throw new Error("stopped before the browser started");
    return launchBrowser({
      ...this.#options.launch,
      profileDir: this.authStrategy.userDataDir,
      signal: this.#givingUp.signal,
    });
  }

  /** Stock: nobody hears of a crashed page, a killed browser, or a logout during the start. */
  #watch(browser: Browser, page: Page): void {
    browser.on("disconnected", () => this.#lose("the browser ended"));
    page.on("error", (error) => this.#lose(`the page crashed: ${error.message}`));
    page.on("close", () => this.#lose("the page was closed"));
    page.on("framenavigated", (frame) => this.#onNavigation(page, frame));
  }

  #onNavigation(page: Page, frame: Frame): void {
    if (this.#isOver || frame !== page.mainFrame()) return;
    if (frame.url().includes("post_logout=1")) {
      this.#options.hooks.signedOut();
      return;
    }
    this.#injectWhenNew().catch((error: unknown) => this.#lose(`injection failed: ${asError(error).message}`));
  }

  #lose(detail: string): void {
    if (!this.#isOver) this.#options.hooks.lost(detail);
  }

  /** The library exposes nothing under a name that exists; most names are defined by the page's runtime. */
  async #exposeOwnFunctions(page: Page): Promise<void> {
    const expose = page.exposeFunction.bind(page);
    page.exposeFunction = (name, exposed) =>
      expose(
        name,
        name === "onAppStateHasSyncedEvent" ? this.#oncePerDocument(page, exposed as ExposedFunction) : exposed,
      );
    await expose("parleyTell", (event: PageEvent) => this.#onPageEvent(page, event));
  }

  #onPageEvent(page: Page, event: PageEvent): void {
    if (this.#isOver) return;
    switch (event.kind) {
      case "state":
        this.#onSocketState(page, event.state);
        break;
      case "signed_out":
        this.#options.hooks.signedOut();
        break;
      case "passkey":
        this.#options.hooks.passkeyWanted(event.isAsked);
        break;
      default:
        this.#options.hooks.told(event);
        break;
    }
  }

  /** Stock: an idle QR code is never refreshed, because the handler calls the page's function in Node. */
  #onSocketState(page: Page, state: string): void {
    if (this.#isOver || state === this.#lastState) return;
    this.#lastState = state;
    if (state === "UNPAIRED_IDLE") page.evaluate(refreshQr).catch(() => {});
    // A page under "What's new" may not get to the end of its synchronisation.
    if (state === "CONNECTED") page.evaluate(dismissOverlays).catch(() => {});
    this.#options.hooks.socketState(state);
  }

  /** Stock: a second announcement attaches every listener again, and each message arrives twice. */
  #oncePerDocument(page: Page, announce: ExposedFunction): ExposedFunction {
    return async () => {
      const document = await page.evaluate(markDocument, randomUUID());
      if (this.#isOver || this.#announced.has(document)) return;
      this.#announced.add(document);
      try {
        await announce();
      } catch (error) {
        if (!NAVIGATED_AWAY.test(asError(error).message)) this.#lose(`signing in failed: ${asError(error).message}`);
      }
    };
  }

  /** One injection at a time; a document that appears meanwhile gets its own. */
  #injectWhenNew(): Promise<void> {
    this.#hasNewDocument = true;
    this.#injecting ??= this.#injectDocuments().finally(() => {
      this.#injecting = undefined;
    });
    return this.#injecting;
  }

  async #injectDocuments(): Promise<void> {
    while (this.#hasNewDocument && !this.#isOver) {
      this.#hasNewDocument = false;
      await this.#injectDocument();
    }
  }

  /** Stock: injects after every navigation, also within the document (pushState) and of frames, and stacks listeners. */
  async #injectDocument(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const document = await this.pupPage!.evaluate(markDocument, randomUUID());
        if (this.#injected.has(document)) return;
        this.#lastState = undefined;
        if (this.#announced.size > 0) this.#options.hooks.documentReplaced();
        await super.inject();
        this.#injected.add(document);
        await this.announceMissedSync();
        return;
      } catch (error) {
        if (this.#isOver || this.#hasNewDocument) return;
        if (attempt === INJECTION_ATTEMPTS || !NAVIGATED_AWAY.test(asError(error).message)) throw asError(error);
        await delay(INJECTION_PAUSE_MS);
      }
    }
  }

  async #close(): Promise<void> {
    // One that takes its time is not worth waiting for.
    const timer = setTimeout(() => this.#givingUp.abort(), this.#options.closeGraceMs);
    const browser = await this.#launching?.catch(() => undefined);
    clearTimeout(timer);
    if (browser) this.#hasEndedWell = await closeBrowser(browser, this.#options.closeGraceMs);
  }
}
