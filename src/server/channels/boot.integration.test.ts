import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { ChannelHarness } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aConnection, anAccount } from "@/test/factories";
import { eventually } from "@/test/harness-per-test";

let handle: TestDatabase;
let harness: ChannelHarness;
let accountIds: string[];
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  harness = new ChannelHarness(handle);
  accountIds = [];
  for (let count = 0; count < 6; count++) {
    const { id } = await anAccount(handle.db);
    await aConnection(handle.db, { accountId: id, desired: "up" });
    accountIds.push(id);
  }
});
afterEach(() => harness.shutdown());

const openOf = (accountId: string) => harness.driver.of(accountId).openCount;
const openAccounts = () => accountIds.filter((accountId) => openOf(accountId) > 0).length;

test("many accounts are opened one after the other, also when a look at all of them comes in between", async () => {
  await harness.aManager({ timing: { leaseTtlMs: 600_000, staggerMs: 2000, lookEveryMs: 1000 } });
  const openedAt: number[] = [];
  const startedAt = harness.scheduler.now().getTime();
  await vi.waitFor(
    async () => {
      while (openedAt.length < openAccounts()) openedAt.push(harness.scheduler.now().getTime() - startedAt);
      harness.scheduler.advance(100);
      await harness.quiet();
      expect(openAccounts()).toBe(accountIds.length);
    },
    { interval: 1, timeout: 20_000 },
  );
  const gaps = openedAt.slice(1).map((at, index) => at - openedAt[index]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1500);
});

test("one that can't be opened keeps no other one waiting", async () => {
  harness.driver.of(accountIds[0]!).isReachable = false;
  await harness.aManager();
  await eventually(() => expect(openAccounts()).toBeGreaterThanOrEqual(accountIds.length - 1));
});

test("two processes share them, each account in one of them, and both let go when they stop", async () => {
  const [first, second] = [await harness.aManager(), await harness.aManager()];
  await eventually(() => {
    for (const accountId of accountIds)
      expect([first, second].filter((manager) => manager.connection(accountId)).length).toBe(1);
  });
  for (const accountId of accountIds) expect(openOf(accountId)).toBe(1);
  await harness.shutdown();
  expect(openAccounts()).toBe(0);
});

test("accounts that failed together don't come back together", async () => {
  await harness.aManager();
  await eventually(() => expect(openAccounts()).toBe(accountIds.length));
  let chance = 0;
  vi.spyOn(harness.scheduler, "random").mockImplementation(() => {
    chance += 0.16;
    return chance % 1;
  });
  for (const accountId of accountIds) harness.driver.of(accountId).live.closes("lost");
  const backAt = new Map<string, number>();
  await vi.waitFor(
    async () => {
      harness.scheduler.advance(50);
      await harness.quiet();
      for (const accountId of accountIds)
        if (openOf(accountId) > 0 && !backAt.has(accountId)) backAt.set(accountId, harness.scheduler.now().getTime());
      expect(backAt.size).toBe(accountIds.length);
    },
    { interval: 1, timeout: 20_000 },
  );
  expect(new Set(backAt.values()).size).toBeGreaterThan(3);
});
