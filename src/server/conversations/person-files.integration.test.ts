import { describe, expect, test } from "vitest";
import { MAX_SENDABLE_BYTES } from "@/domain/automation/sendable-file";
import type { ChannelHarness } from "@/test/channel-harness";
import { aConversation, aDraft, aMember, aUser } from "@/test/factories";
import { eventually, harnessPerTest } from "@/test/harness-per-test";
import { replyDrafts } from "../db/schema";

const PDF = new TextEncoder().encode("%PDF-1.7 soup, bread, tea");
const MP3 = new TextEncoder().encode("ID3 good morning");

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

async function aThread() {
  await harness.inbound.receive(
    harness.accountId,
    harness.whatsApp.customerWrites("The menu, if you have one?", { unseen: true }),
    { isSending: false, enqueueAnswer: true },
  );
  const { id: userId } = await aUser(harness.db, { name: "Bo" });
  await aMember(harness.db, { accountId: harness.accountId, userId, role: "operator" });
  return { accountId: harness.accountId, conversationId: (await harness.conversations())[0]!.id, userId };
}
const aFile = { name: "menu.pdf", bytes: PDF, text: "For today", idempotencyKey: "click-1-of-1" };
async function connect() {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(() => expect(manager.connection(harness.accountId)).toBeDefined());
}

describe("a file that a person sends", () => {
  test("reaches WhatsApp with its words under it, and is a person's answer", async () => {
    const thread = await aThread();
    await harness.service.sendFileAsPerson({ ...thread, ...aFile });
    expect(await harness.conversations()).toMatchObject([
      { owner: "person", assignedUserId: thread.userId, lastMessagePreview: "Document: For today" },
    ]);
    expect((await harness.messages()).at(-1)).toMatchObject({ author: "person", kind: "document", ack: "pending" });
    await connect();
    await eventually(async () => expect(await harness.outbox()).toMatchObject([{ status: "sent" }]));
    expect(harness.whatsApp.delivered.map(({ text, file }) => [file?.fileName, file?.mimeType, text])).toEqual([
      ["menu.pdf", "application/pdf", "For today"],
    ]);
  });

  test("goes once, however often the click is repeated, also at the same time", async () => {
    const thread = await aThread();
    const send = () => harness.service.sendFileAsPerson({ ...thread, ...aFile });
    const ids = [...(await Promise.all([send(), send()])), await send()].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(1);
    expect(await harness.outbox()).toHaveLength(1);
    expect(await harness.mediaRows()).toHaveLength(1);
  });

  test("takes nobody's conversation again when the click is repeated later", async () => {
    const thread = await aThread();
    await harness.service.sendFileAsPerson({ ...thread, ...aFile });
    await harness.service.returnToBot(thread);
    await harness.service.sendFileAsPerson({ ...thread, ...aFile });
    expect(await harness.conversations()).toMatchObject([{ owner: "bot" }]);
  });

  test("withdraws what the bot was about to say, and goes after what the person wrote before", async () => {
    const thread = await aThread();
    await harness.answerEverything();
    await harness.service.replyAsPerson({ ...thread, text: "One moment", idempotencyKey: "click-0000" });
    await harness.service.sendFileAsPerson({ ...thread, ...aFile });
    expect((await harness.outbox()).map(({ body, status }) => [body, status])).toEqual([
      ["About: The menu, if you have one?", "cancelled"],
      ["One moment", "queued"],
      ["For today", "queued"],
    ]);
    await connect();
    await eventually(() => expect(harness.whatsApp.delivered).toHaveLength(2));
    expect(harness.whatsApp.delivered.map(({ text }) => text)).toEqual(["One moment", "For today"]);
  });

  test.each([
    { why: "empty", file: { bytes: new Uint8Array() }, words: "The file is empty." },
    { why: "a page in disguise", file: { bytes: new TextEncoder().encode("<html>") }, words: "This can't be sent." },
    { why: "too large", file: { bytes: new Uint8Array(MAX_SENDABLE_BYTES + 1) }, words: "at most 16 MB" },
    { why: "a recording with words", file: { bytes: MP3 }, words: "no words under a recording" },
  ])("is refused in words before anything is kept: $why", async ({ file, words }) => {
    const thread = await aThread();
    await expect(harness.service.sendFileAsPerson({ ...thread, ...aFile, ...file })).rejects.toMatchObject({
      publicMessage: expect.stringContaining(words),
    });
    expect(await harness.outbox()).toEqual([]);
    expect(await harness.mediaRows()).toEqual([]);
    expect(await harness.mediaStore.list()).toEqual([]);
    expect(await harness.conversations()).toMatchObject([{ owner: "bot" }]);
  });

  test("never goes into another account's conversation, and leaves nothing there", async () => {
    const thread = await aThread();
    const other = await aConversation(harness.db);
    const ask = { ...thread, ...aFile, conversationId: other.id };
    await expect(harness.service.sendFileAsPerson(ask)).rejects.toThrow("doesn't exist");
    expect(await harness.mediaStore.list()).toEqual([]);
  });

  test("without words leaves the bot's draft waiting; with words it is measured against them", async () => {
    const thread = await aThread();
    const { accountId, conversationId } = thread;
    // As if it had been drafted when the person wrote.
    await aDraft(harness.db, { accountId, conversationId, createdAt: harness.scheduler.now() });
    await harness.service.sendFileAsPerson({ ...thread, ...aFile, text: "", idempotencyKey: "click-bare" });
    expect(await harness.db.select().from(replyDrafts)).toMatchObject([{ status: "waiting" }]);
    await harness.service.sendFileAsPerson({ ...thread, ...aFile, idempotencyKey: "click-worded" });
    expect(await harness.db.select().from(replyDrafts)).toMatchObject([{ status: "replaced", sentText: "For today" }]);
  });
});
