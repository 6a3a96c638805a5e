/** A driver over a simulated WhatsApp, for tests: folders, browser and simulator are made and removed here. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { findChromium } from "@/server/browser/find-chromium";
import type { ChannelConnection, ChannelDriver } from "@/server/channels/driver";
import { EventRecorder } from "@/server/channels/event-recorder";
import { createWhatsAppWebDriver, type WhatsAppWebDriverOptions } from "@/server/channels/whatsapp-web/driver";
import { silentLogger } from "@/server/logger";
import type { Phone } from "./phone";
import { type Simulator, startWhatsAppSimulator } from "./server";

const CACHE_DIR = path.resolve(import.meta.dirname, "../../node_modules/.cache/parley");

export interface OpenSession {
  connection: ChannelConnection;
  events: EventRecorder;
}

export class DriverHarness {
  readonly #open = new Set<ChannelConnection>();

  private constructor(
    readonly simulator: Simulator,
    readonly driver: ChannelDriver,
    readonly sessionsDir: string,
  ) {}

  static async create(options: { timeouts?: WhatsAppWebDriverOptions["timeouts"] } = {}): Promise<DriverHarness> {
    const sessionsDir = await mkdtemp(path.join(os.tmpdir(), "parley-sessions-"));
    const [simulator, chromium] = await Promise.all([
      startWhatsAppSimulator({ controlPort: 0 }),
      findChromium({ chromiumPath: process.env.CHROMIUM_PATH, cacheDir: CACHE_DIR }),
    ]);
    const driver = createWhatsAppWebDriver({
      sessionsDir,
      chromium,
      extraLaunchArgs: simulator.launchArgs,
      logger: silentLogger(),
      ...(options.timeouts ? { timeouts: options.timeouts } : {}),
    });
    return new DriverHarness(simulator, driver, sessionsDir);
  }

  connect(accountId: string): OpenSession {
    const events = new EventRecorder();
    const connection = this.driver.connect(accountId, events);
    this.#open.add(connection);
    return { connection, events };
  }

  /** A connection that is ready: linked by QR code with the phone, or restored. */
  async ready(accountId: string, phone: Phone): Promise<OpenSession> {
    const session = this.connect(accountId);
    await session.connection.start();
    if (!phone.isLinked) {
      const { payload } = await session.events.waitFor("qr");
      this.simulator.scan(payload, phone);
    }
    await session.events.waitFor("ready");
    return session;
  }

  /** Process ids of browsers that use the account's profile. */
  async browserPids(accountId: string): Promise<number[]> {
    const profile = path.join(this.sessionsDir, `session-${accountId}`);
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
    return pids.filter((_, index) => commands[index]?.includes(profile)).map(Number);
  }

  /** The one process of the browser that has this role; without a role, its main process. */
  async findProcess(accountId: string, type?: "renderer"): Promise<number> {
    for (const pid of await this.browserPids(accountId)) {
      const command = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
      const role = command.find((part) => part.startsWith("--type="))?.slice("--type=".length);
      if (role === type) return pid;
    }
    throw new Error(`the browser of ${accountId} has no such process`);
  }

  /** Ends everything, and throws when the library asked the page for something it lacks. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((connection) => connection.stop()));
    await this.simulator.close();
    await rm(this.sessionsDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    this.simulator.assertNoReports();
  }
}
