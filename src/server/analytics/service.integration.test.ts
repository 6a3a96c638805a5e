import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConversation, aMessage, anAccount, aTurn } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { analyticsProgress, analyticsRollups } from "../db/schema";
import { createAnalyticsService } from "./service";

const NOW = new Date("2026-12-07T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3_600_000);
const PERIOD = { days: 28 };
const timeZone = "Europe/Lisbon";
let handle: EmbeddedHandle;
let accountId: string;
let enqueued: unknown[];
const analytics = () => {
  const enqueue = async (_db: unknown, name: string, data: unknown) => void enqueued.push([name, data]);
  return createAnalyticsService({ db: handle.db, queue: { enqueue } as never, now: () => NOW });
};
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
  enqueued = [];
});

test("an account without a message is empty, and has nothing to roll up", async () => {
  await aMessage(handle.db, { sentAt: daysAgo(9) });
  const { isEmpty, totals, days } = await analytics().report({ accountId, period: PERIOD, timeZone });
  expect({ isEmpty, received: totals.messages.customer, days: days.length }).toEqual({
    isEmpty: true,
    received: 0,
    days: 28,
  });
  await analytics().rollUp(accountId, new AbortController().signal);
  expect(await handle.db.$count(analyticsProgress)).toBe(0);
});

test.each([
  { period: { from: "2026-01-02", to: "2026-01-01" }, words: "The period ends before it begins." },
  { period: { from: "2025-01-01", to: "2026-02-05" }, words: "Choose 400 days at most." },
  {
    period: { from: "2026-01-01", to: "2026-04-03" },
    tag: "vip",
    words: "Choose 92 days at most when only one tag is shown.",
  },
])("a period that can't be shown is refused with $words", async ({ words, ...question }) => {
  await expect(analytics().report({ accountId, timeZone, ...question })).rejects.toMatchObject({
    kind: "bad_request",
    publicMessage: words,
  });
});

test("only accounts with something that is over are rolled up", async () => {
  await aMessage(handle.db, { accountId, sentAt: daysAgo(4.1) });
  await aMessage(handle.db, { sentAt: daysAgo(3.9) });
  await analytics().enqueueRollUps();
  expect(enqueued).toEqual([["roll_up", { accountId }]]);
});

test("rolling up that is stopped goes on where it was", async () => {
  const { id: conversationId } = await aConversation(handle.db, { accountId });
  for (const days of [40, 20, 6, 1]) await aMessage(handle.db, { accountId, conversationId, sentAt: daysAgo(days) });
  const stop = new AbortController();
  const stopping = createAnalyticsService({
    db: new Proxy(handle.db, {
      get: (db, name) => {
        // The first window is written, then the process is asked to stop.
        if (name === "transaction")
          return async (work: never) => {
            await db.transaction(work);
            stop.abort();
          };
        return Reflect.get(db, name);
      },
    }),
    queue: { enqueue: async () => undefined } as never,
    now: () => NOW,
  });
  await expect(stopping.rollUp(accountId, stop.signal)).rejects.toThrow();
  const counted = () => analytics().report({ accountId, period: { days: 90 }, timeZone });
  const stored = await handle.db.$count(analyticsRollups);
  expect(stored).toBeGreaterThan(0);
  const half = await counted();
  await analytics().rollUp(accountId, new AbortController().signal);
  expect(await handle.db.$count(analyticsRollups)).toBeGreaterThan(stored);
  expect(await counted()).toEqual(half);
  expect(half.totals.messages.customer).toBe(4);
});

test("a reply that arrives days late answers what was rolled up before it was written", async () => {
  const { id: conversationId } = await aConversation(handle.db, { accountId });
  await aMessage(handle.db, { accountId, conversationId, sentAt: daysAgo(4.5) });
  const rollUp = () => analytics().rollUp(accountId, new AbortController().signal);
  const responses = async () =>
    (await analytics().report({ accountId, period: PERIOD, timeZone })).totals.firstResponse.count;
  await rollUp();
  expect(await responses()).toBe(0);
  // From the owner's phone, which was off since.
  await aMessage(handle.db, {
    accountId,
    conversationId,
    fromMe: true,
    author: "phone",
    stanzaId: "late",
    sentAt: daysAgo(2),
  });
  await rollUp();
  expect(await responses()).toBe(1);
});

const NO_QUESTIONS = { top: [], unanswered: [] };

test("the file has the tag's name harmless, and each day", async () => {
  const { id: conversationId } = await aConversation(handle.db, { accountId });
  await aMessage(handle.db, { accountId, conversationId, sentAt: daysAgo(1) });
  await aTurn(handle.db, { accountId, conversationId, createdAt: daysAgo(1) });
  const csv = (tag?: string) => analytics().csv({ accountId, period: { days: 7 }, timeZone, tag }, NO_QUESTIONS);
  const { fileName, text } = await csv();
  expect(fileName).toBe("parley-analytics-2026-12-01-to-2026-12-07.csv");
  expect(text).toContain("Messages from customers,,2026-12-06,2026-12-06,1,\r\n");
  expect((await csv("+49")).text).toContain("Only contacts tagged,'+49,");
});
