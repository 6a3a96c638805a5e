import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { traceWithoutAgent } from "@/domain/agent/turn";
import type { Passage } from "@/domain/knowledge/passage";
import { newId } from "@/server/db/ids";
import type { turns } from "@/server/db/schema";
import { isAppError } from "@/server/errors";
import { ChannelHarness } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aConversation, aMessage, anAccount, anOutboxRow, aTurn } from "@/test/factories";
import { insertTurn } from "./turn-queries";

let handle: TestDatabase;
let harness: ChannelHarness;
let key: { accountId: string; conversationId: string };
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  harness = new ChannelHarness(handle);
  const accountId = await harness.createAccount();
  key = { accountId, conversationId: (await aConversation(handle.db, { accountId })).id };
});

const now = () => harness.scheduler.now();
const minutes = (count: number) => new Date(now().getTime() + count * 60_000);
const reply = (idempotencyKey: string, text = "At nine.") =>
  harness.service.replyAsPerson({ ...key, userId: "user-1", text, idempotencyKey });

test("nothing of a conversation is reachable from another account", async () => {
  const turn = await aTurn(handle.db, key);
  const foreign = { ...key, accountId: (await anAccount(handle.db)).id };
  const attempts = {
    get: () => harness.service.getConversation(foreign),
    messages: () => harness.service.listMessages({ ...foreign, limit: 10 }),
    turn: () => harness.service.getTurn({ accountId: foreign.accountId, turnId: turn.id }),
    reply: () => harness.service.replyAsPerson({ ...foreign, userId: "u", text: "hi", idempotencyKey: "12345678" }),
    takeOver: () => harness.service.takeOver(foreign),
    returnToBot: () => harness.service.returnToBot(foreign),
    close: () => harness.service.close(foreign),
    assign: () => harness.service.assign({ ...foreign, userId: null }),
    setPriority: () => harness.service.setPriority({ ...foreign, priority: "high" }),
    handover: () => harness.service.getHandover(foreign),
    markRead: () => harness.service.markRead(foreign),
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    const error = await attempt().catch((caught: unknown) => caught);
    expect(isAppError(error) && error.kind, name).toBe("not_found");
  }
  expect(await harness.service.listConversations({ accountId: foreign.accountId, filter: "all", limit: 10 })).toEqual(
    [],
  );
  expect(await harness.outbox()).toEqual([]);
});

describe("the list", () => {
  const list = (filter: "all" | "waiting" | "person") =>
    harness.service.listConversations({ accountId: key.accountId, filter, limit: 10 });
  /** Two at a time, until there are no more. */
  const pages = async (filter: "all" | "waiting") => {
    const seen: string[] = [];
    let cursor: Awaited<ReturnType<typeof list>>[number] | undefined;
    for (;;) {
      const page = await harness.service.listConversations({ accountId: key.accountId, filter, limit: 2, cursor });
      seen.push(...page.map(({ id }) => id));
      cursor = page.at(-1);
      if (page.length < 2) return seen;
    }
  };

  test("shows who waits for a person, and whom a person answers until their time runs out", async () => {
    const { accountId } = key;
    const waiting = await aConversation(handle.db, { accountId, needsPersonReason: "Asked for the boss." });
    const person = await aConversation(handle.db, { accountId, owner: "person", takeoverUntil: minutes(5) });
    const lapsed = await aConversation(handle.db, { accountId, owner: "person", takeoverUntil: minutes(-5) });
    expect((await list("waiting")).map(({ id }) => id)).toEqual([waiting.id]);
    expect((await list("person")).map(({ id }) => id)).toEqual([person.id]);
    const all = await list("all");
    expect(all).toHaveLength(4);
    expect(all.find(({ id }) => id === lapsed.id)).toMatchObject({ owner: "bot", takeoverUntil: null });
  });

  test("comes in pages, newest first, without repeating or skipping any", async () => {
    const { accountId } = key;
    for (const lastMessageAt of [minutes(-3), minutes(-1), minutes(-1), minutes(-2), minutes(-1)])
      await aConversation(handle.db, { accountId, lastMessageAt });
    const first = await pages("all");
    expect(first).toEqual((await list("all")).map(({ id }) => id));
    expect(new Set(first).size).toBe(6);
  });

  test("of those who wait begins with the urgent ones, page by page too", async () => {
    const { accountId } = key;
    const waiting = async (priority: "normal" | "high", lastMessageAt: Date) =>
      (await aConversation(handle.db, { accountId, needsPersonReason: "Asked.", priority, lastMessageAt })).id;
    const [old, urgentOld, recent, urgentRecent] = [
      await waiting("normal", minutes(-9)),
      await waiting("high", minutes(-8)),
      await waiting("normal", minutes(-1)),
      await waiting("high", minutes(-2)),
    ];
    expect((await list("waiting")).map(({ id }) => id)).toEqual([urgentRecent, urgentOld, recent, old]);
    expect(await pages("waiting")).toEqual([urgentRecent, urgentOld, recent, old]);
    expect((await list("all")).map(({ id }) => id)).toContain(key.conversationId);
  });
});

