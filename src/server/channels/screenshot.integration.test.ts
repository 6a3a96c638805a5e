import { eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { connectionScreenshots, leases } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { anAccount } from "@/test/factories";
import { eventually, harnessPerTest } from "@/test/harness-per-test";
import { findScreenshot } from "./screenshot-queries";
import { createChannelControl } from "./service";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const MINUTE = 60_000;
const PNG = "iVBORw0KGgo=";
/** As pages ask: in a process of their own. */
const request = () =>
  createChannelControl(harness.db, () => harness.scheduler.now()).requestScreenshot(harness.accountId);
const screenshot = () => findScreenshot(harness.db, harness.accountId, harness.scheduler.now());
const stored = () => harness.db.$count(connectionScreenshots, eq(connectionScreenshots.accountId, harness.accountId));
const connected = async () => {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(async () => expect(await harness.connection()).toMatchObject({ state: "ready" }));
  return manager;
};

test("a picture that is asked for in one process is taken by the one that runs the connection", async () => {
  await connected();
  expect(await screenshot()).toBeNull();
  const requestedAt = harness.scheduler.now();
  await request();
  await eventually(async () =>
    expect(await screenshot()).toEqual({
      requestedAt,
      takenAt: harness.scheduler.now(),
      pngBase64: PNG,
      error: null,
    }),
  );
  expect(await findScreenshot(harness.db, (await anAccount(harness.db)).id, requestedAt)).toBeNull();
});

test("asking again takes a new one", async () => {
  await connected();
  await request();
  await eventually(async () => expect((await screenshot())?.takenAt).not.toBeNull());
  harness.whatsApp.takePicture = async () => Uint8Array.from([1, 2, 3]);
  harness.scheduler.advance(3000);
  await request();
  await eventually(async () => expect((await screenshot())?.pngBase64).toBe("AQID"));
  expect(await stored()).toBe(1);
});

test("a page that does not answer is said to be one, and can be asked again", async () => {
  await connected();
  harness.whatsApp.takePicture = () => new Promise(() => {});
  await request();
  await eventually(async () => {
    harness.scheduler.advance(1000);
    expect(await screenshot()).toMatchObject({ pngBase64: null, error: expect.stringMatching(/^The page .*\.$/) });
  });
  harness.whatsApp.takePicture = async () => Uint8Array.from([1, 2, 3]);
  await request();
  await eventually(async () => expect((await screenshot())?.pngBase64).toBe("AQID"));
});

test("nobody is kept waiting when the process that should take it is gone", async () => {
  await harness.setConnection({ state: "ready", desired: "up" });
  await request();
  expect(await screenshot()).toMatchObject({ error: null });
  harness.scheduler.advance(30_000);
  expect(await screenshot()).toMatchObject({ pngBase64: null, error: expect.stringContaining("in time") });
});

test("a number that isn't connected has no page, and a reconnecting one has none just now", async () => {
  await request();
  expect(await screenshot()).toMatchObject({ error: expect.stringContaining("isn't connected") });
  await connected();
  harness.whatsApp.live.closes("lost");
  await eventually(async () => expect(await harness.connection()).toMatchObject({ state: "reconnecting" }));
  await request();
  await eventually(async () =>
    expect(await screenshot()).toMatchObject({ error: expect.stringContaining("just now") }),
  );
});

test("it is shown for ten minutes, and then nobody has it any more", async () => {
  await connected();
  await request();
  await eventually(async () => expect((await screenshot())?.pngBase64).toBe(PNG));
  // In steps that are shorter than what is waited for, or every answer would come too late.
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 4000) {
      harness.scheduler.advance(4000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await pass(9 * MINUTE);
  expect((await screenshot())?.pngBase64).toBe(PNG);
  await pass(2 * MINUTE);
  expect(await screenshot()).toBeNull();
  await eventually(async () => {
    await pass(4000);
    expect(await stored()).toBe(0);
  });
});

test("nothing of it is left when the connection ends", async () => {
  const manager = await connected();
  await request();
  await eventually(async () => expect((await screenshot())?.pngBase64).toBe(PNG));
  await manager.stop(harness.accountId);
  await eventually(async () => expect(await harness.connection()).toMatchObject({ state: "stopped" }));
  await eventually(async () => expect(await stored()).toBe(0));
});

test("a process whose lease is gone writes no picture", async () => {
  await connected();
  const taking = Promise.withResolvers<Uint8Array>();
  const picture = vi.fn(() => taking.promise);
  harness.whatsApp.takePicture = picture;
  await request();
  await eventually(() => expect(picture).toHaveBeenCalled());
  await harness.db.update(leases).set({ holder: "process-elsewhere", token: sql`${leases.token} + 1` });
  taking.resolve(Uint8Array.from([1]));
  await harness.shutdown();
  expect(await screenshot()).toMatchObject({ takenAt: null, pngBase64: null });
});
