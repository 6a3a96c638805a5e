import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import puppeteer, { type Browser, type Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { browserEnvironment } from "@/server/browser/environment";
import { EventRecorder } from "@/server/channels/event-recorder";
import { createWhatsAppWebDriver } from "@/server/channels/whatsapp-web/driver";
import { silentLogger } from "@/server/logger";
import { DriverHarness, findTestChromium } from "./driver-harness";

const BUSINESS = "628111000111";
const CUSTOMER = "628120000001";

async function api(base: string, pathname: string, body?: unknown) {
  const response = await fetch(`${base}/api${pathname}`, {
    ...(body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, value: text === "" ? undefined : JSON.parse(text) };
}

describe("the control interface and its phone screen", () => {
  let harness: DriverHarness;
  let browser: Browser;
  let page: Page;
  let base: string;

  beforeAll(async () => {
    harness = await DriverHarness.create();
    base = harness.simulator.controlUrl;
    const chromium = await findTestChromium();
    browser = await puppeteer.launch({
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      args: chromium.args,
      env: browserEnvironment(chromium.env),
      pipe: true,
    });
    page = await browser.newPage();
    await page.goto(base);
  });
  afterAll(async () => {
    await browser.close();
    await harness.close();
  });

  const button = (name: string) => page.locator(`::-p-aria(${name}[role="button"])`);
  const shows = (selector: string, text: string) =>
    vi.waitFor(async () => expect(await page.$eval(selector, (found) => found.textContent)).toBe(text), {
      timeout: 5000,
    });

  test("a business and a customer are made on the screen", async () => {
    await page.locator('#new-phone input[name="pushname"]').fill("Flower shop");
    await page.locator('#new-phone input[name="number"]').fill(BUSINESS);
    await button("Create phone").click();
    await button("New customer").click();
    await page.locator('#new-customer input[name="name"]').fill("Rina");
    await page.locator('#new-customer input[name="number"]').fill(CUSTOMER);
    await button("Create customer").click();
    await shows('#customers [aria-current="true"]', "Rina");
    expect(harness.simulator.findPhone(BUSINESS)?.customers.get(CUSTOMER)?.name).toBe("Rina");
  });

  test("one click scans the code that Parley shows; typing, replies and ticks are live", async () => {
    const { connection, events } = harness.connect("acc_screen");
    await connection.start();
    await events.waitFor("qr");
    await button("Scan the code shown in Parley").click();
    await events.waitFor("ready");
    await shows("#link-state", "Linked and online");

    await page.locator("#text").fill("are you open?");
    await page.keyboard.press("Enter");
    const { chatId } = await events.waitForMessage("are you open?");
    await connection.setTyping(chatId, true);
    await shows("#typing", "typing…");
    const sent = await connection.send({ chatId, text: "until five" }, { signal: AbortSignal.timeout(10_000) });
    await shows("#messages li:last-child p", "until five");
    await shows("#typing", "");
    await page.locator('#messages [data-status="read"]').wait();
    await events.waitFor(
      "ack",
      ({ stanzaId, level }) => sent.status === "sent" && stanzaId === sent.stanzaId && level === "read",
    );
  });

  test("another process reads chats, waits for replies and speaks as a customer or the owner", async () => {
    const session = await harness.ready("acc_api", harness.simulator.phone("628111000222"));
    await api(base, "/phones/628111000222/customers", { number: CUSTOMER, name: "Agus" });
    const said = await api(base, `/phones/628111000222/customers/${CUSTOMER}/messages`, { kind: "text", text: "hi" });
    const { chatId, stanzaId } = await session.events.waitForMessage("hi");
    expect(said).toMatchObject({ status: 200, value: { id: stanzaId, chatId } });

    const reply = api(base, `/phones/628111000222/customers/${CUSTOMER}/next-reply?timeoutMs=5000`);
    await session.connection.send({ chatId, text: "hello Agus" }, { signal: AbortSignal.timeout(10_000) });
    expect(await reply).toMatchObject({ status: 200, value: { body: "hello Agus" } });

    await api(base, "/phones/628111000222/say", { customer: CUSTOMER, text: "it's me" });
    expect(await session.events.waitForMessage("it's me")).toMatchObject({ fromMe: true });
    const { value } = await api(base, `/phones/628111000222/customers/${CUSTOMER}/messages`);
    expect(
      value.map(({ text, fromBusiness }: { text: string; fromBusiness: boolean }) => [text, fromBusiness]),
    ).toEqual([
      ["hi", false],
      ["hello Agus", true],
      ["it's me", true],
    ]);
  });

  test.each([
    { why: "no such phone", path: "/phones/1/scan", body: {}, status: 404 },
    {
      why: "no such customer",
      path: `/phones/${BUSINESS}/customers/1/messages`,
      body: { kind: "text", text: "x" },
      status: 404,
    },
    { why: "nothing to scan", path: `/phones/${BUSINESS}/scan`, body: {}, status: 409 },
    { why: "an old code", path: `/phones/${BUSINESS}/scan`, body: { qr: "2@old,a,b,c,1" }, status: 409 },
    { why: "a wrong body", path: "/phones", body: { number: "not digits" }, status: 400 },
    { why: "no such route", path: "/nothing", body: {}, status: 404 },
  ])("$why is status $status with words", async ({ path: pathname, body, status }) => {
    const answer = await api(base, pathname, body);
    expect(answer.status).toBe(status);
    expect(answer.value.error).toMatch(/\w/);
  });

  test("nobody replying in time is status 408", async () => {
    const answer = await api(base, `/phones/${BUSINESS}/customers/${CUSTOMER}/next-reply?timeoutMs=1`);
    const second = await api(base, `/phones/${BUSINESS}/customers/${CUSTOMER}/next-reply?timeoutMs=1`);
    expect([answer.status, second.status]).toContain(408);
  });

  test("pages of other sites can't drive it", async () => {
    const asForm = await fetch(`${base}/api/phones`, { method: "POST", body: '{"number":"628999000000"}' });
    expect(asForm.status).toBe(415);
    const elsewhere = await fetch(`${base}/api/phones/${BUSINESS}/unlink`, {
      method: "POST",
      headers: { origin: "https://example.com" },
    });
    expect(elsewhere.status).toBe(403);
    expect(harness.simulator.findPhone("628999000000")).toBeUndefined();
  });
});

describe("as a process of its own", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "parley-simulator-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function startProcess(port: number): Promise<{ child: ChildProcess; ready: Ready }> {
    const args = ["--port", String(port), "--state", path.join(folder, "state.json")];
    const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "main.ts"), ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const [line] = (await once(createInterface(child.stdout!), "line")) as [string];
    return { child, ready: JSON.parse(line) as Ready };
  }
  interface Ready {
    port: number;
    controlUrl: string;
    launchArgs: string[];
  }

  test("it ends on SIGTERM, and started again it knows its devices: an open session reconnects by itself", async () => {
    const first = await startProcess(0);
    const driver = createWhatsAppWebDriver({
      sessionsDir: folder,
      secretKey: Buffer.alloc(32),
      chromium: await findTestChromium(),
      extraLaunchArgs: first.ready.launchArgs,
      logger: silentLogger(),
    });
    const events = new EventRecorder();
    const connection = driver.connect("acc_process", events);
    onTestFinished(() => connection.stop());
    await connection.start();
    await api(first.ready.controlUrl, "/phones", { number: BUSINESS, pushname: "Flower shop" });
    await api(first.ready.controlUrl, `/phones/${BUSINESS}/customers`, { number: CUSTOMER });
    const { payload } = await events.waitFor("qr");
    expect(await api(first.ready.controlUrl, `/phones/${BUSINESS}/scan`, { qr: payload })).toMatchObject({
      status: 200,
    });
    await events.waitFor("ready");

    first.child.kill("SIGTERM");
    expect(await once(first.child, "exit")).toEqual([0, null]);
    await events.waitFor("offline");
    const second = await startProcess(first.ready.port);
    expect(second.ready.launchArgs).toEqual(first.ready.launchArgs);
    await events.waitFor("online");
    const message = { kind: "text", text: "welcome back" };
    await api(second.ready.controlUrl, `/phones/${BUSINESS}/customers/${CUSTOMER}/messages`, message);
    await events.waitForMessage("welcome back");
    await vi.waitFor(async () => {
      const { value } = await api(second.ready.controlUrl, `/phones/${BUSINESS}`);
      expect(value).toMatchObject({ linked: true, connected: true });
    });
  });
});
