import { expect, test, vi } from "vitest";
import { type OwnMessage, Sender, type SendingPage } from "./sender";

const MESSAGE = { chatId: "628111@c.us", text: "hello" };
const SENT_AT = 1_777_000_000;
const aRaw = (ack: number) => ({ id: { fromMe: true, remote: MESSAGE.chatId, id: "3EB01" }, ack, t: SENT_AT });
const inChat = (ack: number): OwnMessage => ({ stanzaId: "3EB01", ack, t: SENT_AT });
const never = new Promise<never>(() => {});

const send = (page: Partial<SendingPage>, options: { limitMs?: number; signal?: AbortSignal } = {}) =>
  new Sender({ send: async () => undefined, findOwn: async () => [], ...page }, options.limitMs ?? 5000).send(
    MESSAGE,
    options.signal ?? new AbortController().signal,
  );

test("what WhatsApp took is sent, with its id and time", async () => {
  expect(await send({ send: async () => aRaw(1) })).toEqual({
    status: "sent",
    stanzaId: "3EB01",
    sentAt: new Date(SENT_AT * 1000),
  });
});

test("what WhatsApp refused has failed", async () => {
  expect(await send({ send: async () => aRaw(-1) })).toMatchObject({ status: "failed" });
});

test("a library that throws for a message that went out is not believed", async () => {
  const send_ = () => Promise.reject(new TypeError("cannot read _serialized of undefined"));
  expect(await send({ send: send_, findOwn: async () => [inChat(1)] })).toMatchObject({ status: "sent" });
});

test("a library that returns nothing for a message that went out is not believed", async () => {
  expect(await send({ findOwn: async () => [inChat(2)] })).toMatchObject({ status: "sent", stanzaId: "3EB01" });
});

test("an error before the message stood in the chat is a failure that names it", async () => {
  const result = await send({ send: () => Promise.reject(new Error("No LID for user")) });
  expect(result).toEqual({ status: "failed", detail: "No LID for user" });
});

test("a message that waits in the chat is looked at again until WhatsApp says something", async () => {
  const acks = [0, 0, 1];
  const result = await send({ send: async () => aRaw(0), findOwn: async () => [inChat(acks.shift() ?? 1)] });
  expect(result).toMatchObject({ status: "sent" });
  expect(acks).toEqual([]);
});

test("a message that still waits when the time is over is unknown", async () => {
  const result = await send({ send: () => never, findOwn: async () => [inChat(0)] }, { limitMs: 30 });
  expect(result.status).toBe("unknown");
});

test("a page that never answers leaves it unknown, even when nothing is in the chat yet", async () => {
  expect((await send({ send: () => never }, { limitMs: 30 })).status).toBe("unknown");
});

test("a page that is gone leaves it unknown", async () => {
  const gone = () => Promise.reject(new Error("Target closed"));
  expect((await send({ send: gone, findOwn: gone })).status).toBe("unknown");
});

test("giving up while it is being sent leaves it unknown", async () => {
  const controller = new AbortController();
  const result = send({ send: () => never }, { signal: controller.signal });
  controller.abort();
  expect((await result).status).toBe("unknown");
});

test("a text is being sent until it is known what became of it, and on while that is unknown", async () => {
  const sender = new Sender({ send: () => never, findOwn: async () => [] }, 30);
  expect(sender.mayBeSending(MESSAGE.chatId, { kind: "text", body: "hello" })).toBe(false);
  const sending = sender.send(MESSAGE, new AbortController().signal);
  expect(sender.mayBeSending(MESSAGE.chatId, { kind: "text", body: " hello " })).toBe(true);
  await sending;
  expect(sender.mayBeSending(MESSAGE.chatId, { kind: "text", body: "hello" })).toBe(true);

  const quick = new Sender({ send: async () => aRaw(1), findOwn: async () => [] }, 1000);
  await quick.send(MESSAGE, new AbortController().signal);
  expect(quick.mayBeSending(MESSAGE.chatId, { kind: "text", body: "hello" })).toBe(false);
});

test("a file is told from a text with the same words, and from a file of another kind", async () => {
  const sender = new Sender({ send: () => never, findOwn: async () => [] }, 30);
  const file = { kind: "image", bytes: new Uint8Array(9), mimeType: "image/png", fileName: "menu.png" } as const;
  void sender.send({ ...MESSAGE, file }, new AbortController().signal);
  const seen = (["image", "text", "document"] as const).map((kind) =>
    sender.mayBeSending(MESSAGE.chatId, { kind, body: "hello" }),
  );
  expect(seen).toEqual([true, false, false]);
});

test("what is the owner's in another group is not taken for what is sent to this one", async () => {
  const sender = new Sender({ send: () => never, findOwn: async () => [] }, 30);
  void sender.send({ chatId: "1203@g.us", text: "" }, new AbortController().signal);
  const seen = ["1203@g.us", "1204@g.us", "628111@c.us"].map((id) =>
    sender.mayBeSending(id, { kind: "text", body: "" }),
  );
  expect(seen).toEqual([true, false, false]);
});

test("in one person's chat it is awaited whatever id the chat goes by", () => {
  const sender = new Sender({ send: () => never, findOwn: async () => [] }, 30);
  void sender.send(MESSAGE, new AbortController().signal);
  expect(sender.mayBeSending("99999@lid", { kind: "text", body: "hello" })).toBe(true);
});

test("what became of it stays unknown, but it isn't awaited for ever", async () => {
  vi.useFakeTimers();
  try {
    const sender = new Sender(
      { send: async () => Promise.reject(new Error("gone")), findOwn: async () => Promise.reject(new Error("gone")) },
      30,
    );
    await sender.send(MESSAGE, new AbortController().signal);
    expect(sender.mayBeSending(MESSAGE.chatId, { kind: "text", body: "hello" })).toBe(true);
    vi.advanceTimersByTime(10 * 60_000);
    expect(sender.mayBeSending(MESSAGE.chatId, { kind: "text", body: "hello" })).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});
