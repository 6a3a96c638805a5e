/** Where the library as it comes is left behind by its browser, or leaves one behind. Numbers as in the list of traps. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import puppeteer from "puppeteer";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { descendantsOf, isAlive, processesNaming } from "../../../../e2e/processes";
import { DEFAULT_BEHAVIOUR } from "../../../../e2e/whatsapp-web/behaviour";
import type { ClientProcessOptions } from "../../../../e2e/whatsapp-web/client-process";
import { DriverHarness, findTestChromium } from "../../../../e2e/whatsapp-web/driver-harness";
import type { Phone } from "../../../../e2e/whatsapp-web/phone";

import { SILENCE_MS, TwoClients } from "../../../../e2e/whatsapp-web/two-clients";
import { browserEnvironment } from "../../browser/environment";
import { closeBrowser, launchBrowser } from "./chromium-process";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const GROUP_GONE_MS = 10_000;

let world: TwoClients;
let phone: Phone;
let folder: string;

beforeAll(async () => {
  [world, folder] = await Promise.all([TwoClients.create(), mkdtemp(path.join(os.tmpdir(), "parley-traps-"))]);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
beforeEach(() => {
  phone = world.aPhone();
});

/** Whether a promise is still open after a while. */
const isPending = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    promise.then(
      () => false,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(true), SILENCE_MS)),
  ]);

describe("5. stopping while the page reloads breaks no promise", () => {
  test("the stock client leaves one to fail, which ends a Node process", async () => {
    const stock = await world.stockReady("t5", phone);
    const before = world.stock.rejections.length;
    const page = stock.client.pupPage!;
    world.simulator.behaviour.halfPage = true;
    const answered = new Promise((resolve) => page.once("response", resolve));
    page.reload().catch(() => {});
    await answered;
    await stock.client.destroy();
    // Of reading the response, or of injecting into the new document: whichever comes first.
    const left = () => world.stock.rejections.slice(before).map(String).join("\n");
    await vi.waitFor(() => expect(left()).toMatch(/closed|getResponseBody|context was destroyed/i), { timeout: 5000 });
  });

  test("our client stops as if nothing were", async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => rejections.push(reason);
    process.on("unhandledRejection", onRejection);
    onTestFinished(() => void process.off("unhandledRejection", onRejection));
    const { connection, events } = await world.oursReady("t5", phone);
    world.simulator.behaviour.halfPage = true;
    phone.broadcast({ kind: "reload" });
    await vi.waitFor(() => expect(phone.isConnected).toBe(false));
    await connection.stop();
    expect(await world.ours.browserPids("t5")).toEqual([]);
    expect(rejections).toEqual([]);
    expect(events.all("closed")).toEqual([]);
  });
});

describe("8. a crashed page is noticed", () => {
  test("the stock client tells nothing, and everything asked of it waits for ever", async () => {
    const stock = await world.stockReady("t8", phone);
    const told = stock.events.length;
    const crashed = new Promise((resolve) => stock.client.pupPage!.once("error", resolve));
    const renderer = (await descendantsOf(stock.browserPid!)).find(({ command }) =>
      command.includes("--type=renderer"),
    );
    process.kill(renderer!.pid, "SIGKILL");
    await crashed;
    expect(await isPending(stock.client.getState())).toBe(true);
    expect(stock.events.slice(told)).toEqual([]);
  });

  test("our client says that the connection is lost", async () => {
    const { events, connection } = await world.oursReady("t8", phone);
    process.kill(await world.ours.findProcess("t8", "renderer"), "SIGKILL");
    expect((await events.waitFor("closed")).reason.kind).toBe("lost");
    await connection.stop();
    expect(await world.ours.browserPids("t8")).toEqual([]);
  });
});

