import { describe, expect, test, vi } from "vitest";
import { REASON_WORDS } from "@/domain/messaging/connection-reasons";
import type { ChannelHarness } from "@/test/channel-harness";
import { eventually, harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const NOTICED_WITHIN_MS = 60_000;

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    harness.scheduler.advance(500);
    await harness.quiet();
  }
}

async function connected(): Promise<void> {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(async () => expect(await harness.connection()).toMatchObject({ state: "ready" }));
  await harness.quiet();
}

/** How long it takes until the connection is begun anew, and why it says it was. */
async function untilRestarted(): Promise<{ afterMs: number; reason: string | null | undefined }> {
  const from = harness.scheduler.now().getTime();
  const { length } = harness.whatsApp.connections;
  let reason: string | null | undefined;
  while (harness.whatsApp.connections.length === length) {
    await pass(500);
    reason ??= (await harness.connection())?.stateReason;
    if (harness.scheduler.now().getTime() - from > 5 * NOTICED_WITHIN_MS) throw new Error("It was never noticed.");
  }
  return { afterMs: harness.scheduler.now().getTime() - from, reason };
}

const bodies = async () => (await harness.messages()).map(({ body }) => body);

// From just after a check to just before the next one.
describe.each([500, 5000, 9500])(
  "within a minute, %i ms after a check, it is noticed and mended that the page",
  (phase) => {
    test("is deaf, and what it kept to itself is stored", async () => {
      await connected();
      await pass(20_000 + phase);
      harness.whatsApp.isDeaf = true;
      harness.whatsApp.customerWrites("can you hear me?");
      const { afterMs, reason } = await untilRestarted();
      harness.whatsApp.isDeaf = false;
      expect(afterMs).toBeLessThanOrEqual(NOTICED_WITHIN_MS);
      expect(reason).toBe(REASON_WORDS.messages_not_arriving);
      expect(await bodies()).toEqual(["can you hear me?"]);
      harness.whatsApp.customerWrites("and now?");
      await eventually(async () => expect(await bodies()).toContain("and now?"));
    });

    test("is frozen", async () => {
      await connected();
      await pass(20_000 + phase);
      harness.whatsApp.isFrozen = true;
      const { afterMs, reason } = await untilRestarted();
      expect(afterMs).toBeLessThanOrEqual(NOTICED_WITHIN_MS);
      expect(reason).toBe(REASON_WORDS.not_responding);
    });

    test("has crashed without the driver saying so", async () => {
      await connected();
      await pass(20_000 + phase);
      harness.whatsApp.isHealthy = false;
      const { afterMs, reason } = await untilRestarted();
      expect(afterMs).toBeLessThanOrEqual(NOTICED_WITHIN_MS);
      expect(reason).toBe(REASON_WORDS.not_responding);
    });

    test("was killed with its browser, and the driver says so", async () => {
      await connected();
      await pass(20_000 + phase);
      harness.whatsApp.live.closes("lost");
      const { afterMs, reason } = await untilRestarted();
      expect(afterMs).toBeLessThanOrEqual(5000);
      expect(reason).toBe(REASON_WORDS.browser_lost);
    });
  },
);

describe("a page that is deaf", () => {
  test("and can't be read either is begun anew within a minute", async () => {
    await connected();
    await pass(25_000);
    Object.assign(harness.whatsApp, { isDeaf: true, canReadChats: false });
    harness.whatsApp.customerWrites("can you hear me?");
    const { afterMs, reason } = await untilRestarted();
    Object.assign(harness.whatsApp, { isDeaf: false, canReadChats: true });
    expect(afterMs).toBeLessThanOrEqual(NOTICED_WITHIN_MS);
    expect(reason).toBe(REASON_WORDS.messages_not_arriving);
    // The sweep that found nothing readable is made again.
    await pass(35_000);
    expect(await bodies()).toEqual(["can you hear me?"]);
  });

  test("itself, and only counts what comes, is begun anew within a minute", async () => {
    await connected();
    harness.whatsApp.customerWrites("hello");
    await pass(35_000);
    harness.whatsApp.countsUp("6281200000001@c.us");
    const reads = vi.spyOn(harness.whatsApp.live, "chatsSince");
    const { afterMs, reason } = await untilRestarted();
    expect(afterMs).toBeLessThanOrEqual(NOTICED_WITHIN_MS);
    expect(reason).toBe(REASON_WORDS.messages_not_arriving);
    // With each check at most: a read that explains nothing does not begin the next one.
    expect(reads.mock.calls.length).toBeLessThanOrEqual(4);
    // What nobody can explain is there from the start now, and no reason to begin anew for ever.
    await pass(3 * 60_000);
    expect(harness.whatsApp.connections).toHaveLength(2);
  });

  test("for good is not begun anew for ever, and still loses nothing", async () => {
    await connected();
    harness.whatsApp.isDeaf = true;
    let written = 0;
    for (let minute = 0; minute < 12; minute++) {
      // While it begins anew there is nobody to write to.
      if ((await harness.connection())?.state === "ready") {
        harness.whatsApp.customerWrites(`message ${written}`);
        written += 1;
      }
      await pass(60_000);
    }
    expect(harness.whatsApp.connections).toHaveLength(4);
    expect(await bodies()).toHaveLength(written);
    expect(written).toBeGreaterThan(8);
  });
});

test("chats that nobody reads, and what was there before, never make a healthy page begin anew", async () => {
  const old = new Date(harness.scheduler.now().getTime() - 86_400_000);
  for (const chatId of ["1@c.us", "2@c.us"])
    harness.whatsApp.customerWrites("long ago", { chatId, sentAt: old, unseen: true });
  await connected();
  const history = vi.spyOn(harness.whatsApp.live, "chatsSince");
  for (let minute = 0; minute < 4; minute++) {
    harness.whatsApp.customerWrites(`message ${minute}`);
    await pass(60_000);
  }
  harness.whatsApp.isRead("1@c.us");
  harness.whatsApp.isRead("6281200000001@c.us");
  await pass(60_000);
  expect(harness.whatsApp.connections).toHaveLength(1);
  expect((await bodies()).filter((body) => body.startsWith("message"))).toHaveLength(4);
  // What was there before is looked into once, besides the sweep of every five minutes.
  expect(history.mock.calls.length).toBeLessThanOrEqual(2);
});
