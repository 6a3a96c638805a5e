import { access, mkdir, readlink, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { DEFAULT_BEHAVIOUR } from "../../../../e2e/whatsapp-web/behaviour";
import { DriverHarness } from "../../../../e2e/whatsapp-web/driver-harness";
import type { Phone } from "../../../../e2e/whatsapp-web/phone";
import { describeDriverContract } from "../driver-contract";

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const sendOptions = () => ({ signal: AbortSignal.timeout(20_000) });

describeDriverContract("whatsapp-web.js", async () => {
  const harness = await DriverHarness.create();
  const { simulator } = harness;
  const phone = simulator.phone("628111000111", { pushname: "Flower shop" });
  const customer = phone.customer("628222000222", { name: "Budi" });
  const ids = ({ id }: { id: string }) => ({ stanzaId: id });
  return {
    driver: harness.driver,
    customerChatId: customer.id,
    customerPhone: customer.number,
    businessPhone: phone.number,
    scan: (qr) => simulator.scan(qr, phone),
    customerSays: (text) => ids(customer.sendText(text)),
    groupSays: (text) => void phone.group("Neighbours").sendText(customer, text),
    ownerSays: (text) => ids(phone.say(customer, text)),
    nextReply: async () => {
      const { id, body } = await customer.nextReply();
      return { stanzaId: id, text: body ?? "" };
    },
    customerReads: (stanzaId) => phone.ack(stanzaId, 3),
    refuseMessages: (isRefusing) => {
      simulator.behaviour.failSend = isRefusing;
    },
    loseNetwork: () => {
      simulator.behaviour.down = true;
      phone.dropConnections();
    },
    restoreNetwork: () => {
      simulator.behaviour.down = false;
    },
    openElsewhere: () => phone.conflict(),
    unlinkOnPhone: () => phone.unlink(),
    countProcesses: async (accountId) => (await harness.browserPids(accountId)).length,
    close: () => harness.close(),
  };
});

describe("whatsapp-web.js and what it does not handle itself", () => {
  let harness: DriverHarness;
  let phone: Phone;
  let lastNumber = 628_333_000_000;
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);

  beforeAll(async () => {
    process.on("unhandledRejection", onRejection);
    harness = await DriverHarness.create({ timeouts: { sendMs: 2000, readMs: 3000, contactMs: 1000 } });
  });
  afterAll(async () => {
    await harness.close();
    process.off("unhandledRejection", onRejection);
    expect(rejections).toEqual([]);
  });
  beforeEach(() => {
    Object.assign(harness.simulator.behaviour, DEFAULT_BEHAVIOUR);
    phone = harness.simulator.phone(String(++lastNumber));
  });

  /** A ready session of the test's own phone that ends with the test. */
  async function aSession(accountId: string) {
    const session = await harness.ready(accountId, phone);
    onTestFinished(() => session.connection.stop());
    return session;
  }
  const sessionFolder = (accountId: string) => path.join(harness.sessionsDir, `session-${accountId}`);

  test("pictures, voice, stickers, documents, places, cards, statuses and hidden numbers come in as what they are", async () => {
    const { events } = await aSession("acc_kinds");
    const customer = phone.customer("628444000001", { name: "Ani", lid: "990001", savedAs: "Ani (wholesale)" });
    const hidden = phone.customer("628444000002", { name: "Hidden", lid: "990002", hidesNumber: true });
    customer.sendImage(PICTURE, { caption: "this one" });
    customer.sendVoice(Buffer.alloc(2000, 7));
    customer.sendSticker(PICTURE);
    customer.sendDocument(Buffer.from("%PDF-1.7"), { filename: "order.pdf", mimetype: "application/pdf" });
    customer.sendLocation(-6.2, 106.8, "Jalan Merdeka 1");
    customer.sendContact("Sari", "628555000111");
    customer.revoke(customer.sendText("a mistake"));
    customer.postStatus("on holiday");
    hidden.sendText("guess who");
    await events.waitForMessage("guess who");
    await events.waitForMessage("on holiday");
    const inChat = events.all("message").filter(({ message }) => message.chatId === customer.id);
    expect(inChat.map(({ message }) => [message.kind, message.body])).toEqual([
      ["image", "this one"],
      ["voice", ""],
      ["sticker", ""],
      ["document", ""],
      ["location", "Jalan Merdeka 1"],
      ["contact", "Sari"],
      ["text", "a mistake"],
    ]);
    expect(inChat[0]?.message).toMatchObject({
      contactAliases: ["990001@lid", "628444000001@c.us"],
      contactPhone: "628444000001",
      contactName: "Ani (wholesale)",
    });
    expect(events.all("message").find(({ message }) => message.body === "on holiday")?.message.chatKind).toBe("status");
    expect(events.all("message").find(({ message }) => message.chatId === hidden.id)?.message).toMatchObject({
      contactPhone: undefined,
      contactAliases: ["990002@lid"],
      contactName: "Hidden",
    });
  });

  test("a reply goes to the exact id a hidden customer wrote from", async () => {
    const { connection } = await aSession("acc_lid");
    const hidden = phone.customer("628444000003", { lid: "990003", hidesNumber: true });
    hidden.sendText("hi");
    expect(await connection.send({ chatId: hidden.id, text: "hello" }, sendOptions())).toMatchObject({
      status: "sent",
    });
    expect(await hidden.nextReply()).toMatchObject({ chatId: "990003@lid", body: "hello" });
  });

  test("a contact that can't be looked up does not hold up its message", async () => {
    const { events } = await aSession("acc_lookup");
    const stranger = phone.customer("628444000004", { lid: "990004" });
    phone.customers.delete(stranger.number);
    stranger.sendText("from nowhere");
    expect(await events.waitForMessage("from nowhere")).toMatchObject({ chatId: "990004@lid" });
  });

  test("after WhatsApp renamed its message keys, messages go both ways and sending knows what it sent", async () => {
    harness.simulator.behaviour.keySpelling = "$1";
    const { connection, events } = await aSession("acc_renamed");
    const customer = phone.customer("628444000005");
    const { id } = customer.sendText("renamed?");
    expect(await events.waitForMessage("renamed?")).toMatchObject({ stanzaId: id });
    const result = await connection.send({ chatId: customer.id, text: "still here" }, sendOptions());
    const received = await customer.nextReply();
    expect(result).toMatchObject({ status: "sent", stanzaId: received.id });
    expect(await events.waitForMessage("still here")).toMatchObject({ stanzaId: received.id, fromMe: true });
    phone.ack(received.id, 3);
    await events.waitFor("ack", ({ stanzaId, level }) => stanzaId === received.id && level === "read");
    expect((await connection.history(customer.id, new Date(0))).map(({ stanzaId }) => stanzaId)).toEqual([
      id,
      received.id,
    ]);
  });

  test("a sync that ends before the library listens still becomes ready, and messages come once", async () => {
    harness.simulator.behaviour.syncDelayMs = 0;
    await (await aSession("acc_sync")).connection.stop();
    const { events } = await aSession("acc_sync");
    const customer = phone.customer("628444000006");
    customer.sendText("once");
    await events.waitForMessage("once");
    customer.sendText("twice");
    await events.waitForMessage("twice");
    expect(events.all("message").map(({ message }) => message.body)).toEqual(["once", "twice"]);
    expect(events.all("ready")).toHaveLength(1);
  });

  test("a page that reloads, navigates within itself or syncs twice is ready once and doubles nothing", async () => {
    harness.simulator.behaviour.syncTwice = true;
    const { events, connection } = await aSession("acc_reload");
    const customer = phone.customer("628444000007");
    phone.broadcast({ kind: "pushState" });
    phone.broadcast({ kind: "iframe" });
    customer.sendText("after pushState");
    await events.waitForMessage("after pushState");
    await connection.send({ chatId: customer.id, text: "one tick at a time" }, sendOptions());
    const { id } = await customer.nextReply();
    phone.ack(id, 3);
    await events.waitFor("ack", ({ stanzaId, level }) => stanzaId === id && level === "read");
    const levels = events.all("ack").map(({ level }) => level);
    expect(levels).toEqual([...new Set(levels)]);
    expect(events.all("offline")).toEqual([]);
    phone.broadcast({ kind: "reload" });
    await events.waitFor("offline");
    await events.waitFor("online");
    customer.sendText("after reload");
    await events.waitForMessage("after reload");
    await connection.checkHealth();
    expect(events.all("ready")).toHaveLength(1);
    expect(events.all("message").map(({ message }) => message.body)).toEqual([
      "after pushState",
      "one tick at a time",
      "after reload",
    ]);
  });

  test("a send that takes too long is unknown, and its echo comes when it is out after all", async () => {
    harness.simulator.behaviour.delaySendMs = 2600;
    const { connection, events } = await aSession("acc_slow");
    const customer = phone.customer("628444000008");
    const result = await connection.send({ chatId: customer.id, text: "slow" }, sendOptions());
    expect(result.status).toBe("unknown");
    expect(events.all("message")).toEqual([]);
    const echo = await events.waitForMessage("slow");
    expect(echo.stanzaId).toBe((await customer.nextReply()).id);
  });

  test("earlier messages than the page holds are loaded for the history", async () => {
    const customer = phone.customer("628444000009");
    for (let i = 0; i < 30; i++) customer.sendText(`message ${i}`);
    const { connection } = await aSession("acc_history");
    const bodies = (await connection.history(customer.id, new Date(0))).map(({ body }) => body);
    expect(bodies).toEqual(Array.from({ length: 30 }, (_, i) => `message ${i}`));
  });

  test("a code that WhatsApp let go idle is replaced by a fresh one that works", async () => {
    const { connection, events } = harness.connect("acc_idle");
    onTestFinished(() => connection.stop());
    await connection.start();
    const first = await events.waitFor("qr");
    harness.simulator.expireQrs({ idle: true });
    const second = await events.waitFor("qr", ({ payload }) => payload !== first.payload);
    expect(() => harness.simulator.scan(first.payload, phone)).toThrow();
    harness.simulator.scan(second.payload, phone);
    await events.waitFor("ready");
    expect(events.all("qr").every(({ payload }) => !payload.startsWith("undefined"))).toBe(true);
  });

  test("a killed browser is a lost connection that leaves no process, and a new one works", async () => {
    const { events, connection } = await aSession("acc_killed");
    process.kill(await harness.findProcess("acc_killed"), "SIGKILL");
    expect((await events.waitFor("closed")).reason.kind).toBe("lost");
    await connection.stop();
    expect(await harness.browserPids("acc_killed")).toEqual([]);
    const again = await aSession("acc_killed");
    expect(again.events.all("qr")).toEqual([]);
  });

  test("a crashed page is a lost connection", async () => {
    const { events, connection } = await aSession("acc_crashed");
    process.kill(await harness.findProcess("acc_crashed", "renderer"), "SIGKILL");
    expect((await events.waitFor("closed")).reason).toMatchObject({ kind: "lost" });
    await connection.stop();
    expect(await harness.browserPids("acc_crashed")).toEqual([]);
  });

  test("a hung page fails its health check in time, and can still be stopped", async () => {
    const { connection } = await aSession("acc_frozen");
    phone.broadcast({ kind: "freeze", ms: 60_000 });
    await vi.waitFor(async () => expect(connection.checkHealth()).rejects.toThrow(), { timeout: 10_000 });
    await connection.stop();
    expect(await harness.browserPids("acc_frozen")).toEqual([]);
  });

  test.each(["navigate", "state"] as const)(
    "unlinking that WhatsApp tells by %s ends the session and its folder",
    async (style) => {
      const { events, connection } = await aSession(`acc_unlinked_${style}`);
      phone.unlink(style);
      expect((await events.waitFor("closed")).reason.kind).toBe("logged_out");
      await connection.stop();
      await expect(access(sessionFolder(`acc_unlinked_${style}`))).rejects.toThrow();
    },
  );

  test("a session revoked while it was off is told as logged out, and the start does not fail", async () => {
    await (await aSession("acc_revoked")).connection.stop();
    phone.unlink();
    const { connection, events } = harness.connect("acc_revoked");
    await connection.start();
    expect((await events.waitFor("closed")).reason.kind).toBe("logged_out");
    await connection.stop();
    await expect(access(sessionFolder("acc_revoked"))).rejects.toThrow();
  });

  test("forgetting a session unlinks it on the phone too", async () => {
    const { connection, events } = await aSession("acc_forgotten");
    await connection.stop({ forgetSession: true });
    expect(phone.isLinked).toBe(false);
    expect(events.all("closed")).toEqual([]);
    await expect(access(sessionFolder("acc_forgotten"))).rejects.toThrow();
  });

  test("a lock that a crash on another machine left does not keep the browser from starting", async () => {
    await mkdir(sessionFolder("acc_locked"), { recursive: true });
    await symlink("another-machine-1234", path.join(sessionFolder("acc_locked"), "SingletonLock"));
    await writeFile(path.join(sessionFolder("acc_locked"), "SingletonCookie"), "");
    await aSession("acc_locked");
    // The built-in browser sets no lock of its own, others do.
    const owner = await readlink(path.join(sessionFolder("acc_locked"), "SingletonLock")).catch(() => "nobody");
    expect(owner).not.toContain("another-machine");
  });
});

