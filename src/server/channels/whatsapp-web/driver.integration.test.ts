import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
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
  const find = (stanzaId: string) => {
    const message = phone.log.find(({ id }) => id === stanzaId);
    if (!message) throw new Error(`no message ${stanzaId}`);
    return message;
  };
  return {
    driver: harness.driver,
    customerChatId: customer.id,
    customerPhone: customer.number,
    businessPhone: phone.number,
    scan: (qr) => simulator.scan(qr, phone),
    enterPairingCode: (code) => simulator.enterPairingCode(code, phone),
    customerSays: (text) => ids(customer.sendText(text)),
    groupName: "Neighbours",
    groupSays: (text, { mentioning = false } = {}) =>
      void phone.group("Neighbours").sendText(customer, text, mentioning ? { mentioning: "lid" } : {}),
    customerAnswers: (text, quoted) => ids(customer.sendText(text, { quoting: find(quoted) })),
    customerSendsPicture: (bytes, caption) => ids(customer.sendImage(bytes, { caption })),
    customerSendsPlace: ({ latitude, longitude, name }) => ids(customer.sendLocation(latitude, longitude, name)),
    customerSendsCard: ({ name, phone: number }) => ids(customer.sendContact(name, number.replace("+", ""))),
    customerCalls: () => ids(customer.call({ leavesEntry: true })),
    customerEdits: (stanzaId, text) => customer.edit(find(stanzaId), text),
    customerDeletes: (stanzaId) => customer.revoke(find(stanzaId)),
    customerReacts: (stanzaId, emoji) =>
      emoji === null ? customer.unreact(find(stanzaId)) : customer.react(find(stanzaId), emoji),
    expireFile: (stanzaId) => phone.media.setFault(find(stanzaId), { gone: "ERROR_MISSING" }),
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

describe("messages through whatsapp-web.js", () => {
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
    expect(events.all("message").filter(({ message }) => message.body === "on holiday")).toEqual([]);
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
});
