import { eq, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import { NO_PACING } from "@/domain/messaging/pacing";
import { accounts, connections, messages, outbox } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { aConversation, aMessage, anOutboxRow } from "@/test/factories";
import { eventually, harnessPerTest } from "@/test/harness-per-test";
import type { ChannelManager } from "./manager";

const HOUR_MS = 3_600_000;
/** Of a number in its first week: 12 a minute, a third of them at once. */
const BURST = 4;

let harness: ChannelHarness;
let manager: ChannelManager;
harnessPerTest(async (fresh) => {
  harness = fresh;
  // Nothing is typed, so that only the budget makes anybody wait.
  await harness.db.update(accounts).set({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, pacing: NO_PACING } });
  manager = await harness.aManager({ pacing: "by_account" });
  await manager.start(harness.accountId);
  await eventually(async () => expect((await harness.connection())?.inboundWatermark).not.toBeNull());
});

/** Lets time pass in steps until it is so; then what the clock says counts. */
const advancingUntil = (check: () => Promise<void> | void, stepMs = 500) =>
  vi.waitFor(
    async () => {
      harness.scheduler.advance(stepMs);
      await check();
    },
    { interval: 10, timeout: 30_000 },
  );
const delivered = () => harness.whatsApp.delivered.map(({ text }) => text);
const byBot = () => delivered().filter((text) => text.startsWith("reply"));
/** Everything that was sent is that much older: moving the clock by hours would end the connection, as it should. */
async function laterBy(hours: number) {
  const earlier = sql`${hours} * interval '1 hour'`;
  const { sentAt, createdAt } = messages;
  await harness.db
    .update(messages)
    .set({ sentAt: sql`${sentAt} - ${earlier}`, createdAt: sql`${createdAt} - ${earlier}` });
  await harness.db.update(outbox).set({ sendingSince: sql`${outbox.sendingSince} - ${earlier}` });
  const { safetyLevelAt } = connections;
  await harness.db.update(connections).set({ safetyLevelAt: sql`${safetyLevelAt} - ${earlier}` });
}
const ago = (ms: number) => new Date(harness.scheduler.now().getTime() - ms);

/** A customer who wrote, and was written to unless they are new. */
async function aCustomer({ isNew = false }: { isNew?: boolean } = {}) {
  const { id, chatId } = await aConversation(harness.db, { accountId: harness.accountId });
  const key = { accountId: harness.accountId, conversationId: id };
  await aMessage(harness.db, { ...key, sentAt: ago(48 * HOUR_MS) });
  if (!isNew) await said(key, 47 * HOUR_MS);
  return { ...key, chatId };
}
type Customer = Awaited<ReturnType<typeof aCustomer>>;
const said = (key: { accountId: string; conversationId: string }, agoMs: number, body = `said ${agoMs}`) =>
  aMessage(harness.db, { ...key, fromMe: true, author: "phone", body, sentAt: ago(agoMs), createdAt: ago(agoMs) });

/** A reply of the bot to each, in that order. */
async function replies(customers: readonly Pick<Customer, "accountId" | "conversationId" | "chatId">[], name: string) {
  for (const [index, { chatId, ...key }] of customers.entries()) {
    const now = harness.scheduler.now();
    const expiresAt = new Date(now.getTime() + 72 * HOUR_MS);
    await anOutboxRow(harness.db, { ...key, chatId, body: `${name} ${index}`, nextAttemptAt: now, expiresAt });
  }
  harness.scheduler.advance(5000);
}
const personReplies = (customer: Customer, text: string) =>
  harness.service.replyAsPerson({
    accountId: customer.accountId,
    conversationId: customer.conversationId,
    userId: "user",
    text,
    idempotencyKey: `key-${text}`,
  });
let written = 0;
/** What a person writes goes out: the sender has looked at all that waits, and let it wait. */
async function aPersonGetsThrough() {
  const text = `in person ${++written}`;
  await personReplies(await aCustomer(), text);
  await eventually(() => expect(delivered()).toContain(text));
}
const customers = async (count: number, options: { isNew?: boolean } = {}) => {
  const list: Customer[] = [];
  for (let i = 0; i < count; i++) list.push(await aCustomer(options));
  return list;
};

