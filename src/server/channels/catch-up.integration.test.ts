import { expect, test, vi } from "vitest";
import type { ChannelHarness } from "@/test/channel-harness";
import { harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const bodies = async () => (await harness.messages()).map(({ body }) => body);

/** A connection that was down while a customer wrote, and whose chats can only be read when the test says so. */
async function withBacklog(written: readonly string[]) {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await vi.waitFor(async () => expect((await harness.connection())?.inboundWatermark).not.toBeNull());
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
  await vi.waitFor(async () => expect(await bodies()).toEqual(["first", "second", "third"]));
});

test("a chat that cannot be read does not keep new messages waiting for ever", async () => {
  await withBacklog(["first"]);
  harness.whatsApp.customerWrites("second");
  await vi.waitFor(async () => {
    harness.scheduler.advance(5000);
    expect(await bodies()).toContain("second");
  });
});
