import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { KeepDays } from "@/domain/messaging/keep-time";
import { seedMonth } from "@/server/analytics/month-fixture";
import { createAnalyticsService } from "@/server/analytics/service";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { accounts, analyticsProgress, conversations, messages } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import { createRetentionService } from "./service";

const FROM = new Date("2026-02-20T00:00:00Z");
const NOW = new Date("2026-04-15T10:07:00Z");
const PERIOD = { from: "2026-02-18", to: "2026-04-15" };
const SEED = Number(process.env.ANALYTICS_SEED ?? 20_260_415);

const opened = openTestDatabase();
let handle: EmbeddedHandle;
let accountId: string;
const queue = { enqueue: async () => undefined } as never;
const analyticsAt = (now: Date) => createAnalyticsService({ db: handle.db, queue, now: () => now });
const analytics = () => analyticsAt(NOW);
const rollUp = () => analytics().rollUp(accountId, new AbortController().signal);
const report = (tag?: string) => analytics().report({ accountId, period: PERIOD, timeZone: "Asia/Kathmandu", tag });

beforeEach(async () => {
  handle = await opened;
  await truncateAll(handle);
  const { db } = handle;
  accountId = (await anAccount(db)).id;
  const quietSince = new Date("2026-03-08T00:00:00Z");
  await seedMonth(db, { accountId, from: FROM, to: NOW, seed: SEED, contacts: 10 });
  // Both have stanzas of the account's own, counted from the first on.
  await db.execute(sql`update messages set stanza_id = 'of the first ' || stanza_id`);
  await seedMonth(db, { accountId, from: FROM, to: quietSince, seed: SEED + 1, contacts: 8 });
  await db.execute(sql`update conversations set last_message_at =
    (select max(sent_at) from messages where conversation_id = conversations.id)`);
}, 60_000);
afterAll(async () => (await opened).close());

/** @returns how many conversations went, and of how many messages the words did */
async function removeOlderThan(keepDays: KeepDays) {
  const { db } = handle;
  const before = await db.$count(conversations);
  await db.update(accounts).set({ keepDays, removesFrom: FROM }).where(eq(accounts.id, accountId));
  const retention = createRetentionService({
    db,
    files: { forget: async () => undefined },
    secretKey: new Uint8Array(32),
    queue,
    analytics: analytics(),
    now: () => NOW,
  });
  await retention.removeOld(accountId, new AbortController().signal);
  const removed = await db.$count(messages, eq(messages.removedAfterDays, keepDays));
  return { conversations: before - (await db.$count(conversations)), messages: removed };
}

test.each(["were", "were not yet"])(
  "figures that %s rolled up stay what they were",
  async (when) => {
    if (when === "were") await rollUp();
    const before = await report();
    expect(before.totals.messages.customer).toBeGreaterThan(300);
    const removed = await removeOlderThan(30);
    expect(removed.conversations).toBe(8);
    expect(removed.messages).toBeGreaterThan(100);
    expect(await report()).toEqual(before);
    await rollUp();
    expect(await report()).toEqual(before);
    // As after late messages: everything is counted anew from what is left.
    await handle.db.delete(analyticsProgress);
    expect(await report()).toEqual(before);
    await rollUp();
    expect(await report()).toEqual(before);
  },
  120_000,
);

test("messages that arrived late, after their days were rolled up, are counted before they go", async () => {
  await rollUp();
  const { db } = handle;
  // A phone was off; what it brings belongs to conversations that are quiet since long ago.
  await db.execute(sql`insert into messages (id, account_id, conversation_id, stanza_id, from_me, author, kind, sent_at)
    select 'late ' || id, account_id, id, 'late ' || id, false, 'customer', 'text', '2026-02-25T09:00:00Z'
    from conversations where last_message_at < '2026-03-12'`);
  const late = await db.$count(messages, sql`id like 'late %'`);
  expect(late).toBe(8);
  const received = (await report()).totals.messages.customer;
  await removeOlderThan(30);
  await rollUp();
  expect((await report()).totals.messages.customer).toBe(received + late);
}, 120_000);
