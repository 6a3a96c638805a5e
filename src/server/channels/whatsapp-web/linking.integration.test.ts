import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { DEFAULT_BEHAVIOUR } from "../../../../e2e/whatsapp-web/behaviour";
import { DriverHarness } from "../../../../e2e/whatsapp-web/driver-harness";
import type { Phone } from "../../../../e2e/whatsapp-web/phone";
import type { ConnectOptions } from "../driver";

describe("linking a number, and what stands in the way of it", () => {
  let harness: DriverHarness;
  let phone: Phone;
  let lastNumber = 628_335_000_000;

  beforeAll(async () => {
    harness = await DriverHarness.create({ timeouts: { readMs: 3000 } });
  });
  afterAll(() => harness.close());
  beforeEach(() => {
    Object.assign(harness.simulator.behaviour, DEFAULT_BEHAVIOUR);
    phone = harness.simulator.phone(String(++lastNumber));
  });

  function connect(options?: ConnectOptions) {
    const session = harness.connect(`acc_${phone.number}`, options);
    onTestFinished(() => session.connection.stop());
    return session;
  }
  const byCode = () => connect({ link: { type: "pairing_code", phoneNumber: phone.number } });

  test("a code to type is renewed for as long as nobody types it; only the last one works", async () => {
    const impatient = await DriverHarness.create({ timeouts: { pairingRenewMs: 300 } });
    onTestFinished(() => impatient.close());
    const shop = impatient.simulator.phone("628335900001");
    const link = { type: "pairing_code", phoneNumber: shop.number } as const;
    const { connection, events } = impatient.connect("acc_impatient", { link });
    await connection.start();
    const first = await events.waitFor("pairing_code");
    const second = await events.waitFor("pairing_code", ({ code }) => code !== first.code);
    expect(second.code).toMatch(/^[0-9A-Z]{8}$/);
    expect(() => impatient.simulator.enterPairingCode(first.code, shop)).toThrow();
    await vi.waitFor(() => impatient.simulator.enterPairingCode(events.all("pairing_code").at(-1)!.code, shop));
    await events.waitFor("ready");
    expect(events.all("qr")).toEqual([]);
  });

  test("a page that fell idle has a fresh code to type", async () => {
    const { connection, events } = byCode();
    await connection.start();
    const first = await events.waitFor("pairing_code");
    harness.simulator.expireQrs({ idle: true });
    await events.waitFor("pairing_code", ({ code }) => code !== first.code);
    expect(events.all("qr")).toEqual([]);
  });

  test("a number that WhatsApp refuses ends the connection, in words for its owner", async () => {
    phone.refusesLinking = true;
    const { connection, events } = byCode();
    const failure = await connection.start().then(
      async () => (await events.waitFor("closed")).reason.detail,
      (error: Error) => error.message,
    );
    expect(failure).toMatch(/doesn't know this number/);
    expect(events.all("pairing_code")).toEqual([]);
    expect(await harness.browserPids(`acc_${phone.number}`)).toEqual([]);
  });

  test("a passkey that WhatsApp asks for is told once per time, and linking goes on when it is given", async () => {
    phone.passkey = "both";
    const { connection, events } = connect();
    await connection.start();
    const { payload } = await events.waitFor("qr");
    harness.simulator.scan(payload, phone);
    await events.waitFor("passkey_required");
    phone.confirmPasskey();
    phone.confirmPasskey();
    await events.waitFor("ready");
    expect(events.events.map(({ name }) => name)).toEqual(["qr", "passkey_required", "authenticating", "ready"]);
  });

  test.each(["qr", "pairing_code"] as const)(
    "a passkey that is refused leads back to a new code (%s)",
    async (link) => {
      phone.passkey = "required";
      const { connection, events } = link === "qr" ? connect() : byCode();
      await connection.start();
      const codes = () => [
        ...events.all("qr").map(({ payload }) => payload),
        ...events.all("pairing_code").map(({ code }) => code),
      ];
      const first = link === "qr" ? (await events.waitFor("qr")).payload : (await events.waitFor("pairing_code")).code;
      if (link === "qr") harness.simulator.scan(first, phone);
      else await vi.waitFor(() => harness.simulator.enterPairingCode(codes().at(-1)!, phone));
      await events.waitFor("passkey_required");
      const before = codes().length;
      phone.refusePasskey();
      await vi.waitFor(() => expect(codes().length).toBeGreaterThan(before), { timeout: 5000 });
      expect(events.all("closed")).toEqual([]);
    },
  );

  test("news laid over the page do not keep it from becoming ready, and are answered later too", async () => {
    harness.simulator.behaviour.overlayAtLogin = "blocks";
    const { connection, events } = connect();
    await connection.start();
    const { payload } = await events.waitFor("qr");
    harness.simulator.scan(payload, phone);
    await events.waitFor("ready");
    let shown = 0;
    phone.on("changed", () => {
      if (phone.hasOverlay) shown++;
    });
    // The first may be answered by what still watches since the start.
    for (const count of [1, 2]) {
      phone.showOverlay();
      await vi.waitFor(() => expect(shown).toBe(count));
      await connection.checkHealth();
      await vi.waitFor(() => expect(phone.hasOverlay).toBe(false));
    }
  });

  test("news that are laid over the page while it synchronises are answered too", async () => {
    harness.simulator.behaviour.neverSync = true;
    const { connection, events } = connect();
    await connection.start();
    harness.simulator.scan((await events.waitFor("qr")).payload, phone);
    await vi.waitFor(() => expect(phone.isConnected).toBe(true), { timeout: 5000 });
    let shown = 0;
    phone.on("changed", () => {
      if (phone.hasOverlay) shown++;
    });
    for (const count of [1, 2]) {
      phone.showOverlay();
      await vi.waitFor(() => expect(shown).toBe(count));
      await vi.waitFor(() => expect(phone.hasOverlay).toBe(false), { timeout: 5000 });
    }
  });

  describe("a session that is in use elsewhere", () => {
    beforeEach(async () => {
      const { connection, events } = connect();
      await connection.start();
      harness.simulator.scan((await events.waitFor("qr")).payload, phone);
      await events.waitFor("ready");
      await connection.stop();
      phone.conflict();
      harness.simulator.behaviour.conflictWinner = "oldest";
    });

    test("is left there, and told as a conflict", async () => {
      const { connection, events } = connect();
      await connection.start();
      expect((await events.waitFor("closed")).reason.kind).toBe("conflict");
      expect(phone.isOpenElsewhere).toBe(true);
    });

    test("is used here when the owner wants that, until it is opened elsewhere again", async () => {
      const { connection, events } = connect({ takeOver: true });
      await connection.start();
      await events.waitFor("ready");
      expect(events.all("closed")).toEqual([]);
      phone.customer("628446000001").sendText("still with me?");
      await events.waitForMessage("still with me?");
      phone.conflict();
      expect((await events.waitFor("closed")).reason.kind).toBe("conflict");
    });
  });

  test("a session that is taken back before it was ready is not taken over again", async () => {
    const first = connect();
    await first.connection.start();
    harness.simulator.scan((await first.events.waitFor("qr")).payload, phone);
    await first.events.waitFor("ready");
    await first.connection.stop();
    phone.conflict();
    Object.assign(harness.simulator.behaviour, { conflictWinner: "oldest", neverSync: true });
    const { connection, events } = connect({ takeOver: true });
    await connection.start();
    await vi.waitFor(() => expect(phone.isConnected).toBe(true), { timeout: 5000 });
    phone.conflict();
    expect((await events.waitFor("closed")).reason.kind).toBe("conflict");
    expect(phone.isOpenElsewhere).toBe(true);
  });

  test("a page that went deaf shows in its counters, with and without the messages", async () => {
    const { connection, events } = connect();
    await connection.start();
    harness.simulator.scan((await events.waitFor("qr")).payload, phone);
    await events.waitFor("ready");
    const customer = phone.customer("628446000002");
    const heard = customer.sendText("heard");
    await events.waitForMessage("heard");
    const vitals = async () => (await connection.checkHealth()).find(({ chatId }) => chatId === customer.id);
    await vi.waitFor(async () =>
      expect(await vitals()).toMatchObject({ unreadCount: 1, newest: { stanzaId: heard.id } }),
    );
    phone.deafen("events");
    const unheard = customer.sendText("unheard");
    await vi.waitFor(async () =>
      expect(await vitals()).toMatchObject({ unreadCount: 2, newest: { stanzaId: unheard.id } }),
    );
    phone.deafen("counters");
    customer.sendText("unseen");
    await vi.waitFor(async () =>
      expect(await vitals()).toMatchObject({ unreadCount: 3, newest: { stanzaId: unheard.id } }),
    );
    expect(events.all("message")).toHaveLength(1);
  });
});