describe("replies per minute", () => {
  test("beyond them the bot's replies wait in the queue, people's go out, and all go in the end", async () => {
    await replies(await customers(14), "reply");
    await eventually(() => expect(byBot()).toHaveLength(BURST));
    await aPersonGetsThrough();
    expect((await harness.outbox()).filter(({ status }) => status === "queued")).toHaveLength(10);
    await advancingUntil(() => expect(byBot()).toHaveLength(14));

    const times = (await harness.outbox()).map(({ sendingSince }) => sendingSince!.getTime());
    for (const first of times)
      expect(times.filter((time) => time >= first && time < first + 60_000).length).toBeLessThanOrEqual(12);
  });

  test("a restart does not fill the bucket, and another process goes on where it was", async () => {
    await replies(await customers(6), "reply");
    await eventually(() => expect(byBot()).toHaveLength(BURST));
    await harness.kill(manager);
    await harness.aManager({ pacing: "by_account" });
    await aPersonGetsThrough();
    expect(byBot()).toHaveLength(BURST);
    await advancingUntil(() => expect(byBot()).toHaveLength(6));
  });

  test("what people and the phone send counts", async () => {
    const known = await aCustomer();
    for (let i = 0; i < BURST; i++) await said(known, 0);
    await replies([await aCustomer()], "reply");
    await aPersonGetsThrough();
    expect(byBot()).toEqual([]);
    await advancingUntil(() => expect(byBot()).toEqual(["reply 0"]));
  });

  test("grow with the weeks since the number was linked", async () => {
    await harness.db.update(connections).set({ numberLinkedAt: ago(22 * 24 * HOUR_MS) });
    harness.scheduler.advance(60_000);
    await replies(await customers(12), "reply");
    await eventually(() => expect(byBot()).toHaveLength(10));
    await aPersonGetsThrough();
    expect(byBot()).toHaveLength(10);
  });

  test("do not exist when pacing is off", async () => {
    await harness.shutdown();
    await harness.aManager({ pacing: "off" });
    await replies(await customers(20), "reply");
    await eventually(() => expect(delivered()).toHaveLength(20));
  });
});

describe("new contacts per day", () => {
  test("beyond them new customers wait, those who are known do not", async () => {
    const others = await customers(100, { isNew: true });
    for (const [index, { conversationId }] of others.entries())
      await said({ accountId: harness.accountId, conversationId }, HOUR_MS + index * 1000);
    const [fresh, known] = [await aCustomer({ isNew: true }), await aCustomer()];
    await replies([fresh, known], "reply");
    await eventually(() => expect(byBot()).toEqual(["reply 1"]));
    await personReplies(await aCustomer({ isNew: true }), "in person");
    await eventually(() => expect(delivered()).toEqual(["reply 1", "in person"]));
    await laterBy(22);
    await aPersonGetsThrough();
    expect(byBot()).toEqual(["reply 1"]);
    // A day after the first of the hundred there is room again.
    await laterBy(1.1);
    await advancingUntil(() => expect(byBot()).toEqual(["reply 1", "reply 0"]));
  });
});

describe("a contact who has never written", () => {
  test("is not written to by the bot, and is by a person", async () => {
    const { id, chatId } = await aConversation(harness.db, { accountId: harness.accountId });
    const stranger = { accountId: harness.accountId, conversationId: id, chatId };
    await replies([stranger], "unasked");
    await eventually(async () =>
      expect(await harness.outbox()).toMatchObject([
        { status: "failed", error: DELIVERY_WORDS.never_wrote, attempts: 0 },
      ]),
    );
    await personReplies(stranger, "Hello from the bakery!");
    await eventually(() => expect(delivered()).toEqual(["Hello from the bakery!"]));
  });
});

describe("a number that behaves like a sender of lists", () => {
  /** The same promotion to people who never wrote, from the phone; half of what the bot tried failed. */
  const promotion = async (agoMs: number) => {
    for (let i = 0; i < 60; i++) {
      const { id } = await aConversation(harness.db, { accountId: harness.accountId });
      await said({ accountId: harness.accountId, conversationId: id }, agoMs, "Big sale!");
    }
  };

  test("is paused for the bot and not for people, says so, and recovers by itself", async () => {
    await promotion(HOUR_MS);
    const asked = await aCustomer();
    await replies([asked], "reply");
    await eventually(async () => expect(await harness.connection()).toMatchObject({ safetyLevel: "paused" }));
    await aPersonGetsThrough();
    await laterBy(20);
    harness.scheduler.advance(61_000);
    await aPersonGetsThrough();
    expect(byBot()).toEqual([]);
    await laterBy(4);
    await advancingUntil(() => expect(byBot()).toEqual(["reply 0"]), 5000);
    expect((await harness.connection())?.safetyLevel).not.toBe("paused");
    expect((await harness.connection())?.safetyLevelAt).not.toBeNull();
  });

  test("stays paused for the next process: it is written down", async () => {
    await harness.db.update(connections).set({ safetyLevel: "paused", safetyLevelAt: ago(20 * 60_000) });
    await replies([await aCustomer()], "reply");
    await aPersonGetsThrough();
    expect(byBot()).toEqual([]);
    await laterBy(0.2);
    await advancingUntil(() => expect(byBot()).toEqual(["reply 0"]), 5000);
  });
});

test("what waits for the budget is not sent once its day is over", async () => {
  await harness.db.update(connections).set({ safetyLevel: "paused", safetyLevelAt: harness.scheduler.now() });
  const asked = await aCustomer();
  await replies([asked], "reply");
  await harness.db
    .update(outbox)
    .set({ expiresAt: new Date(harness.scheduler.now().getTime() + 60_000) })
    .where(eq(outbox.conversationId, asked.conversationId));
  await advancingUntil(
    async () => expect((await harness.outbox()).map(({ status }) => status)).toEqual(["expired"]),
    30_000,
  );
  expect(await harness.db.$count(messages, eq(messages.author, "bot"))).toBe(1);
});
