import type { PGlite } from "@electric-sql/pglite";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { describe, expect, test } from "vitest";
import type { ChannelMessage } from "@/domain/messaging/message";
import type { Database } from "@/server/db/client";
import * as schema from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { harnessPerTest } from "@/test/harness-per-test";
import { readMessagePage } from "./message-page";
import { selectMissed } from "./missed-queries";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const receive = async (message: ChannelMessage) => {
  await harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
  return message;
};
const customer = (body: string, fields: Partial<ChannelMessage> = {}) =>
  receive(harness.whatsApp.customerWrites(body, { ...fields, unseen: true }));
const owner = (body: string, fields: Partial<ChannelMessage> = {}) =>
  receive(harness.whatsApp.ownerWrites(body, { ...fields, unseen: true }));
const key = async () => ({
  accountId: harness.accountId,
  conversationId: (await harness.conversations())[0]!.id,
});
const page = async () => (await harness.service.listMessages({ ...(await key()), limit: 50 })).messages;
const aVoice = { mimeType: "audio/ogg", fileName: undefined, sizeBytes: 9, durationSeconds: 4 };

describe("a message shows", () => {
  test("what it answers, in a line", async () => {
    const photo = await owner("our menu", { kind: "image" });
    await customer("What is the third one?", { quotedStanzaId: photo.stanzaId });
    await customer("And this?", { quotedStanzaId: "3EB0UNKNOWN" });
    const [first, second, third] = await page();
    expect(first?.quoted).toBeNull();
    expect(second?.quoted).toEqual({ author: "phone", preview: "Photo: our menu" });
    expect(third?.quoted).toBeNull();
  });

  test("nothing of another conversation that it answers", async () => {
    const elsewhere = await customer("secret", { chatId: "6281200000099@c.us" });
    await customer("About that", { quotedStanzaId: elsewhere.stanzaId });
    const conversation = (await harness.conversations()).find(({ chatId }) => chatId === "6281200000001@c.us");
    const { messages } = await harness.service.listMessages({
      accountId: harness.accountId,
      conversationId: conversation!.id,
      limit: 5,
    });
    expect(messages).toMatchObject([{ body: "About that", quoted: null }]);
  });

  test("that what it answers was taken back", async () => {
    const first = await customer("secret");
    await customer("I mean this", { quotedStanzaId: first.stanzaId });
    await harness.inbound.change(harness.accountId, { ...first, type: "deleted", at: harness.scheduler.now() });
    expect((await page())[1]?.quoted).toEqual({ author: "customer", preview: "Deleted message" });
  });

  test("its file, and what is said in it once that is known", async () => {
    await customer("", { kind: "voice", media: aVoice });
    const [before] = await page();
    expect(before?.media).toMatchObject({
      status: "waiting",
      mimeType: "audio/ogg",
      durationSeconds: 4,
      transcript: null,
    });
    for (const [transcript, shown] of [
      ["", null],
      ["When do you open?", "When do you open?"],
    ] as const) {
      await harness.db
        .update(schema.messageMedia)
        .set({ transcript })
        .where(eq(schema.messageMedia.id, before!.media!.id));
      expect((await page())[0]?.media).toMatchObject({ transcript: shown });
    }
  });

  test("no reaction once it is gone", async () => {
    const message = await customer("hello");
    const { stanzaId, fromMe, chatId } = message;
    const at = harness.scheduler.now();
    const ref = { stanzaId, fromMe, chatId, at };
    await harness.inbound.change(harness.accountId, { ...ref, type: "reaction", by: "business", emoji: "👍" });
    expect((await page())[0]?.reactions).toEqual([{ by: "business", emoji: "👍", isWritten: false }]);
    await harness.inbound.change(harness.accountId, { ...ref, type: "deleted" });
    expect(await page()).toMatchObject([{ reactions: [], deletedAt: at, body: "" }]);
  });
});

