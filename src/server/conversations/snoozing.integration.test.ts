import { describe, expect, test } from "vitest";
import { SNOOZED_REASON } from "@/domain/messaging/snooze";
import { openChangeFeed } from "@/server/db/changes";
import type { ChannelHarness } from "@/test/channel-harness";
import { aConversation, aMember, anActor, aUser } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import { listAccounts } from "../accounts/queries";
import { auditEntries, conversations } from "../db/schema";
import { wakeSnoozed } from "./snoozing";

const HOUR_MS = 3_600_000;

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const inHours = (hours: number) => new Date(harness.scheduler.now().getTime() + hours * HOUR_MS);
async function customerWrites(body: string) {
  await harness.inbound.receive(harness.accountId, harness.whatsApp.customerWrites(body, { unseen: true }), {
    isSending: false,
    enqueueAnswer: true,
  });
}
async function aThread() {
  await customerWrites("Is my bike ready?");
  return { accountId: harness.accountId, conversationId: (await harness.conversations())[0]!.id };
}
async function listed(filter: "waiting" | "snoozed" | "all") {
  const rows = await harness.service.listConversations({ accountId: harness.accountId, filter, limit: 10 });
  return rows.map(({ snoozedUntil, needsPersonReason }) => [snoozedUntil, needsPersonReason]);
}
const setReason = (needsPersonReason: string) => harness.db.update(conversations).set({ needsPersonReason });

describe("a conversation that is put off", () => {
  test("leaves what waits, stands under its own filter, and is back at that very instant, without any job", async () => {
    const key = await aThread();
    await setReason("The customer asked for a person.");
    const until = inHours(3);
    await harness.service.snooze({ ...key, until });
    expect(await listed("waiting")).toEqual([]);
    expect(await listed("snoozed")).toEqual([[until, "The customer asked for a person."]]);
    harness.scheduler.advance(3 * HOUR_MS - 1);
    expect(await listed("waiting")).toEqual([]);
    harness.scheduler.advance(1);
    expect(await listed("waiting")).toEqual([[null, "The customer asked for a person."]]);
    expect(await listed("snoozed")).toEqual([]);
  });

  test("waits for somebody then, also when nobody was waited for before", async () => {
    const key = await aThread();
    await harness.service.snooze({ ...key, until: inHours(1) });
    harness.scheduler.advance(HOUR_MS);
    expect(await listed("waiting")).toEqual([[null, SNOOZED_REASON]]);
    expect(await harness.service.getConversation(key)).toMatchObject({ snoozedUntil: null });
  });

  test("isn't counted as waiting in the list of accounts until then", async () => {
    const key = await aThread();
    const { id: userId } = await aUser(harness.db);
    await aMember(harness.db, { accountId: key.accountId, userId, role: "operator" });
    const count = async () => (await listAccounts(harness.db, userId))[0]?.waitingCount;
    await setReason("The customer asked for a person.");
    expect(await count()).toBe(1);
    // By the database's own clock, which no test turns.
    await harness.db.update(conversations).set({ snoozedUntil: new Date(Date.now() + HOUR_MS) });
    expect(await count()).toBe(0);
    await harness.db.update(conversations).set({ snoozedUntil: new Date(Date.now() - 1) });
    expect(await count()).toBe(1);
  });

  test("is back at once when the customer writes", async () => {
    const key = await aThread();
    await harness.service.snooze({ ...key, until: inHours(24) });
    await customerWrites("Hello?");
    expect(await listed("snoozed")).toEqual([]);
    expect(await listed("waiting")).toEqual([[null, SNOOZED_REASON]]);
  });

  test.each(["close", "takeOver", "returnToBot"] as const)(
    "is done with when somebody of the team acts: %s",
    async (act) => {
      const key = await aThread();
      await harness.service.snooze({ ...key, until: inHours(1) });
      await harness.service[act](key);
      expect(await listed("all")).toEqual([[null, null]]);
      harness.scheduler.advance(HOUR_MS);
      expect([await listed("waiting"), await listed("all")]).toEqual([[], [[null, null]]]);
    },
  );

  test("taken back is as it was before: waiting, or not", async () => {
    const key = await aThread();
    await harness.service.snooze({ ...key, until: inHours(1) });
    await harness.service.unsnooze(key);
    expect(await listed("all")).toEqual([[null, null]]);
    await setReason("Wants a refund.");
    await harness.service.snooze({ ...key, until: inHours(1) });
    await harness.service.snooze({ ...key, until: inHours(2) });
    await harness.service.unsnooze(key);
    expect(await listed("waiting")).toEqual([[null, "Wants a refund."]]);
  });

  test("can't be put off into the past, by more than a year, or by another account", async () => {
    const key = await aThread();
    for (const hours of [0, -1, 24 * 400])
      await expect(harness.service.snooze({ ...key, until: inHours(hours) })).rejects.toThrow("Choose a time");
    const other = await aConversation(harness.db);
    const theirs = { ...key, conversationId: other.id };
    await expect(harness.service.snooze({ ...theirs, until: inHours(1) })).rejects.toThrow("doesn't exist");
    await expect(harness.service.unsnooze(theirs)).rejects.toThrow("doesn't exist");
  });

  test("is in the audit log with its time; bringing back what isn't put off is no act", async () => {
    const key = await aThread();
    const actor = anActor(await aUser(harness.db));
    await harness.service.unsnooze({ ...key, actor });
    await harness.service.snooze({ ...key, actor, until: inHours(1) });
    await harness.service.unsnooze({ ...key, actor });
    expect(await harness.db.select().from(auditEntries).orderBy(auditEntries.id)).toMatchObject([
      { action: "conversation.snoozed", after: { until: inHours(1).toISOString() } },
      { action: "conversation.unsnoozed" },
    ]);
  });
});

test("everybody who looks is told once that its time has come, however many processes look for it", async () => {
  const key = await aThread();
  await harness.service.snooze({ ...key, until: inHours(1) });
  const feed = await openChangeFeed(harness.handle);
  const stop = new AbortController();
  const changes = feed.subscribe(harness.accountId, stop.signal)[Symbol.asyncIterator]();
  expect(await wakeSnoozed(harness.db, inHours(0.99))).toBe(0);
  const told = await Promise.all([1, 2, 3].map(() => wakeSnoozed(harness.db, inHours(1))));
  expect(told.toSorted()).toEqual([0, 0, 1]);
  expect((await changes.next()).value).toMatchObject({ topic: "conversation", id: key.conversationId });
  expect(await harness.conversations()).toMatchObject([{ snoozedUntil: null, needsPersonReason: SNOOZED_REASON }]);
  stop.abort();
  await feed.close();
});