describe("9. a killed browser is noticed", () => {
  test("the stock client tells nothing", async () => {
    const stock = await world.stockReady("t9", phone);
    const told = stock.events.length;
    const gone = new Promise((resolve) => stock.client.pupBrowser!.once("disconnected", resolve));
    process.kill(stock.browserPid!, "SIGKILL");
    await gone;
    expect(await stock.hearsAnother("disconnected", SILENCE_MS)).toBe(false);
    expect(stock.events.slice(told)).toEqual([]);
  });

  test("our client says that the connection is lost, and a new one works without a code", async () => {
    const { events, connection } = await world.oursReady("t9", phone);
    process.kill(await world.ours.findProcess("t9"), "SIGKILL");
    expect((await events.waitFor("closed")).reason.kind).toBe("lost");
    await connection.stop();
    expect((await world.oursReady("t9", phone)).events.all("qr")).toEqual([]);
  });
});

describe("10. killing the server leaves no browser", () => {
  async function killedClient(client: ClientProcessOptions["client"]): Promise<string> {
    const profiles = path.join(folder, client);
    const options: ClientProcessOptions = {
      client,
      folder: profiles,
      chromium: await findTestChromium(),
      launchArgs: world.simulator.launchArgs,
    };
    const script = path.join(ROOT, "e2e/whatsapp-web/client-process.ts");
    const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(options)], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(async () => {
      child.kill("SIGKILL");
      for (const { pid } of await processesNaming(profiles)) process.kill(pid, "SIGKILL");
    });
    await once(createInterface(child.stdout!), "line");
    expect((await processesNaming(profiles)).length).toBeGreaterThan(1);
    child.kill("SIGKILL");
    await once(child, "exit");
    return profiles;
  }

  test("a killed process with the stock client leaves its browser running; one with ours leaves nothing", async () => {
    const [stock, ours] = await Promise.all([killedClient("stock"), killedClient("ours")]);
    await vi.waitFor(async () => expect(await processesNaming(ours)).toEqual([]), { timeout: GROUP_GONE_MS });
    expect((await processesNaming(stock)).length).toBeGreaterThan(0);
  });

  test("puppeteer forgets to look after its pipes when it closes; a late error on ours ends nobody", async () => {
    const chromium = await findTestChromium();
    const { executablePath, headless, args } = chromium;
    const stock = await puppeteer.launch({
      ...{ executablePath, headless, args, env: browserEnvironment(chromium.env), pipe: true },
      userDataDir: path.join(folder, "pipes-stock"),
    });
    const profileDir = path.join(folder, "session-pipes");
    await mkdir(profileDir);
    const ours = await launchBrowser({ chromium, extraArgs: [], profileDir, timeoutMs: 30_000 });
    const [stockPipes, ourPipes] = [stock, ours].map((browser) => browser.process()!.stdio.slice(3, 5));
    await Promise.all([stock.close(), closeBrowser(ours, 5000)]);
    const lateError = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    expect(stockPipes!.some((pipe) => pipe?.listenerCount("error") === 0)).toBe(true);
    expect(ourPipes!.filter(Boolean)).toHaveLength(2);
    for (const pipe of ourPipes!) expect(() => pipe?.emit("error", lateError)).not.toThrow();
  });
});

describe("11. a lock that another machine left does not keep the browser from starting", () => {
  /** The browser that npm brings knows no locks; installed ones refuse a profile that seems to be open elsewhere. */
  async function aBrowserWithLocks(): Promise<string> {
    const { executablePath } = await findTestChromium();
    const script = path.join(folder, "browser-with-locks");
    const find = `for one in "$@"; do case "$one" in --user-data-dir=*) profile="$(echo "$one" | cut -d= -f2-)";; esac; done`;
    const refuse = '[ -L "$profile/SingletonLock" ] && { echo "The profile appears to be in use" >&2; exit 21; }';
    await writeFile(script, `#!/bin/sh\n${find}\n${refuse}\nexec "${executablePath}" "$@"\n`);
    await chmod(script, 0o755);
    return script;
  }
  async function lock(profile: string): Promise<void> {
    await mkdir(profile, { recursive: true });
    await symlink("another-machine-1234", path.join(profile, "SingletonLock"));
  }

  test("the stock client's browser ends with code 21", async () => {
    await lock(world.stockProfile("t11"));
    const stock = await world.stock.client("t11", { puppeteer: { executablePath: await aBrowserWithLocks() } });
    await expect(stock.client.initialize()).rejects.toThrow(/code: 21|in use/i);
  });

  test("our client takes the lock away and starts", async () => {
    const executablePath = await aBrowserWithLocks();
    const own = await DriverHarness.create({ chromium: { ...(await findTestChromium()), executablePath } });
    onTestFinished(() => own.close());
    await lock(path.join(own.sessionsDir, "session-t11"));
    const { connection, events } = own.connect("t11");
    await connection.start();
    await events.waitFor("qr");
  });
});

