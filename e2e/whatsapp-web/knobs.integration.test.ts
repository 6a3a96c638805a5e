import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Message } from "whatsapp-web.js";
import { DEFAULT_BEHAVIOUR } from "./behaviour";
import type { Phone } from "./phone";
import { StockHarness, type StockSession } from "./stock-client";

const OVERLAY_BUTTON = '[role="dialog"][aria-modal="true"] button';

describe("what can be made to go wrong with the simulated service", () => {
  let harness: StockHarness;
  let phone: Phone;
  let lastNumber = 628_111_000_000;

  beforeAll(async () => {
    harness = await StockHarness.create();
  });
  afterAll(async () => {
    await harness.close();
    harness.simulator.assertNoReports();
  });
  beforeEach(() => {
    Object.assign(harness.simulator.behaviour, DEFAULT_BEHAVIOUR);
    phone = harness.simulator.phone(String(++lastNumber));
  });

  const page = ({ client }: StockSession) => client.pupPage!;
  const socketState = (stock: StockSession) => stock.client.getState();
  const becomes = (stock: StockSession, state: string) =>
    vi.waitFor(async () => expect(await socketState(stock)).toBe(state), { timeout: 5000 });
  const screenOf = (stock: StockSession) =>
    page(stock).evaluate(() => document.querySelector('[data-testid="shortcake_passkey_screen"]')?.textContent);
  const stageOf = (stock: StockSession) =>
    page(stock).evaluate("window.require('WAWebShortcakeLinkingApi').getShortcakeLinkingStage()");

  test("the passkey wall: proof, a code to compare, and only then the link", async () => {
    phone.passkey = "both";
    const stock = await harness.client("passkey");
    await stock.client.initialize();
    const [qr] = await stock.waitFor<[string]>("qr");
    harness.simulator.scan(qr, phone);
    await vi.waitFor(async () => expect(await screenOf(stock)).toContain("passkey"));
    expect(await stageOf(stock)).toBe("NotStarted");
    expect(phone.isLinked).toBe(false);
    phone.confirmPasskey();
    const [wall] = phone.walls;
    await vi.waitFor(async () => expect(await screenOf(stock)).toContain(wall?.code));
    expect(await stageOf(stock)).toBe("WaitingForVerificationCodeConfirmation");
    phone.confirmPasskey();
    await stock.waitFor("ready");
    expect(await screenOf(stock)).toBeUndefined();
    expect(() => phone.confirmPasskey()).toThrow();
  });

  test("a refused passkey, and one that is cancelled on the page, lead back to a fresh code", async () => {
    phone.passkey = "required";
    const stock = await harness.client("refused");
    await stock.client.initialize();
    const [first] = await stock.waitFor<[string]>("qr");
    harness.simulator.scan(first, phone);
    await vi.waitFor(async () => expect(await screenOf(stock)).toContain("passkey"));
    phone.refusePasskey();
    const [second] = await stock.waitFor<[string]>("qr", (qr) => qr !== first);
    expect(await screenOf(stock)).toBeUndefined();
    harness.simulator.scan(second, phone);
    await vi.waitFor(() => page(stock).click('[data-testid="shortcake_cancel_button"]'));
    await stock.waitFor<[string]>("qr", (qr) => qr !== first && qr !== second);
    expect(phone.walls.size).toBe(0);
  });

  test("a pairing code works for its own number, until it expires or a newer one is there", async () => {
    harness.simulator.behaviour.pairingCodeLifeMs = 60_000;
    const other = harness.simulator.phone(String(++lastNumber));
    const stock = await harness.client("code", { pairWithPhoneNumber: { phoneNumber: phone.number } });
    await stock.client.initialize();
    const [first] = await stock.waitFor<[string]>("code");
    expect(harness.simulator.pendingPairingCodes).toMatchObject([{ code: first, phoneNumber: phone.number }]);
    expect(() => harness.simulator.enterPairingCode(first, other)).toThrow(/another number/);
    harness.simulator.expirePairingCodes();
    expect(() => harness.simulator.enterPairingCode(first, phone)).toThrow(/expired/);
    const second = await stock.client.requestPairingCode(phone.number);
    const third = await stock.client.requestPairingCode(phone.number);
    expect(() => harness.simulator.enterPairingCode(second, phone)).toThrow(/unknown/);
    harness.simulator.enterPairingCode(`${third.slice(0, 4)}-${third.slice(4).toLowerCase()}`, phone);
    await stock.waitFor("ready");
    expect(harness.simulator.pendingPairingCodes).toEqual([]);
  });

  test("a number that refuses linking takes neither QR code nor asks for a pairing code", async () => {
    phone.refusesLinking = true;
    const stock = await harness.client("unwilling");
    await stock.client.initialize();
    const [qr] = await stock.waitFor<[string]>("qr");
    expect(() => harness.simulator.scan(qr, phone)).toThrow(/cannot link/);
    await expect(stock.client.requestPairingCode(phone.number)).rejects.toThrow(/bad-request/);
    phone.refusesLinking = false;
    harness.simulator.scan(qr, phone);
    await stock.waitFor("ready");
  });

  test.each(["events", "counters"] as const)("a deaf page (%s): counters rise and nobody is told", async (deafness) => {
    const stock = await harness.ready(`deaf-${deafness}`, phone);
    const customer = phone.customer("628222000001");
    const first = customer.sendText("heard");
    await stock.waitFor<[Message]>("message", ({ id }) => id.id === first.id);
    phone.deafen(deafness);
    customer.sendText("unheard");
    const unread = () => page(stock).evaluate((id) => chatsOf(id).unreadCount, customer.id);
    const bodies = () => page(stock).evaluate((id) => chatsOf(id).bodies, customer.id);
    await page(stock).evaluate(
      "globalThis.chatsOf = (id) => { const chat = window.require('WAWebCollections').Chat.get(id);" +
        " return { unreadCount: chat.unreadCount, bodies: chat.msgs.getModelsArray().map((one) => one.body) }; }",
    );
    await vi.waitFor(async () => expect(await unread()).toBe(2));
    expect(await bodies()).toEqual(deafness === "events" ? ["heard", "unheard"] : ["heard"]);
    expect(stock.all("message")).toHaveLength(1);
    // The library misses a synchronisation that is over before it listens.
    harness.simulator.behaviour.syncDelayMs = 1500;
    await page(stock).reload();
    await stock.waitFor("ready", () => stock.all("ready").length === 2);
    const last = customer.sendText("again");
    await stock.waitFor<[Message]>("message", ({ id }) => id.id === last.id);
  });

  test("What's new lies over the page and holds up the sync until its button is pressed", async () => {
    harness.simulator.behaviour.overlayAtLogin = "blocks";
    const stock = await harness.client("overlay");
    await stock.client.initialize();
    const [qr] = await stock.waitFor<[string]>("qr");
    harness.simulator.scan(qr, phone);
    await vi.waitFor(() => expect(phone.hasOverlay).toBe(true), { timeout: 5000 });
    await becomes(stock, "CONNECTED");
    expect(stock.all("ready")).toEqual([]);
    await page(stock).click(OVERLAY_BUTTON);
    await stock.waitFor("ready");
    await vi.waitFor(() => expect(phone.hasOverlay).toBe(false));
    phone.showOverlay();
    await page(stock).waitForSelector(OVERLAY_BUTTON);
  });

  test("a session opened elsewhere is in conflict until it is used here again, and misses nothing", async () => {
    const stock = await harness.ready("conflict", phone, { takeoverOnConflict: true, takeoverTimeoutMs: 60_000 });
    const customer = phone.customer("628222000001");
    phone.conflict();
    await becomes(stock, "CONFLICT");
    const missed = customer.sendText("while it was elsewhere");
    expect(phone.isConnected).toBe(false);
    await page(stock).evaluate("window.require('WAWebSocketModel').Socket.takeover()");
    await becomes(stock, "CONNECTED");
    await stock.waitFor<[Message]>("message", ({ id }) => id.id === missed.id);
    expect(phone.isOpenElsewhere).toBe(false);
  });

  test("with the older page as the winner, a new one has to ask, and the other gets the conflict", async () => {
    const stock = await harness.ready("older", phone, { takeoverOnConflict: true, takeoverTimeoutMs: 60_000 });
    harness.simulator.behaviour.conflictWinner = "oldest";
    const second = await page(stock).browser().newPage();
    await second.goto("https://web.whatsapp.com/");
    const stateOfSecond = () => second.evaluate("window.require('WAWebSocketModel').Socket.state");
    await vi.waitFor(async () => expect(await stateOfSecond()).toBe("CONFLICT"), { timeout: 5000 });
    expect(await socketState(stock)).toBe("CONNECTED");
    await second.evaluate("window.require('WAWebSocketModel').Socket.takeover()");
    await becomes(stock, "CONFLICT");
    expect(await stateOfSecond()).toBe("CONNECTED");
  });
});

/** In the page. */
declare const chatsOf: (id: string) => { unreadCount: number; bodies: string[] };
