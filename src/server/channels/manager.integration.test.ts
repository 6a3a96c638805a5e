import { sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { CONNECTION_TIMING } from "@/domain/messaging/connection-machine";
import { REASON_WORDS } from "@/domain/messaging/connection-reasons";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { connections, leases } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { advancingUntil, eventually, harnessPerTest } from "@/test/harness-per-test";
import { createChannelControl } from "./service";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const untilState = (state: ConnectionState) =>
  eventually(async () => expect(await harness.connection()).toMatchObject({ state }));
const aReadyAccount = async () => {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await untilState("ready");
  return manager;
};

describe("linking a phone", () => {
  test("shows a code that counts down, then the number that scanned it", async () => {
    harness.whatsApp.isLinked = false;
    const manager = await harness.aManager();
    await manager.start(harness.accountId);
    await untilState("qr");
    expect(await harness.connection()).toMatchObject({
      qr: "qr-1",
      qrExpiresAt: new Date(harness.scheduler.now().getTime() + 60_000),
    });
    harness.whatsApp.live.events.qr("qr-2");
    await eventually(async () => expect((await harness.connection())?.qr).toBe("qr-2"));
    expect((await harness.connection())?.qrExpiresAt).toEqual(new Date(harness.scheduler.now().getTime() + 20_000));

    harness.whatsApp.scan();
    await untilState("ready");
    await eventually(async () =>
      expect(await harness.connection()).toMatchObject({
        qr: null,
        qrExpiresAt: null,
        phoneNumber: harness.whatsApp.phoneNumber,
        displayName: "Bakery",
        lastReadyAt: harness.scheduler.now(),
      }),
    );
    expect(manager.connection(harness.accountId)).toBe(harness.whatsApp.live);
  });

  test("ends when nobody scans for ten minutes, and is not begun again by itself", async () => {
    harness.whatsApp.isLinked = false;
    const manager = await harness.aManager();
    await manager.start(harness.accountId);
    await untilState("qr");
    harness.scheduler.advance(CONNECTION_TIMING.scanMs);
    await untilState("stopped");
    expect(await harness.connection()).toMatchObject({ desired: "down", stateReason: REASON_WORDS.nobody_scanned });
    expect(harness.whatsApp.openCount).toBe(0);
  });
});

describe("what the owner asks for", () => {
  test("in a process without connections is carried out by the one that has them", async () => {
    await harness.aManager();
    const control = createChannelControl(harness.db, () => harness.scheduler.now());
    await control.start(harness.accountId);
    await untilState("ready");
    await control.stop(harness.accountId);
    await untilState("stopped");
    expect(harness.whatsApp.openCount).toBe(0);
    expect(harness.whatsApp.isLinked).toBe(true);
  });

  test("stop and start again at once ends connected", async () => {
    const manager = await aReadyAccount();
    await manager.stop(harness.accountId);
    await manager.start(harness.accountId);
    await eventually(async () => {
      expect(await harness.connection()).toMatchObject({ state: "ready", desired: "up" });
      expect(harness.whatsApp.openCount).toBe(1);
    });
  });

  test("unlinking forgets the session, and the next start shows a new code", async () => {
    const manager = await aReadyAccount();
    await manager.logout(harness.accountId);
    await untilState("logged_out");
    expect(await harness.connection()).toMatchObject({ desired: "down", stateReason: REASON_WORDS.unlinked_here });
    expect(harness.whatsApp.isLinked).toBe(false);
    await manager.start(harness.accountId);
    await untilState("qr");
  });

  test("unlinking a number that is not connected forgets what is stored", async () => {
    const manager = await harness.aManager();
    await manager.logout(harness.accountId);
    await untilState("logged_out");
    expect(harness.whatsApp.isLinked).toBe(false);
  });
});

describe("a connection that ends", () => {
  test("because the phone unlinked it is forgotten and not tried again", async () => {
    await aReadyAccount();
    harness.whatsApp.live.closes("logged_out");
    await untilState("logged_out");
    harness.scheduler.advance(60 * 60_000);
    expect(await harness.connection()).toMatchObject({ desired: "down" });
    expect(harness.whatsApp.isLinked).toBe(false);
    expect(harness.whatsApp.openCount).toBe(0);
  });

  test("because it was opened elsewhere keeps the session and waits for the owner", async () => {
    const manager = await aReadyAccount();
    harness.whatsApp.live.closes("conflict");
    await untilState("conflict");
    harness.scheduler.advance(60 * 60_000);
    expect(harness.whatsApp.openCount).toBe(0);
    expect(harness.whatsApp.isLinked).toBe(true);
    await manager.start(harness.accountId);
    await untilState("ready");
  });

  test("by a crash is opened anew after a short wait, and says so meanwhile", async () => {
    await aReadyAccount();
    harness.whatsApp.live.closes("lost");
    await untilState("reconnecting");
    expect(await harness.connection()).toMatchObject({ stateReason: REASON_WORDS.browser_lost, desired: "up" });
    harness.scheduler.advance(999);
    expect(harness.whatsApp.connections).toHaveLength(1);
    await advancingUntil(harness, () => expect(harness.whatsApp.connections).toHaveLength(2));
    await untilState("ready");
  });

  test("again and again is tried ever more rarely, then failed in words, then still now and then", async () => {
    harness.whatsApp.isReachable = false;
    const manager = await harness.aManager();
    await manager.start(harness.accountId);
    await advancingUntil(
      harness,
      async () => expect(await harness.connection()).toMatchObject({ state: "failed" }),
      10_000,
    );
    expect(await harness.connection()).toMatchObject({ stateReason: REASON_WORDS.gave_up, desired: "up" });
    expect(harness.whatsApp.connections).toHaveLength(CONNECTION_TIMING.maxFailures);
    harness.whatsApp.isReachable = true;
    harness.scheduler.advance(CONNECTION_TIMING.failedRetryMs);
    await untilState("ready");
  });

  test("for good is begun again when the owner asks", async () => {
    harness.whatsApp.isReachable = false;
    const manager = await harness.aManager();
    await manager.start(harness.accountId);
    await advancingUntil(
      harness,
      async () => expect(await harness.connection()).toMatchObject({ state: "failed" }),
      10_000,
    );
    harness.whatsApp.isReachable = true;
    await manager.start(harness.accountId);
    await untilState("ready");
  });
});

describe("a connection that hangs", () => {
  test("while it loads is replaced after a minute", async () => {
    const manager = await harness.aManager();
    vi.spyOn(harness.driver, "connect").mockImplementationOnce((accountId, events) => {
      const connection = harness.driver.connect(accountId, events);
      connection.start = () => new Promise(() => {});
      return connection;
    });
    await manager.start(harness.accountId);
    await untilState("connecting");
    await eventually(() => expect(harness.whatsApp.connections).toHaveLength(1));
    harness.scheduler.advance(CONNECTION_TIMING.connectMs);
    await untilState("reconnecting");
    await advancingUntil(harness, () => expect(harness.whatsApp.connections).toHaveLength(2));
    await untilState("ready");
    expect(harness.whatsApp.openCount).toBe(1);
  });

  test("although it says it is connected is noticed by its health checks", async () => {
    await aReadyAccount();
    harness.whatsApp.isHealthy = false;
    const stateReason = REASON_WORDS.not_responding;
    await advancingUntil(harness, async () => expect(await harness.connection()).toMatchObject({ stateReason }), 500);
    harness.whatsApp.isHealthy = true;
    await advancingUntil(harness, () => expect(harness.whatsApp.connections).toHaveLength(2));
    await untilState("ready");
  });

  test("offline comes back by itself, or is replaced after some minutes", async () => {
    await aReadyAccount();
    harness.whatsApp.live.events.offline();
    await untilState("reconnecting");
    harness.whatsApp.live.events.online();
    await untilState("ready");
    expect(harness.whatsApp.connections).toHaveLength(1);
    harness.whatsApp.live.events.offline();
    await untilState("reconnecting");
    harness.scheduler.advance(CONNECTION_TIMING.offlineMs);
    await advancingUntil(harness, () => expect(harness.whatsApp.connections).toHaveLength(2));
    await untilState("ready");
  });
});

test("what a connection still says after it was replaced is ignored", async () => {
  await aReadyAccount();
  const old = harness.whatsApp.live;
  old.closes("lost");
  await advancingUntil(harness, () => expect(harness.whatsApp.connections).toHaveLength(2));
  await untilState("ready");
  const message = harness.whatsApp.customerWrites("second");
  old.events.message({ ...message, stanzaId: "late", body: "hello" });
  old.events.qr("late");
  old.events.closed({ kind: "logged_out", detail: "late" });
  old.events.ready({ phoneNumber: "1", displayName: "late" });
  await eventually(async () => expect((await harness.messages()).map(({ body }) => body)).toEqual(["second"]));
  expect(await harness.connection()).toMatchObject({ state: "ready", phoneNumber: harness.whatsApp.phoneNumber });
  expect(harness.whatsApp.isLinked).toBe(true);
});

describe("two processes on one database", () => {
  test("open one session between them, and the other takes over when the first stops", async () => {
    const first = await harness.aManager();
    const second = await harness.aManager();
    await first.start(harness.accountId);
    await untilState("ready");
    harness.scheduler.advance(60_000);
    expect(harness.whatsApp.openCount).toBe(1);
    const runsIt = (manager: typeof first) => manager.connection(harness.accountId) !== undefined;
    expect([runsIt(first), runsIt(second)].filter(Boolean)).toHaveLength(1);

    const [holder, other] = runsIt(first) ? [first, second] : [second, first];
    await holder.shutdown();
    await advancingUntil(harness, () => expect(runsIt(other)).toBe(true));
    expect(harness.whatsApp.openCount).toBe(1);
    await untilState("ready");
  });

  test("never at once: the one whose lease is gone stops and writes nothing more", async () => {
    const manager = await aReadyAccount();
    // As if this process had been frozen for longer than its lease lasts, and another one had taken over.
    await harness.db.update(leases).set({ holder: "process-elsewhere", token: sql`${leases.token} + 1` });
    await harness.db.update(connections).set({ state: "connecting", stateReason: "written by the other process" });
    await advancingUntil(harness, () => expect(harness.whatsApp.openCount).toBe(0), 100_000);
    expect(manager.connection(harness.accountId)).toBeUndefined();
    await harness.shutdown();
    expect(await harness.connection()).toMatchObject({
      state: "connecting",
      stateReason: "written by the other process",
    });
  });
});

describe("when Parley", () => {
  test("stops, connections end and are resumed by the next start without being asked for", async () => {
    const first = await aReadyAccount();
    await first.shutdown();
    expect(await harness.connection()).toMatchObject({ state: "stopped", desired: "up" });
    expect(harness.whatsApp.openCount).toBe(0);
    await harness.aManager();
    await untilState("ready");
  });

  test("was killed, the next start frees the leases it held on a database of one process", async () => {
    const killed = await harness.aManager({ holder: "killed" });
    await killed.start(harness.accountId);
    await untilState("ready");
    harness.managers = [];
    await harness.aManager({ holder: "next", isOnlyProcess: true });
    await eventually(() => expect(harness.whatsApp.connections).toHaveLength(2));
    await untilState("ready");
    await killed.shutdown();
  });

  test("was killed while an account was being stopped, the state in the table becomes true", async () => {
    await harness.db.update(connections).set({ state: "ready", desired: "down" });
    await harness.aManager();
    await untilState("stopped");
    expect(harness.whatsApp.connections).toEqual([]);
  });
});
