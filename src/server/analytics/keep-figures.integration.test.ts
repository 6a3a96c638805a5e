import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { analyticsProgress, contacts, conversations } from "../db/schema";
import { seedMonth } from "./month-fixture";
import { createAnalyticsService, keepFiguresOf } from "./service";

const FROM = new Date("2026-02-20T00:00:00Z");
const NOW = new Date("2026-04-01T10:07:00Z");
const PERIOD = { from: "2026-02-22", to: "2026-04-01" };

const opened = openTestDatabase();
let handle: EmbeddedHandle;
let accountId: string;
const analytics = () =>
  createAnalyticsService({ db: handle.db, queue: { enqueue: async () => undefined } as never, now: () => NOW });
const rollUp = () => analytics().rollUp(accountId, new AbortController().signal);
const report = () => analytics().report({ accountId, period: PERIOD, timeZone: "Europe/Lisbon" });

beforeEach(async () => {
  handle = await opened;
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
  // Until the last minute, so that much is not rolled up yet.
  await seedMonth(handle.db, { accountId, from: FROM, to: NOW, seed: 20_261_128, contacts: 12 });
  await handle.db.update(contacts).set({ optedOutAt: null });
}, 60_000);
afterAll(async () => (await opened).close());

/** As erasing does it, but for all that is no figure. */
async function eraseEvery(nth: number): Promise<number> {
  const all = await handle.db.select().from(conversations).where(eq(conversations.accountId, accountId));
  const erased = all.filter((_row, index) => index % nth === 0);
  for (const { id: conversationId, contactId } of erased)
    await handle.db.transaction(async (tx) => {
      await keepFiguresOf(tx, { accountId, conversationId, now: NOW });
      await tx.delete(contacts).where(and(eq(contacts.accountId, accountId), eq(contacts.id, contactId)));
    });
  return erased.length;
}

test("figures stay what they were when contacts are erased, before and after they are rolled up, and rolled up again", async () => {
  await rollUp();
  const before = await report();
  expect(before.totals.messages.customer).toBeGreaterThan(100);
  expect(await eraseEvery(3)).toBeGreaterThan(2);
  expect(await report()).toEqual(before);
  await rollUp();
  expect(await report()).toEqual(before);
  // As after late messages: everything is counted anew from the rows that are left.
  await handle.db.delete(analyticsProgress);
  expect(await report()).toEqual(before);
  await rollUp();
  expect(await report()).toEqual(before);
}, 60_000);

test("figures stay what they were when nobody is left", async () => {
  const before = await report();
  await eraseEvery(1);
  expect(await report()).toEqual(before);
  await rollUp();
  expect(await report()).toEqual(before);
}, 60_000);
