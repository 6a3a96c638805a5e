/** Where the library as it comes loses a session while it starts or links. Numbers as in the list of known traps. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import wwebjs from "whatsapp-web.js";
import { isAlive } from "../../../../e2e/processes";
import type { Phone } from "../../../../e2e/whatsapp-web/phone";
import type { StockSession } from "../../../../e2e/whatsapp-web/stock-client";
import { SILENCE_MS, TwoClients } from "../../../../e2e/whatsapp-web/two-clients";

/** What ours inherits, with a member that the library's types leave out. */
const StockClient = wwebjs.Client.prototype as unknown as { inject(): Promise<void> };

let world: TwoClients;
let phone: Phone;

beforeAll(async () => {
  world = await TwoClients.create();
});
afterAll(() => world.close());
beforeEach(() => {
  phone = world.aPhone();
});

const pageHas = (stock: StockSession, text: string) =>
  stock.client.pupPage!.evaluate(
    `window.require('WAWebCollections').Msg.getModelsArray().some((one) => one.body === ${JSON.stringify(text)})`,
  );

describe("1. ready when the synchronisation was over before anybody listened", () => {
  const restoreAtOnce = () => Object.assign(world.simulator.behaviour, { syncDelayMs: 0, debugDelayMs: 300 });

  test("the stock client never becomes ready and hears no message, though it is connected", async () => {
    await (await world.stockReady("t1", phone)).client.destroy();
    restoreAtOnce();
    const stock = await world.stock.client("t1");
    await stock.client.initialize();
    phone.customer("628222000001").sendText("anybody?");
    await vi.waitFor(async () => expect(await pageHas(stock, "anybody?")).toBe(true));
    expect(await stock.client.getState()).toBe("CONNECTED");
    expect(await stock.hearsAnother("ready", SILENCE_MS)).toBe(false);
    expect(stock.all("message")).toEqual([]);
    // What it waits for is all that is missing.
    await stock.client.pupPage!.evaluate("window.onAppStateHasSyncedEvent()");
    await stock.waitFor("ready");
  });

  test("our client becomes ready and hears the message", async () => {
    await (await world.oursReady("t1", phone)).connection.stop();
    restoreAtOnce();
    const { events } = await world.oursReady("t1", phone);
    phone.customer("628222000001").sendText("anybody?");
    await events.waitForMessage("anybody?");
    expect(events.all("ready")).toHaveLength(1);
  });
});

describe("2. unlinked on the phone, and linked again for good", () => {
  test("the stock client deletes the profile under the running browser: the new link is lost at the next start", async () => {
    const stock = await world.stockReady("t2", phone);
    const [first] = await stock.waitFor<[string]>("qr");
    phone.unlink("navigate");
    await stock.waitFor("disconnected", (reason: string) => reason === "LOGOUT");
    expect(await isAlive(stock.browserPid!)).toBe(true);
    const [second] = await stock.waitFor<[string]>("qr", (qr) => qr !== first && !qr.startsWith("undefined"));
    world.simulator.scan(second, phone);
    await stock.waitFor("ready", () => stock.all("ready").length === 2);
    await stock.client.destroy();
    const again = await world.stock.client("t2");
    await again.client.initialize();
    await again.waitFor("qr");
    expect(phone.isLinked).toBe(true);
  });

  test("our client removes the profile after the browser, and the new link is still there at the next start", async () => {
    const { connection, events } = await world.oursReady("t2", phone);
    phone.unlink("navigate");
    expect((await events.waitFor("closed")).reason.kind).toBe("logged_out");
    await connection.stop();
    expect(await world.ours.browserPids("t2")).toEqual([]);
    expect(await world.weHaveProfile("t2")).toBe(false);
    await (await world.oursReady("t2", phone)).connection.stop();
    expect((await world.oursReady("t2", phone)).events.all("qr")).toEqual([]);
  });
});

