import { asc, eq, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { REASON_WORDS } from "@/domain/messaging/connection-reasons";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { connectionEvents, leases } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { anAccount } from "@/test/factories";
import { eventually, harnessPerTest } from "@/test/harness-per-test";
import { describeHealth } from "./health";
import { recordHistory } from "./history-queries";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const untilState = (state: ConnectionState) =>
  eventually(async () => expect(await harness.connection()).toMatchObject({ state }));
const connected = async () => {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await untilState("ready");
  return manager;
};
const history = () =>
  harness.db
    .select()
    .from(connectionEvents)
    .where(eq(connectionEvents.accountId, harness.accountId))
    .orderBy(asc(connectionEvents.seq));
const steps = async () => (await history()).map(({ state, reason }) => [state, reason]);
const health = () => describeHealth(harness.db, { accountId: harness.accountId, now: harness.scheduler.now() });

describe("every change of state is kept", () => {
  test("in order, with its time, its reason and what the driver said", async () => {
    harness.whatsApp.isLinked = false;
    const manager = await harness.aManager();
    await manager.start(harness.accountId);
    await untilState("qr");
    harness.scheduler.advance(10_000);
    harness.whatsApp.scan();
    await untilState("ready");
    harness.whatsApp.live.closes("lost");
    await untilState("reconnecting");
    await manager.stop(harness.accountId);
    await untilState("stopped");
    expect(await steps()).toEqual([
      ["connecting", null],
      ["qr", null],
      ["authenticating", null],
      ["ready", null],
      ["reconnecting", "browser_lost"],
      ["stopped", null],
    ]);
    const rows = await history();
    expect(rows[4]).toMatchObject({ detail: "test: lost", failures: 1 });
    expect(rows[2]?.at).toEqual(harness.scheduler.now());
  });

  test("also those that could not be written while the database was away", async () => {
    await connected();
    const transaction = vi.spyOn(harness.db, "transaction").mockRejectedValue(new Error("away"));
    harness.whatsApp.live.events.offline();
    await eventually(() => expect(transaction).toHaveBeenCalled());
    transaction.mockRestore();
    harness.whatsApp.live.events.online();
    await eventually(async () =>
      expect((await steps()).slice(1)).toEqual([
        ["ready", null],
        ["reconnecting", "offline"],
        ["ready", null],
      ]),
    );
  });

  test("but not by a process whose lease is gone", async () => {
    await connected();
    await eventually(async () => expect(await steps()).toHaveLength(2));
    await harness.db.update(leases).set({ holder: "process-elsewhere", token: sql`${leases.token} + 1` });
    const before = await harness.connection();
    harness.whatsApp.customerWrites("hello");
    harness.whatsApp.live.closes("lost");
    await harness.shutdown();
    expect(await steps()).toHaveLength(2);
    expect(await harness.connection()).toEqual(before);
  });

  test("also when the process was killed and the owner then wanted no connection", async () => {
    const killed = await connected();
    await eventually(async () => expect(await steps()).toHaveLength(2));
    await harness.kill(killed);
    await killed.stop(harness.accountId);
    await harness.aManager();
    await untilState("stopped");
    expect((await steps()).slice(2)).toEqual([
      ["stopped", "parley_ended"],
      ["stopped", null],
    ]);
    harness.scheduler.advance(60 * MINUTE);
    expect((await health()).uptime.day).not.toBe(0);
  });

  test("for a month, and no more than a thousand of them", async () => {
    const { accountId, db } = harness;
    const other = await anAccount(db);
    const entry = { state: "ready" as const, reason: null, detail: "x".repeat(1000), failures: 0 };
    await recordHistory(db, other.id, [{ ...entry, at: new Date(0) }]);
    const minutes = (count: number, from: number) =>
      Array.from({ length: count }, (_, index) => ({ ...entry, at: new Date(from + index * MINUTE) }));
    await recordHistory(db, accountId, minutes(5, 0));
    await recordHistory(db, accountId, minutes(3, 40 * DAY));
    expect((await history()).map(({ at }) => at.getTime())).toEqual([0, 1, 2].map((n) => 40 * DAY + n * MINUTE));
    await recordHistory(db, accountId, minutes(1200, 41 * DAY));
    const rows = await history();
    expect(rows).toHaveLength(1000);
    expect(rows.at(-1)?.at).toEqual(new Date(41 * DAY + 1199 * MINUTE));
    expect(rows[0]?.detail?.length).toBeLessThanOrEqual(300);
    expect(await db.$count(connectionEvents, eq(connectionEvents.accountId, other.id))).toBe(1);
  });
});

describe("the health of a connection", () => {
  test("counts the time it should have been up and was not", async () => {
    await connected();
    harness.scheduler.advance(90 * MINUTE);
    harness.whatsApp.isReachable = false;
    harness.whatsApp.live.closes("lost");
    await untilState("reconnecting");
    harness.scheduler.advance(500);
    const told = await health();
    expect(told.uptime.day).toBeCloseTo(1, 2);
    expect(told.history[0]).toMatchObject({ state: "reconnecting", reason: REASON_WORDS.browser_lost });
    expect(told.restarts).toEqual([{ at: expect.any(Date), reason: REASON_WORDS.browser_lost }]);
    expect(told.restartCount).toEqual({ day: 1, week: 1 });
  });

  test("of an account that was never connected is empty", async () => {
    expect(await health()).toEqual({
      history: [],
      uptime: { day: null, week: null },
      lastInboundAt: null,
      lastOutboundAt: null,
      restarts: [],
      restartCount: { day: 0, week: 0 },
      memoryBytes: null,
      memoryMeasuredAt: null,
    });
  });

  test("does not count a killed process as up until somebody comes back", async () => {
    const killed = await connected();
    // In steps that are shorter than what is waited for, or every answer would come too late.
    for (let passed = 0; passed < 60 * MINUTE; passed += 4000) {
      harness.scheduler.advance(4000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(async () =>
      expect((await harness.connection())?.memoryMeasuredAt?.getTime()).toBeGreaterThan(
        harness.scheduler.now().getTime() - 5 * MINUTE,
      ),
    );
    await harness.kill(killed);
    harness.scheduler.advance(60 * MINUTE);
    await harness.aManager();
    await eventually(async () => expect((await steps()).slice(2).map(([state]) => state)).toContain("ready"));
    const { uptime, restarts } = await health();
    expect(uptime.day).toBeGreaterThan(0.45);
    expect(uptime.day).toBeLessThan(0.55);
    expect(restarts.map(({ reason }) => reason)).toEqual([REASON_WORDS.parley_ended]);
  });

  test("shows when something last came in and went out, written now and then and not each time", async () => {
    await connected();
    harness.whatsApp.customerWrites("one");
    harness.whatsApp.customerWrites("two");
    const at = harness.scheduler.now();
    await eventually(async () => expect(await harness.messages()).toHaveLength(2));
    expect((await health()).lastInboundAt).toBeNull();
    harness.scheduler.advance(5000);
    await eventually(async () => expect((await health()).lastInboundAt).toEqual(at));
    await eventually(() => expect(harness.jobs).not.toEqual([]));
    await harness.answerEverything();
    await eventually(async () => expect((await harness.outbox()).map(({ status }) => status)).toEqual(["sent"]));
    harness.scheduler.advance(5000);
    await eventually(async () => expect((await health()).lastOutboundAt).not.toBeNull());
  });

  test("what was not written yet when it ends is written then", async () => {
    const manager = await connected();
    harness.whatsApp.customerWrites("one");
    const at = harness.scheduler.now();
    await manager.stop(harness.accountId);
    await untilState("stopped");
    expect((await health()).lastInboundAt).toEqual(at);
  });

  test("shows what the browser takes while there is one", async () => {
    const manager = await connected();
    await eventually(async () => {
      harness.scheduler.advance(1000);
      expect(await health()).toMatchObject({ memoryBytes: 160_000_000, memoryMeasuredAt: expect.any(Date) });
    });
    await manager.stop(harness.accountId);
    await untilState("stopped");
    expect(await health()).toMatchObject({ memoryBytes: null, memoryMeasuredAt: null });
  });
});
