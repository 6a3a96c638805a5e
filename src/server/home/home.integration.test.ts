import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { traceWithoutAgent } from "@/domain/agent/turn";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConnection, aConversation, aDocument, aMessage, anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { newId } from "../db/ids";
import { turns } from "../db/schema";
import { selectAttention, selectDay, selectSetUp } from "./queries";

const MIDNIGHT = new Date("2026-12-07T00:00:00Z");
const at = (seconds: number) => new Date(MIDNIGHT.getTime() + seconds * 1_000);
let handle: EmbeddedHandle;
let accountId: string;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
});

/** A question of a customer and, after some seconds, the bot's answer. */
async function aTurn(
  { conversationId, asked, answeredAfter }: { conversationId: string; asked: number; answeredAfter: number | null },
  outcome: typeof turns.$inferSelect.outcome = "answered",
) {
  const id = newId("turn");
  const trace = traceWithoutAgent("", { name: "gate", ms: 0 });
  await handle.db
    .insert(turns)
    .values({ id, accountId, conversationId, outcome, question: "", trace, createdAt: at(asked) });
  const message = { accountId, conversationId, turnId: id };
  await aMessage(handle.db, { ...message, sentAt: at(asked) });
  if (answeredAfter === null) return;
  await aMessage(handle.db, { ...message, sentAt: at(asked + answeredAfter), fromMe: true, author: "bot" });
}

test("today counts what happened since midnight in this account, and half of the answers came within the median", async () => {
  const { id: conversationId } = await aConversation(handle.db, { accountId });
  await aTurn({ conversationId, asked: -60, answeredAfter: 90 });
  for (const [asked, answeredAfter] of [
    [10, 2],
    [20, 4],
    [30, 60],
  ] as const)
    await aTurn({ conversationId, asked, answeredAfter });
  await aTurn({ conversationId, asked: 40, answeredAfter: null }, "handed_off");
  await aTurn({ conversationId, asked: 50, answeredAfter: null }, "ignored");
  await aMessage(handle.db, { accountId, conversationId, sentAt: at(70), fromMe: true, author: "person" });
  await aMessage(handle.db, { sentAt: at(70) });

  expect(await selectDay(handle.db, { accountId, since: MIDNIGHT })).toEqual({
    received: 5,
    byPeople: 1,
    turns: { answered: 3, handed_off: 1, automated: 0, ignored: 1 },
    medianAnswerMs: 4_000,
  });
});

test("a day without anything has no median", async () => {
  expect(await selectDay(handle.db, { accountId, since: MIDNIGHT })).toEqual({
    received: 0,
    byPeople: 0,
    turns: { answered: 0, handed_off: 0, automated: 0, ignored: 0 },
    medianAnswerMs: null,
  });
});

test("what needs somebody is counted in this account alone", async () => {
  await aConnection(handle.db, { accountId, state: "ready", phoneNumber: "351700000000" });
  await aConversation(handle.db, { accountId, needsPersonReason: "Asked for a person", priority: "high" });
  await aConversation(handle.db, { accountId, needsPersonReason: "Nothing in the documents" });
  await aConversation(handle.db, { accountId });
  await aConversation(handle.db, { needsPersonReason: "Another shop's customer" });
  await aDocument(handle.db, { accountId, status: "failed" });
  await aDocument(handle.db, { status: "failed" });
  expect(await selectAttention(handle.db, { accountId, since: MIDNIGHT })).toEqual({
    connection: "ready",
    phoneNumber: "351700000000",
    waiting: 2,
    waitingFirst: 1,
    drafts: 0,
    unsent: 0,
    failedDocuments: 1,
    graveFindings: 0,
  });
});

test("the set-up is told by what is there", async () => {
  expect(await selectSetUp(handle.db, accountId)).toEqual({
    documents: 0,
    isLinked: false,
    answered: false,
    hasHours: false,
    members: 0,
  });
  await aConnection(handle.db, { accountId, phoneNumber: "351700000000" });
  await aDocument(handle.db, { accountId, status: "ready" });
  const { id: conversationId } = await aConversation(handle.db, { accountId });
  await aTurn({ conversationId, asked: 1, answeredAfter: 1 });
  expect(await selectSetUp(handle.db, accountId)).toMatchObject({ documents: 1, isLinked: true, answered: true });
  expect(await selectSetUp(handle.db, "acc_unknown")).toBeUndefined();
});