describe("a start that can't succeed", () => {
  let harness: DriverHarness;
  beforeAll(async () => {
    harness = await DriverHarness.create({ timeouts: { startMs: 2500, bootMs: 1500, closeMs: 2000 } });
  });
  afterAll(() => harness.close());

  test("a server that never answers fails the start in time and leaves no browser", async () => {
    harness.simulator.behaviour.stall = true;
    const { connection, events } = harness.connect("acc_stalled");
    await expect(connection.start()).rejects.toThrow(/could not be opened/);
    harness.simulator.behaviour.stall = false;
    expect(await harness.browserPids("acc_stalled")).toEqual([]);
    expect(events.events).toEqual([]);
  });

  test("a page without WhatsApp in it fails the start and leaves no browser", async () => {
    harness.simulator.behaviour.debugDelayMs = 60_000;
    const { connection } = harness.connect("acc_empty");
    await expect(connection.start()).rejects.toThrow(/could not be opened/);
    harness.simulator.behaviour.debugDelayMs = DEFAULT_BEHAVIOUR.debugDelayMs;
    expect(await harness.browserPids("acc_empty")).toEqual([]);
  });

  test("a browser that is killed while it starts fails the start", async () => {
    harness.simulator.behaviour.stall = true;
    const { connection } = harness.connect("acc_early");
    const started = connection.start();
    const failed = expect(started).rejects.toThrow(/could not be opened/);
    const pid = await vi.waitFor(() => harness.findProcess("acc_early"), { timeout: 5000 });
    process.kill(pid, "SIGKILL");
    await failed;
    harness.simulator.behaviour.stall = false;
    expect(await harness.browserPids("acc_early")).toEqual([]);
  });

  test("stopping while it starts ends both quietly", async () => {
    const { connection, events } = harness.connect("acc_impatient");
    const started = connection.start();
    await connection.stop();
    await started;
    expect(await harness.browserPids("acc_impatient")).toEqual([]);
    expect(events.events).toEqual([]);
  });
});