describe("3. a code that nobody scanned for a while is replaced by a fresh one", () => {
  test("the stock client calls the page's function in Node, and shows the dead code for ever", async () => {
    const stock = await world.stock.client("t3");
    await stock.client.initialize();
    await stock.waitFor("qr");
    world.simulator.expireQrs({ idle: true });
    const failure = () => world.simulator.reports.find(({ detail }) => detail.includes("window is not defined"));
    await vi.waitFor(() => expect(failure()?.kind).toBe("unhandled_rejection"));
    expect(await stock.client.getState()).toBe("UNPAIRED_IDLE");
    expect(await stock.hearsAnother("qr", SILENCE_MS)).toBe(false);
    expect(world.simulator.pendingQrs).toEqual([]);
  });

  test("our client shows a fresh code that works", async () => {
    const { connection, events } = world.connect("t3");
    await connection.start();
    const first = await events.waitFor("qr");
    world.simulator.expireQrs({ idle: true });
    const second = await events.waitFor("qr", ({ payload }) => payload !== first.payload);
    world.simulator.scan(second.payload, phone);
    await events.waitFor("ready");
  });
});

describe("4. navigations within the page leave one listener for each event", () => {
  const stir = () => {
    phone.broadcast({ kind: "pushState" });
    phone.broadcast({ kind: "iframe" });
  };

  test("the stock client signs in once for each of them", async () => {
    world.simulator.behaviour.neverSync = true;
    const stock = await world.stock.client("t4");
    await stock.client.initialize();
    const [qr] = await stock.waitFor<[string]>("qr");
    world.simulator.scan(qr, phone);
    await vi.waitFor(() => expect(phone.isConnected).toBe(true), { timeout: 5000 });
    stir();
    await vi.waitFor(() => expect(stock.injections).toBeGreaterThanOrEqual(3), { timeout: 10_000 });
    phone.finishSync();
    await stock.waitFor("authenticated", () => stock.all("authenticated").length >= 3);
  });

  test("our client becomes ready once, and tells each message once", async () => {
    const injected = vi.spyOn(StockClient, "inject");
    onTestFinished(() => injected.mockRestore());
    world.simulator.behaviour.neverSync = true;
    const { connection, events } = world.connect("t4");
    await connection.start();
    world.simulator.scan((await events.waitFor("qr")).payload, phone);
    await vi.waitFor(() => expect(phone.isConnected).toBe(true), { timeout: 5000 });
    stir();
    phone.finishSync();
    await events.waitFor("ready");
    const customer = phone.customer("628222000001");
    customer.sendText("once");
    customer.sendText("and another");
    await events.waitForMessage("and another");
    // Whatever the navigations set off has been answered before this is.
    await connection.checkHealth();
    expect(events.all("message").map(({ message }) => message.body)).toEqual(["once", "and another"]);
    expect(events.all("ready")).toHaveLength(1);
    expect(injected).toHaveBeenCalledTimes(1);
  });
});

describe("7. a session that was revoked while it was off is told as logged out", () => {
  /** The page learns it while the library waits for it to sign in. */
  const learnLate = () => Object.assign(world.simulator.behaviour, { debugDelayMs: 0, bootDelayMs: 800 });

  test("the stock client fails with a puppeteer error, tells nothing and keeps the dead profile", async () => {
    await (await world.stockReady("t7", phone)).client.destroy();
    phone.unlink();
    learnLate();
    const stock = await world.stock.client("t7");
    await expect(stock.client.initialize()).rejects.toThrow(/context was destroyed|navigat/i);
    expect(stock.events).toEqual([]);
    expect(await world.stockHasProfile("t7")).toBe(true);
  });

  test("our client is told so, the start does not fail, and the profile is gone", async () => {
    await (await world.oursReady("t7", phone)).connection.stop();
    phone.unlink();
    learnLate();
    const { connection, events } = world.connect("t7");
    await connection.start();
    expect((await events.waitFor("closed")).reason.kind).toBe("logged_out");
    await connection.stop();
    expect(await world.weHaveProfile("t7")).toBe(false);
  });
});

describe("16. only codes that can be scanned are shown", () => {
  test("the stock client shows a code without a reference after the scan", async () => {
    const stock = await world.stockReady("t16", phone);
    expect(stock.all("qr").some(([qr]) => String(qr).startsWith("undefined,"))).toBe(true);
  });

  test("our client shows none", async () => {
    const { events } = await world.oursReady("t16", phone);
    expect(events.all("qr").filter(({ payload }) => payload.startsWith("undefined"))).toEqual([]);
    expect(events.all("qr")).toHaveLength(1);
  });
});