test("a page takes four statements, however many messages there are", async () => {
  let previous: string | undefined;
  for (let index = 0; index < 12; index++) {
    const message = await customer(`message ${index}`, { kind: "voice", media: aVoice, quotedStanzaId: previous });
    previous = message.stanzaId;
    const { stanzaId, fromMe, chatId } = message;
    const at = harness.scheduler.now();
    await harness.inbound.change(harness.accountId, {
      ...{ stanzaId, fromMe, chatId, at },
      type: "reaction",
      by: "business",
      emoji: "👍",
    });
  }
  const statements: string[] = [];
  if (harness.handle.queueConnection.kind !== "pglite") throw new Error("Another database than expected.");
  const client = harness.handle.queueConnection.client as unknown as PGlite;
  const logger = { logQuery: (query: string) => void statements.push(query) };
  const logged = drizzle(client, { schema, casing: "snake_case", logger }) as unknown as Database;
  for (const limit of [3, 12]) {
    statements.length = 0;
    expect(await readMessagePage(logged, { ...(await key()), before: undefined, limit })).toHaveLength(limit);
    expect(statements).toHaveLength(4);
  }
});

describe("missed while offline", () => {
  const missed = async () => (await harness.service.listMissed(harness.accountId)).map(({ preview }) => preview);
  const ago = (minutes: number) => new Date(harness.scheduler.now().getTime() - minutes * 60_000);
  const lateFrom = (chatId: string, body: string, minutes: number) =>
    customer(body, { chatId, sentAt: ago(minutes), isBacklog: true });
  const anna = "6281200000001@c.us";
  const budi = "6281200000002@c.us";

  test("are the messages that were too old to be answered, newest first, with whom they are from", async () => {
    await lateFrom(anna, "When do you open?", 90);
    await lateFrom(budi, "Do you deliver?", 40);
    // Together with something young it is answered after all.
    await lateFrom(budi, "To the harbour?", 10);
    await lateFrom("6281200000003@c.us", "Anybody?", 50);
    await harness.answerEverything();
    expect(await harness.service.listMissed(harness.accountId)).toMatchObject([
      { preview: "Anybody?", contactName: "Sari", phoneNumber: "6281200000003" },
      { preview: "When do you open?", contactName: "Sari", phoneNumber: "6281200000001" },
    ]);
  });

  test("are over once somebody of the business writes, and not because the bot does", async () => {
    await lateFrom(anna, "When do you open?", 90);
    await lateFrom(budi, "Do you deliver?", 80);
    await harness.answerEverything();
    await customer("Still there?", { chatId: anna });
    await harness.answerEverything();
    expect(await missed()).toEqual(["Do you deliver?", "When do you open?"]);
    await owner("We do!", { chatId: budi });
    expect(await missed()).toEqual(["When do you open?"]);
    const conversation = (await harness.conversations()).find(({ chatId }) => chatId === anna);
    const reply = { accountId: harness.accountId, conversationId: conversation!.id, userId: "u", text: "At nine" };
    await harness.service.replyAsPerson({ ...reply, idempotencyKey: "12345678" });
    expect(await missed()).toEqual([]);
  });

  test("are not what was taken back, nor another account's", async () => {
    const message = await lateFrom(anna, "When do you open?", 90);
    await harness.answerEverything();
    const own = harness.accountId;
    await harness.createAccount();
    expect(await missed()).toEqual([]);
    const { stanzaId, fromMe, chatId } = message;
    const at = harness.scheduler.now();
    expect(await harness.service.listMissed(own)).toHaveLength(1);
    await harness.inbound.change(own, { type: "deleted", stanzaId, fromMe, chatId, at });
    expect(await harness.service.listMissed(own)).toEqual([]);
  });
});

test("missed messages are found by an index of their few turns, also by a plan that is kept", async () => {
  const { sql } = selectMissed(harness.handle.db, { accountId: harness.accountId, limit: 5 }).toSQL();
  if (harness.handle.queueConnection.kind !== "pglite") throw new Error("Another database than expected.");
  const client = harness.handle.queueConnection.client as unknown as PGlite;
  // With so few rows reading them all would be quicker.
  const plan = await client.exec(`begin; set local enable_seqscan = off; explain (generic_plan) ${sql}; rollback`);
  expect(JSON.stringify(plan)).toContain("turns_too_old_idx");
});
