import { describe, expect, test, vi } from "vitest";
import type { ChannelHarness } from "@/test/channel-harness";
import { advancingUntil, eventually, harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const delivered = () => harness.whatsApp.delivered.map(({ text }) => text);
const connected = async () => {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(() => expect(manager.connection(harness.accountId)).toBeDefined());
  return manager;
};
const bodies = async () => (await harness.messages()).map(({ body }) => body);

/** A connection that was down while a customer wrote, and whose chats can only be read when the test says so. */
async function withBacklog(written: readonly string[]) {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(async () => expect((await harness.connection())?.inboundWatermark).not.toBeNull());
  harness.whatsApp.live.events.offline();
  for (const body of written) harness.whatsApp.customerWrites(body, { unseen: true });
  const { live } = harness.whatsApp;
  const read = Promise.withResolvers<void>();
  const history = live.history.bind(live);
  live.history = async (...query) => {
    await read.promise;
    return history(...query);
  };
  live.events.online();
  return { letRead: () => read.resolve() };
}

test("what a customer writes while their earlier messages are being swept up is stored after them", async () => {
  const { letRead } = await withBacklog(["first", "second"]);
  harness.whatsApp.customerWrites("third");
  letRead();
  await eventually(async () => expect(await bodies()).toEqual(["first", "second", "third"]));
});

test("a chat that cannot be read does not keep new messages waiting for ever", async () => {
  const { letRead } = await withBacklog(["first"]);
  harness.whatsApp.customerWrites("second");
  await advancingUntil(harness, async () => expect(await bodies()).toContain("second"), 5000);
  // A reading that began meanwhile ends by the clock, which stands still once the test is over.
  letRead();
});

describe("what came in while nobody listened", () => {
  test("is stored and answered once, when it is young enough", async () => {
    const manager = await connected();
    await manager.shutdown();
    const chatId = "6281200000002@c.us";
    harness.whatsApp.customerWrites("too old", { unseen: true, chatId });
    harness.scheduler.advance(40 * 60_000);
    harness.whatsApp.customerWrites("just now", { unseen: true });
    harness.whatsApp.customerWrites("to a group", { unseen: true, chatId: "1203@g.us", chatKind: "group" });
    await harness.aManager();
    await eventually(async () => expect(await harness.messages()).toHaveLength(2));
    await eventually(() => expect(harness.jobs.length).toBeGreaterThan(0));
    await harness.answerEverything();
    await eventually(() => expect(delivered()).toEqual(["About: just now"]));
    expect((await harness.turns()).map(({ outcome }) => outcome).sort()).toEqual(["answered", "ignored"]);
  });

  test("and was answered by the owner meanwhile is left alone", async () => {
    const manager = await connected();
    await manager.shutdown();
    harness.whatsApp.customerWrites("When do you open?", { unseen: true });
    harness.scheduler.advance(60_000);
    harness.whatsApp.ownerWrites("At nine!", { unseen: true });
    await harness.aManager();
    await eventually(async () => expect(await harness.messages()).toHaveLength(2));
    await eventually(() => expect(harness.jobs.length).toBeGreaterThan(0));
    await harness.answerEverything();
    expect(await harness.turns()).toMatchObject([{ outcome: "ignored" }]);
  });

  test("before the number was linked at all is nobody's business", async () => {
    harness.whatsApp.customerWrites("private talk of last year", { unseen: true });
    harness.scheduler.advance(60_000);
    await connected();
    harness.whatsApp.customerWrites("hello");
    await eventually(async () => expect((await harness.messages()).map(({ body }) => body)).toEqual(["hello"]));
    await advancingUntil(
      harness,
      async () => expect((await harness.connection())?.inboundWatermark).not.toBeNull(),
      60_000,
    );
    expect(await harness.messages()).toHaveLength(1);
  });

  test("because the listener had gone deaf is found within minutes", async () => {
    await connected();
    harness.whatsApp.customerWrites("hello");
    await eventually(() => expect(harness.jobs).not.toEqual([]));
    await harness.answerEverything();
    // Replies go out only after the first sweep, so what comes now is found by a later one.
    await eventually(() => expect(delivered()).toHaveLength(1));
    harness.whatsApp.customerWrites("did you hear me?", { unseen: true });
    await advancingUntil(harness, async () => expect(await harness.messages()).toHaveLength(3), 10_000);
  });

  test("a chat that cannot be read is tried again, and the watermark waits for it", async () => {
    await connected();
    await eventually(async () => expect((await harness.connection())?.inboundWatermark).not.toBeNull());
    const before = (await harness.connection())?.inboundWatermark;
    vi.spyOn(harness.whatsApp.live, "history").mockRejectedValueOnce(new Error("not now"));
    harness.scheduler.advance(30 * 60_000);
    harness.whatsApp.customerWrites("hello?", { unseen: true });
    harness.whatsApp.live.events.offline();
    harness.whatsApp.live.events.online();
    await eventually(() => expect(harness.whatsApp.live.history).toHaveBeenCalled());
    expect((await harness.connection())?.inboundWatermark).toEqual(before);
    await advancingUntil(harness, async () => expect(await harness.messages()).toHaveLength(1), 10_000);
  });
});