describe("messages", () => {
  test("come oldest first, page by page from the newest, with what became of each", async () => {
    const turn = await aTurn(handle.db, { ...key, band: "hedged" });
    for (const body of ["one", "two", "three"]) await aMessage(handle.db, { ...key, body });
    const message = await aMessage(handle.db, { ...key, author: "bot", fromMe: true, turnId: turn.id, body: "four" });
    await anOutboxRow(handle.db, { ...key, messageId: message.id, status: "unknown" });
    const newest = await harness.service.listMessages({ ...key, limit: 2 });
    expect(newest.messages.map(({ body }) => body)).toEqual(["three", "four"]);
    expect(newest.messages[1]).toMatchObject({ outboxStatus: "unknown", band: "hedged", turnId: turn.id });
    const before = newest.nextBefore ?? undefined;
    const older = await harness.service.listMessages({ ...key, limit: 2, before });
    expect(older.messages.map(({ body }) => body)).toEqual(["one", "two"]);
    expect(older.nextBefore).toBeNull();
  });
});

describe("a person's reply", () => {
  test("takes the conversation over for the account's time, cancels the bot's and goes out once per click", async () => {
    await anOutboxRow(handle.db, key);
    const first = await reply("click-0001");
    expect(await reply("click-0001")).toEqual(first);
    expect(await harness.outbox()).toMatchObject([
      { status: "cancelled" },
      { status: "queued", body: "At nine.", ownershipEpoch: null },
    ]);
    expect(await harness.service.getConversation(key)).toMatchObject({
      owner: "person",
      takeoverUntil: minutes(60),
      lastMessagePreview: "At nine.",
    });
    const { messages } = await harness.service.listMessages({ ...key, limit: 1 });
    expect(messages).toMatchObject([{ author: "person", authorUserId: "user-1", outboxStatus: "queued" }]);
  });

  test("that is repeated late does not take over again what was given back", async () => {
    const first = await reply("click-0001");
    await harness.service.returnToBot(key);
    expect(await reply("click-0001")).toEqual(first);
    expect(await harness.service.getConversation(key)).toMatchObject({ owner: "bot" });
  });

  test("does not end what was taken over until given back", async () => {
    await harness.service.takeOver(key);
    await reply("click-0001");
    expect(await harness.service.getConversation(key)).toMatchObject({ owner: "person", takeoverUntil: null });
    await harness.service.returnToBot(key);
    expect(await harness.service.getConversation(key)).toMatchObject({ owner: "bot" });
  });

  test("answers a waiting customer, so nobody else is asked to look", async () => {
    const { accountId } = key;
    const waiting = await aConversation(handle.db, { accountId, needsPersonReason: "Asked.", unreadCount: 3 });
    key = { accountId, conversationId: waiting.id };
    await reply("click-0001");
    expect(await harness.service.getConversation(key)).toMatchObject({ needsPersonReason: null, unreadCount: 0 });
  });
});

test("reading marks as read and changes nothing else", async () => {
  const { accountId } = key;
  const { id } = await aConversation(handle.db, { accountId, needsPersonReason: "Asked.", unreadCount: 3 });
  await harness.service.markRead({ accountId, conversationId: id });
  expect(await harness.service.getConversation({ accountId, conversationId: id })).toMatchObject({
    unreadCount: 0,
    needsPersonReason: "Asked.",
  });
});

test("the answers from a document are those whose reply cites it, newest first, and nobody else's", async () => {
  const passage = (documentId: string) => ({ documentId, chunkId: documentId }) as Passage;
  const citing = (citations: number[]) => ({
    ...traceWithoutAgent("?", { name: "retrieve", ms: 1 }),
    passages: [passage("doc_found"), passage("doc_cited")],
    sentences: [{ text: "A service costs 45 euros.", citations }],
  });
  const store = async (turn: Partial<typeof turns.$inferInsert>) => {
    const conversation = await aConversation(handle.db, { accountId: turn.accountId ?? key.accountId });
    const row = {
      id: newId("turn"),
      conversationId: conversation.id,
      question: "?",
      outcome: "answered" as const,
      reply: "45 euros.",
    };
    await insertTurn(handle.db, { ...row, accountId: key.accountId, trace: citing([1, 1]), ...turn });
    return row.id;
  };
  const first = await store({ createdAt: new Date("2026-11-20T10:00:00Z") });
  const second = await store({ createdAt: new Date("2026-11-21T10:00:00Z") });
  await store({ trace: citing([]) });
  await store({ outcome: "handed_off" });
  await store({ accountId: (await anAccount(handle.db)).id });

  const listed = async (documentId: string) =>
    (await harness.service.listAnswersFrom({ accountId: key.accountId, documentId })).map(({ id }) => id);
  expect(await listed("doc_cited")).toEqual([second, first]);
  expect(await listed("doc_found")).toEqual([]);
});
