import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTranscriber } from "@/server/agent/models";
import { messageMedia } from "@/server/db/schema";
import { createTranscribeHandler } from "@/server/jobs/transcribe";
import { silentLogger } from "@/server/logger";
import { ChannelHarness } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { type OpenAiServer, startOpenAiServer } from "@/test/openai-server";

let handle: TestDatabase;
let server: OpenAiServer;
let harness: ChannelHarness;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  harness = new ChannelHarness(handle);
  harness.transcribes = true;
  await harness.createAccount();
  server = await startOpenAiServer();
});
afterEach(async () => {
  await server.close();
  await harness.shutdown();
});

const OGG = new TextEncoder().encode(`OggS${"\0".repeat(24)}OpusHead and what is said`);
const never = new AbortController().signal;

/** A voice message of a customer whose file is stored already. */
async function aStoredVoice(news: Partial<typeof messageMedia.$inferInsert> = {}) {
  const { accountId } = harness;
  const media = { mimeType: "audio/ogg", fileName: undefined, sizeBytes: OGG.length, durationSeconds: 4 };
  const message = harness.whatsApp.customerWrites("", { kind: "voice", media, unseen: true });
  await harness.inbound.receive(accountId, message, { isSending: false, enqueueAnswer: true });
  const staged = await harness.mediaStore.stage(accountId, OGG);
  await staged.keep();
  const row = (await harness.mediaRows()).at(-1)!;
  const stored = { status: "stored" as const, sha256: staged.sha256, sizeBytes: staged.sizeBytes, ...news };
  await handle.db.update(messageMedia).set(stored).where(eq(messageMedia.id, row.id));
  return { accountId, mediaId: row.id };
}
const handlerWith = (transcriber: ReturnType<typeof createTranscriber> | null) =>
  createTranscribeHandler({
    ...{ db: handle.db, store: harness.mediaStore, queue: harness.queue, transcriber },
    logger: silentLogger(),
  });
const transcriber = () =>
  createTranscriber({ apiKey: "k", baseURL: server.url, model: "whisper-1" }, { maxRetries: 0 });
const work = (key: { accountId: string; mediaId: string }, attempt = { number: 1, isLast: false }) =>
  handlerWith(transcriber())(key, never, attempt);
const transcripts = async () => (await harness.mediaRows()).map(({ transcript }) => transcript);

test("what a customer says is written down, shown, and answered", async () => {
  server.whenAudio(async (file) => {
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(OGG);
    return { kind: "reply", content: "Do you open on Sunday?" };
  });
  const key = await aStoredVoice();
  harness.scheduler.advance(6000);
  await harness.answerDue();
  expect(harness.asked).toEqual([]);
  await work(key);
  await harness.answerDue();
  expect(harness.asked).toMatchObject([{ question: "Do you open on Sunday?" }]);
  const [conversation] = await harness.conversations();
  const ref = { accountId: harness.accountId, conversationId: conversation!.id };
  const { messages } = await harness.service.listMessages({ ...ref, limit: 5 });
  expect(messages[0]?.media).toMatchObject({ transcript: "Do you open on Sunday?" });
});

describe("a recording is not sent to the model", () => {
  test("twice", async () => {
    const key = await aStoredVoice();
    await work(key);
    await work(key);
    expect(server.seen).toHaveLength(1);
  });

  test.each([
    { why: "when it is too long", news: { durationSeconds: 601 } },
    { why: "when it is too large", news: { sizeBytes: 26_000_000 } },
  ])("$why; then there is no transcript, and nothing waits for one", async ({ news }) => {
    await work(await aStoredVoice(news));
    expect(server.seen).toEqual([]);
    expect(await transcripts()).toEqual([""]);
  });

  test("when its bytes are not there", async () => {
    const key = await aStoredVoice({ sha256: "0".repeat(64) });
    await work(key);
    expect(server.seen).toEqual([]);
    expect(await transcripts()).toEqual([""]);
  });

  test("of another account, when no model is configured any more, or when it is gone", async () => {
    const key = await aStoredVoice();
    await work({ ...key, accountId: "acc_other" });
    await handlerWith(null)(key, never, { number: 1, isLast: true });
    await handle.db.update(messageMedia).set({ status: "deleted" }).where(eq(messageMedia.id, key.mediaId));
    await work(key);
    expect(server.seen).toEqual([]);
    expect(await transcripts()).toEqual([null]);
  });
});

describe("a failure", () => {
  test("is tried again, and at last ends without a transcript: the customer is asked to write", async () => {
    const key = await aStoredVoice();
    server.whenAudio(() => ({ kind: "status", status: 503 }));
    await expect(work(key)).rejects.toThrow();
    expect(await transcripts()).toEqual([null]);
    await work(key, { number: 3, isLast: true });
    expect(await transcripts()).toEqual([""]);
    await harness.answerEverything();
    expect(await harness.turns()).toMatchObject([{ outcome: "automated" }]);
  });

  test("because Parley stops is none: the job returns to the queue", async () => {
    const key = await aStoredVoice();
    const run = handlerWith(transcriber())(key, AbortSignal.abort(), { number: 3, isLast: true });
    await expect(run).rejects.toThrow();
    expect(await transcripts()).toEqual([null]);
  });
});

test("a message that is taken back while it is written down has no transcript", async () => {
  const key = await aStoredVoice();
  const [message] = await harness.messages();
  server.whenAudio(async () => {
    await harness.inbound.change(harness.accountId, {
      ...{ type: "deleted", stanzaId: message!.stanzaId!, fromMe: false, chatId: "6281200000001@c.us" },
      at: harness.scheduler.now(),
    });
    return { kind: "reply", content: "a secret" };
  });
  await work(key);
  expect(await harness.mediaRows()).toMatchObject([{ status: "deleted", transcript: null }]);
  expect(await harness.mediaStore.list()).toEqual([]);
});
