import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { traceWithoutAgent } from "@/domain/agent/turn";
import { messages, outbox, turns } from "@/server/db/schema";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aConversation, aMessage } from "@/test/factories";
import { lockConversation } from "./conversation-queries";
import { closeTurn, openTurn } from "./turns";
import { withdrawUnsentReply } from "./withdraw-reply";

const PARAGRAPH = "We open at nine and close at six. ".repeat(30).trim();
const LONG = `${PARAGRAPH}\n\n${PARAGRAPH}`;

let handle: TestDatabase;
let key: { accountId: string; conversationId: string };
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  const conversation = await aConversation(handle.db);
  key = { accountId: conversation.accountId, conversationId: conversation.id };
  await aMessage(handle.db, { ...key, body: "When do you open?" });
  const turn = (await openTurn(handle.db, key, new Date()))!;
  const trace = traceWithoutAgent("When do you open?", { name: "answer", ms: 1 });
  const draft = {
    outcome: "answered" as const,
    reason: null,
    question: "When do you open?",
    reply: LONG,
    score: 1,
    band: "sure" as const,
    trace,
  };
  expect(await closeTurn(handle.db, turn, draft, { now: new Date(), waitsForMore: true })).toBe("closed");
});

const parts = () => handle.db.select().from(outbox).where(eq(outbox.accountId, key.accountId)).orderBy(asc(outbox.seq));
const waiting = async () =>
  (await handle.db.select().from(messages).where(eq(messages.accountId, key.accountId))).filter(
    ({ fromMe, turnId }) => !fromMe && turnId === null,
  );
const writesOn = () =>
  handle.db.transaction(async (tx) => withdrawUnsentReply(tx, (await lockConversation(tx, key))!, new Date()));

test("goes out in several messages, in their order, and the turn keeps it whole", async () => {
  expect((await parts()).map(({ body }) => body)).toEqual([PARAGRAPH, PARAGRAPH]);
  const [turn] = await handle.db.select().from(turns);
  expect(turn?.reply).toBe(LONG);
});

test("is taken back whole while nothing of it has gone out", async () => {
  await writesOn();
  expect(await parts()).toEqual([]);
  expect(await waiting()).toHaveLength(1);
  expect(await handle.db.select().from(turns)).toEqual([]);
});

test("stays whole once a part of it has gone out", async () => {
  const [first] = await parts();
  await handle.db.update(outbox).set({ status: "sent", attempts: 1 }).where(eq(outbox.id, first!.id));
  await writesOn();
  expect(await parts()).toHaveLength(2);
  expect(await waiting()).toEqual([]);
});
