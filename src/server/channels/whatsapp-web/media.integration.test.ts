import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { DEFAULT_BEHAVIOUR } from "../../../../e2e/whatsapp-web/behaviour";
import { DriverHarness, type OpenSession } from "../../../../e2e/whatsapp-web/driver-harness";
import type { Phone } from "../../../../e2e/whatsapp-web/phone";
import type { WireMessage } from "../../../../e2e/whatsapp-web/protocol";

const MEGABYTE = 1024 * 1024;
/** Bytes that repeat at no power of two, so that a piece in the wrong place shows. */
const aFile = (bytes: number) => Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 31 + (i >> 8)) % 251));
const PDF = { filename: "price list.pdf", mimetype: "application/pdf" };

describe("files of messages", () => {
  let harness: DriverHarness;
  let phone: Phone;
  let lastNumber = 628_337_000_000;

  beforeAll(async () => {
    harness = await DriverHarness.create({ timeouts: { mediaMs: 10_000 } });
  });
  afterAll(() => harness.close());
  beforeEach(() => {
    Object.assign(harness.simulator.behaviour, DEFAULT_BEHAVIOUR);
    phone = harness.simulator.phone(String(++lastNumber));
  });

  async function aSession() {
    const session = await harness.ready(`acc_${phone.number}`, phone);
    onTestFinished(() => session.connection.stop());
    return session;
  }
  const download = (
    { connection }: OpenSession,
    { chatId, id }: Pick<WireMessage, "chatId" | "id">,
    { maxBytes = 50 * MEGABYTE, signal = new AbortController().signal } = {},
  ) => connection.downloadMedia({ chatId, stanzaId: id, fromMe: false }, { maxBytes, signal });

  test.each([
    { kind: "document", mimeType: "application/pdf", fileName: "price list.pdf", text: "Our prices", type: "document" },
    { kind: "image", mimeType: "image/png", fileName: "board.png", text: "", type: "image" },
    { kind: "audio", mimeType: "audio/mpeg", fileName: "hello.mp3", text: "", type: "audio" },
    { kind: "video", mimeType: "video/mp4", fileName: "tour.mp4", text: "Come in", type: "video" },
  ] as const)("a $kind of ours reaches the customer whole, and its echo is told once, as sent", async (sent) => {
    const { connection, events } = await aSession();
    const customer = phone.customer("628447000009");
    customer.sendText("Menu?");
    await events.waitFor("message", ({ message }) => !message.fromMe);
    const { text, type, ...file } = sent;
    const bytes = aFile(2 * MEGABYTE + 5);
    const signal = new AbortController().signal;
    const result = await connection.send({ chatId: customer.id, text, file: { ...file, bytes } }, { signal });
    const received = await customer.nextReply();
    expect(result).toMatchObject({ status: "sent", stanzaId: received.id });
    expect(received).toMatchObject({ type, mimetype: file.mimeType, filename: file.fileName });
    expect(received.caption ?? "").toBe(text);
    expect(harness.simulator.media.find(received.directPath ?? "")?.bytes.equals(bytes)).toBe(true);
    const echo = await events.waitFor("message", ({ message }) => message.fromMe);
    expect(echo.message).toMatchObject({ stanzaId: received.id, kind: file.kind, body: text });
  });

  test("a file that WhatsApp refuses has failed, and the same sent again is another message", async () => {
    const { connection, events } = await aSession();
    const customer = phone.customer("628447000010");
    customer.sendText("Menu?");
    await events.waitFor("message");
    const file = { kind: "image", mimeType: "image/png", fileName: "board.png", bytes: aFile(900) } as const;
    const send = () =>
      connection.send({ chatId: customer.id, text: "", file }, { signal: new AbortController().signal });
    harness.simulator.behaviour.failSend = true;
    expect(await send()).toMatchObject({ status: "failed" });
    harness.simulator.behaviour.failSend = false;
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual(["sent", "sent"]);
    expect(first).not.toEqual(second);
    expect(customer.messages.filter(({ fromMe }) => fromMe)).toHaveLength(2);
  });

  test("a file of several pieces arrives whole, by either id of its customer, however WhatsApp spells its keys", async () => {
    harness.simulator.behaviour.keySpelling = "$1";
    const session = await aSession();
    const customer = phone.customer("628447000001", { lid: "990071" });
    const bytes = aFile(3 * MEGABYTE + 17);
    const message = customer.sendDocument(bytes, PDF);
    await session.events.waitFor("message");
    for (const chatId of [customer.id, customer.phoneId]) {
      const file = await download(session, { ...message, chatId });
      expect(file).toMatchObject({ status: "downloaded", mimeType: PDF.mimetype, fileName: PDF.filename });
      expect(file.status === "downloaded" && bytes.equals(file.bytes)).toBe(true);
    }
    customer.edit(message, "the new one");
    customer.react(message, "👍");
    customer.revoke(message);
    await session.events.waitFor("change", ({ change }) => change.type === "deleted");
    expect(session.events.all("change").map(({ change }) => [change.type, change.stanzaId])).toEqual([
      ["edited", message.id],
      ["reaction", message.id],
      ["deleted", message.id],
    ]);
    expect(await download(session, message)).toEqual({ status: "gone" });
  });

  test("the file of a message that the page no longer holds is found in the chat's history", async () => {
    const customer = phone.customer("628447000002");
    const old = customer.sendImage(aFile(5000));
    for (let i = 0; i < 60; i++) customer.sendText(`message ${i}`);
    const session = await aSession();
    expect(await download(session, old)).toMatchObject({ status: "downloaded" });
  });

  test("an empty file is a file", async () => {
    const session = await aSession();
    const message = phone.customer("628447000003").sendDocument(Buffer.alloc(0), PDF);
    await session.events.waitFor("message");
    const file = await download(session, message);
    expect(file.status === "downloaded" && file.bytes.length).toBe(0);
  });

  test("a file that says it is too large is not even asked for", async () => {
    const session = await aSession();
    const message = phone.customer("628447000008").sendDocument(aFile(5000), PDF);
    await session.events.waitFor("message");
    phone.media.setFault(message, { failures: 1 });
    expect(await download(session, message, { maxBytes: 4999 })).toEqual({ status: "too_large" });
  });

  test("a message that lies about the size of its file is found out", async () => {
    const session = await aSession();
    const message = phone.customer("628447000004").sendDocument(aFile(5000), { ...PDF, size: 10 });
    await session.events.waitFor("message");
    expect(await download(session, message, { maxBytes: 4999 })).toEqual({ status: "too_large" });
    expect(await download(session, message, { maxBytes: 5000 })).toMatchObject({ status: "downloaded" });
  });

  test.each(["RESOLVED", "ERROR_MISSING"] as const)("a file that WhatsApp has deleted is gone (%s)", async (gone) => {
    const session = await aSession();
    const message = phone.customer("628447000005").sendImage(aFile(100));
    await session.events.waitFor("message");
    phone.media.setFault(message, { gone });
    expect(await download(session, message)).toEqual({ status: "gone" });
  });

  test("a file that the phone is asked for again, and one that fails for now, may work another time", async () => {
    const session = await aSession();
    const message = phone.customer("628447000006").sendImage(aFile(100));
    await session.events.waitFor("message");
    for (const fault of [{ gone: "REUPLOADING" as const }, { failures: 1 }, { breaksAfterBytes: 50 }]) {
      phone.media.setFault(message, fault);
      await expect(download(session, message)).rejects.toThrow();
    }
    phone.media.setFault(message, {});
    expect(await download(session, message)).toMatchObject({ status: "downloaded" });
  });

  test("a download that is given up ends at once, and leaves the session as it was", async () => {
    const session = await aSession();
    const message = phone.customer("628447000007").sendImage(aFile(100));
    await session.events.waitFor("message");
    phone.media.setFault(message, { delayMs: 60_000 });
    const controller = new AbortController();
    const given = download(session, message, { signal: controller.signal });
    controller.abort();
    await expect(given).rejects.toThrow(/given up/);
    phone.media.setFault(message, {});
    expect(await download(session, message)).toMatchObject({ status: "downloaded" });
    await vi.waitFor(async () => expect((await session.connection.checkHealth()).length).toBe(1));
  });
});
