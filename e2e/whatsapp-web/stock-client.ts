/**
 * The library as it comes, over a simulated WhatsApp: to see what the page tells it, and what it gets wrong by itself.
 * Its browsers, folders and the simulator are ended and removed here, however a test ends.
 */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import wwebjs, { type Client, type ClientOptions } from "whatsapp-web.js";
import { browserEnvironment } from "@/server/browser/environment";
import type { Behaviour } from "./behaviour";
import { findTestChromium } from "./driver-harness";
import type { Phone } from "./phone";
import { type Simulator, startWhatsAppSimulator } from "./server";

/** Members the library's types leave out. */
interface ClientInternals {
  inject(): Promise<void>;
}

/** What the stock client told, in order. */
export interface StockEvent {
  name: string;
  values: unknown[];
}

const RECORDED = [
  ...["qr", "code", "authenticated", "auth_failure", "ready", "disconnected", "change_state"],
  ...["message", "message_create", "message_ack", "message_edit", "message_reaction", "message_revoke_everyone"],
  ...["message_revoke_me", "call", "unread_count"],
];
const CLOSE_LIMIT_MS = 3000;

export class StockSession {
  readonly events: StockEvent[] = [];
  /** How often the library has put its code into a document so far. */
  injections = 0;
  readonly #waiting = new Set<() => void>();

  constructor(readonly client: Client) {
    this.#countInjections(client as unknown as ClientInternals);
    for (const name of RECORDED)
      client.on(name, (...values: unknown[]) => {
        this.events.push({ name, values });
        this.#look();
      });
  }

  #look(): void {
    for (const look of [...this.#waiting]) look();
  }

  #countInjections(client: ClientInternals): void {
    const inject = client.inject.bind(client);
    client.inject = async () => {
      await inject();
      this.injections++;
    };
  }

  all(name: string): unknown[][] {
    return this.events.filter((event) => event.name === name).map(({ values }) => values);
  }

  /** The first event of this name that matches, also one that has come already. */
  waitFor<Values extends unknown[]>(
    name: string,
    matches: (...values: Values) => boolean = () => true,
    timeoutMs = 15_000,
  ): Promise<Values> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.all(name).find((values) => matches(...(values as Values)));
        if (found) finish(() => resolve(found as Values));
      };
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      const timer = setTimeout(() => {
        const told = this.events.map((event) => event.name).join(", ");
        finish(() => reject(new Error(`the stock client told no such "${name}" in ${timeoutMs} ms, only: ${told}`)));
      }, timeoutMs);
      this.#waiting.add(look);
      look();
    });
  }

  /** Whether such an event comes within the time, beside those that have come already. */
  async hearsAnother(name: string, limitMs: number): Promise<boolean> {
    const before = this.all(name).length;
    const came = this.waitFor(name, () => this.all(name).length > before, limitMs);
    return came.then(
      () => true,
      () => false,
    );
  }

  /** Of the browser, when it was started by this client. */
  get browserPid(): number | undefined {
    return this.client.pupBrowser?.process()?.pid;
  }

  /** Ends the browser's whole process group: the library itself leaves it running when a start fails. */
  async close(): Promise<void> {
    const browser = this.client.pupBrowser;
    const child = browser?.process();
    const limit = new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS).unref());
    await Promise.race([browser?.close().catch(() => {}), limit]);
    if (child?.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // All of it is gone.
    }
  }
}

/** Of our server's code; or of a test, but not where it only called the library, whose promise it then was. */
const isOurs = (stack: string): boolean =>
  /\/src\/server\/(?!\S*\.test\.ts)/.test(stack) ||
  (/\.test\.ts/.test(stack) && !/\/node_modules\/whatsapp-web\.js\//.test(stack));

export class StockHarness {
  readonly #sessions: StockSession[] = [];
  /** Promises that the library left to fail: each of them ends a Node process that does not look out for them. */
  readonly rejections: unknown[] = [];
  readonly #others = process.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];

  private constructor(
    readonly simulator: Simulator,
    /** Of the sessions' profiles; removed at the end. */
    readonly folder: string,
  ) {}

  /** @param simulator one that somebody else ends; by default an own one */
  static async create(options: { behaviour?: Partial<Behaviour>; simulator?: Simulator } = {}): Promise<StockHarness> {
    const folder = await mkdtemp(path.join(os.tmpdir(), "parley-stock-"));
    const harness = new StockHarness(options.simulator ?? (await startWhatsAppSimulator(options)), folder);
    harness.#ownsSimulator = options.simulator === undefined;
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", harness.#onRejection);
    return harness;
  }
  #ownsSimulator = true;

  /** Ours, and the tests' own, still fail the test. */
  readonly #onRejection = (reason: unknown, promise: Promise<unknown>) => {
    if (isOurs(String((reason as Error)?.stack))) for (const listener of this.#others) listener(reason, promise);
    else this.rejections.push(reason);
  };

  /** A client that is not started yet. The same name finds the same profile again. */
  async client(name: string, options: ClientOptions = {}): Promise<StockSession> {
    const chromium = await findTestChromium();
    const { puppeteer, ...rest } = options;
    const session = new StockSession(
      new wwebjs.Client({
        authStrategy: new wwebjs.LocalAuth({ clientId: name, dataPath: this.folder }),
        // The cache would keep the simulator's page on disk and serve it to others later.
        webVersionCache: { type: "none" },
        puppeteer: {
          executablePath: chromium.executablePath,
          headless: chromium.headless,
          args: [...chromium.args, ...this.simulator.launchArgs],
          env: browserEnvironment({ ...chromium.env, TMPDIR: this.folder }),
          ...puppeteer,
        },
        ...rest,
      }),
    );
    this.#sessions.push(session);
    return session;
  }

  /** A started client that has linked itself to the phone, or found its saved session. */
  async ready(name: string, phone: Phone, options: ClientOptions = {}): Promise<StockSession> {
    const session = await this.client(name, options);
    await session.client.initialize();
    if (!phone.isLinked) {
      const [qr] = await session.waitFor<[string]>("qr");
      this.simulator.scan(qr, phone);
    }
    await session.waitFor("ready");
    return session;
  }

  async close(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close()));
    if (this.#ownsSimulator) await this.simulator.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    process.off("unhandledRejection", this.#onRejection);
    for (const listener of this.#others) process.on("unhandledRejection", listener);
  }
}