describe("12. logging out and conflicts end as they are meant to", () => {
  test("the stock client logs out without telling anybody", async () => {
    const stock = await world.stockReady("t12", phone);
    await stock.client.logout();
    expect(phone.isLinked).toBe(false);
    expect(await stock.hearsAnother("disconnected", SILENCE_MS)).toBe(false);
  });

  test("the stock client ends its browser at a conflict, whatever the owner wants", async () => {
    const stock = await world.stockReady("t12b", phone);
    const pid = stock.browserPid!;
    phone.conflict();
    await stock.waitFor("disconnected", (reason: string) => reason === "CONFLICT");
    await vi.waitFor(async () => expect(await isAlive(pid)).toBe(false), { timeout: GROUP_GONE_MS });
  });

  test("our client's logout is over when it says so, on the phone too", async () => {
    const { connection, events } = await world.oursReady("t12", phone);
    await connection.stop({ forgetSession: true });
    expect(phone.isLinked).toBe(false);
    expect(await world.weHaveProfile("t12")).toBe(false);
    expect(events.all("closed")).toEqual([]);
  });

  test("our client tells a conflict, keeps the session, and is used here again without a code", async () => {
    const { connection, events } = await world.oursReady("t12b", phone);
    phone.conflict();
    expect((await events.waitFor("closed")).reason.kind).toBe("conflict");
    await connection.stop();
    world.simulator.behaviour.conflictWinner = "oldest";
    const here = world.connect("t12b", { takeOver: true });
    await here.connection.start();
    await here.events.waitFor("ready");
    expect(here.events.events.map(({ name }) => name)).not.toContain("qr");
    expect(phone.isOpenElsewhere).toBe(false);
  });
});

describe("6. a start that can't succeed fails in time and leaves no browser", () => {
  let world: TwoClients;
  beforeAll(async () => {
    world = await TwoClients.create({ startMs: 1500, bootMs: 800, closeMs: 1000 });
    world.aPhone();
  });
  afterAll(() => world.close());
  afterEach(() => Object.assign(world.simulator.behaviour, DEFAULT_BEHAVIOUR));

  test("the stock client waits for a stalled server long after ours has given up", async () => {
    world.simulator.behaviour.stall = true;
    const stock = await world.stock.client("t6");
    let hasEnded = false;
    // What becomes of it once its browser is gone differs: now and then nothing at all.
    stock.client
      .initialize()
      .catch(() => {})
      .finally(() => {
        hasEnded = true;
      });
    await expect(world.connect("t6").connection.start()).rejects.toThrow(/could not be opened/);
    expect(await world.ours.browserPids("t6")).toEqual([]);
    expect(hasEnded).toBe(false);
    await stock.close();
  });

  test("the stock client fails on a page without WhatsApp in it, with a string, and leaves its browser running", async () => {
    world.simulator.behaviour.debugDelayMs = 60_000;
    const stock = await world.stock.client("t6b", { authTimeoutMs: 500 });
    await expect(stock.client.initialize()).rejects.toBe("auth timeout");
    expect(await isAlive(stock.browserPid!)).toBe(true);
  });

  test("our client fails on such a page with an error, and its browser is gone", async () => {
    world.simulator.behaviour.debugDelayMs = 60_000;
    await expect(world.connect("t6b").connection.start()).rejects.toThrow(/could not be opened/);
    expect(await world.ours.browserPids("t6b")).toEqual([]);
  });
});
