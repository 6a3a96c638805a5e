/** A driver over a simulated WhatsApp, for tests: folders, browser and simulator are made and removed here. */
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type ChromiumLaunch, findChromium } from "@/server/browser/find-chromium";
import type { ChannelConnection, ChannelDriver, ConnectOptions } from "@/server/channels/driver";
import { EventRecorder } from "@/server/channels/event-recorder";
import { createWhatsAppWebDriver, type WhatsAppWebDriverOptions } from "@/server/channels/whatsapp-web/driver";
import { silentLogger } from "@/server/logger";
import type { Phone } from "./phone";
import { type Simulator, startWhatsAppSimulator } from "./server";

const CACHE_DIR = path.resolve(import.meta.dirname, "../../node_modules/.cache/parley");

/** The browser that tests use, found once per process. */
export function findTestChromium(): Promise<ChromiumLaunch> {
  chromium ??= findChromium({ chromiumPath: process.env.CHROMIUM_PATH, cacheDir: CACHE_DIR });
  return chromium;
}
let chromium: Promise<ChromiumLaunch> | undefined;

export interface OpenSession {
  connection: ChannelConnection;
  events: EventRecorder;
}

async function listProcesses(): Promise<{ pid: number; group: number; command: string[] }[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const processes = await Promise.all(
    pids.map(async (pid) => {
      try {
        const [command, status] = await Promise.all([
          readFile(`/proc/${pid}/cmdline`, "utf8"),
          readFile(`/proc/${pid}/stat`, "utf8"),
        ]);
        // After the name in parentheses: state, parent, group.
        const [state, , group] = status.slice(status.lastIndexOf(")") + 2).split(" ");
        return state === "Z" ? [] : [{ pid: Number(pid), group: Number(group), command: command.split("\0") }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    }),
  );
  return processes.flat();
}

export class DriverHarness {
  readonly #open = new Set<ChannelConnection>();
  /** Process groups of each account's browsers so far. */
  readonly #groups = new Map<string, Set<number>>();

  private constructor(
    readonly simulator: Simulator,
    readonly driver: ChannelDriver,
    readonly sessionsDir: string,
  ) {}

  static async create(
    options: { timeouts?: WhatsAppWebDriverOptions["timeouts"]; chromium?: ChromiumLaunch } = {},
  ): Promise<DriverHarness> {
    const sessionsDir = await mkdtemp(path.join(os.tmpdir(), "parley-sessions-"));
    const [simulator, chromium] = await Promise.all([
      startWhatsAppSimulator({ controlPort: 0 }),
      options.chromium ?? findTestChromium(),
    ]);
    const driver = createWhatsAppWebDriver({
      sessionsDir,
      secretKey: randomBytes(32),
      chromium,
      extraLaunchArgs: simulator.launchArgs,
      logger: silentLogger(),
      ...(options.timeouts ? { timeouts: options.timeouts } : {}),
    });
    return new DriverHarness(simulator, driver, sessionsDir);
  }

  connect(accountId: string, options?: ConnectOptions): OpenSession {
    const events = new EventRecorder();
    const connection = this.driver.connect(accountId, events, options);
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
    await this.browserPids(accountId);
    return session;
  }

  /** All processes of the account's browser: those seen with its profile, and whatever runs in their process groups. */
  async browserPids(accountId: string): Promise<number[]> {
    const profile = path.join(this.sessionsDir, `session-${accountId}`);
    const groups = this.#groups.get(accountId) ?? new Set();
    this.#groups.set(accountId, groups);
    const processes = await listProcesses();
    for (const { command, group } of processes) if (command.some((part) => part.includes(profile))) groups.add(group);
    return processes.filter(({ group }) => groups.has(group)).map(({ pid }) => pid);
  }

  /** The main process of the account's browser, or one with a role. */
  async findProcess(accountId: string, role?: "renderer"): Promise<number> {
    const pids = await this.browserPids(accountId);
    const processes = (await listProcesses()).filter(({ pid }) => pids.includes(pid));
    // Chromium's children rewrite their command line into one string.
    const roleOf = (command: string[]) => / --type=([\w-]+)/.exec(command.join(" "))?.[1];
    const found = processes.find(({ command }) => roleOf(command) === role);
    if (!found) throw new Error(`the browser of ${accountId} has no such process`);
    return found.pid;
  }

  /** Ends everything, and throws when the library asked the page for something it lacks. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((connection) => connection.stop()));
    await this.simulator.close();
    await rm(this.sessionsDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    this.simulator.assertNoReports();
  }
}
