import { describe, expect, test } from "vitest";
import type { ChannelMessage } from "@/domain/messaging/message";
import { silentLogger } from "@/server/logger";
import type { ChannelHarness } from "@/test/channel-harness";
import { harnessPerTest } from "@/test/harness-per-test";
import { updateConversation } from "./conversation-queries";
import { rollSummary, type Summarise } from "./summary";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const receive = (message: ChannelMessage) =>
  harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
async function customerAsks(body: string) {
  const message = harness.whatsApp.customerWrites(body, { unseen: true });
  await receive(message);
  await harness.answerEverything();
  await harness.sendEverything();
  harness.scheduler.advance(60_000);
  return message;
}
/** So many questions, each with its answer. */
async function talk(count: number, from = 1) {
  for (let index = from; index < from + count; index++) await customerAsks(`What about topic number ${index}?`);
}
const only = async () => (await harness.conversations())[0]!;
const key = async () => ({ accountId: harness.accountId, conversationId: (await only()).id });

describe("a long conversation", () => {
  test("is summarised as far as it is not given as it stands, and nothing falls between the two", async () => {
    await talk(20);
    const { summary, summaryThroughSeq } = await only();
    const last = harness.asked.at(-1)!;
    const said = (await harness.messages()).map(({ body }) => body);
    expect(last.history.length).toBeGreaterThanOrEqual(10);
    expect(last.history.length).toBeLessThanOrEqual(16);
    const told = (await harness.messages()).filter(
      ({ seq, author }) => seq <= summaryThroughSeq && author === "customer",
    );
    for (const { body } of told) expect(summary).toContain(body);
    const firstGiven = said.indexOf(last.history[0]!.text);
    expect(firstGiven).toBeLessThanOrEqual(said.length);
    expect(told.length * 2).toBeGreaterThanOrEqual(firstGiven);
  });

  test("that is short needs no summary", async () => {
    await talk(5);
    expect(await only()).toMatchObject({ summary: null, summaryThroughSeq: 0 });
  });

  test("starts without one again when it is closed", async () => {
    await talk(12);
    expect((await only()).summary).toContain("topic number 1?");
    await harness.service.close(await key());
    expect(await only()).toMatchObject({ summary: null, summaryThroughSeq: 0 });
    await talk(12, 100);
    const { summary } = await only();
    expect(summary).toContain("topic number 100?");
    expect(summary).not.toContain("topic number 1?");
  });

  test("forgets what was taken back", async () => {
    const { stanzaId, fromMe, chatId } = await customerAsks("My PIN is 1234, is that fine?");
    await talk(12);
    expect((await only()).summary).toContain("1234");
    const at = new Date(harness.scheduler.now().getTime() + 1000);
    await harness.inbound.change(harness.accountId, { type: "deleted", stanzaId, fromMe, chatId, at });
    expect(await only()).toMatchObject({ summary: null });
    await talk(2, 50);
    const { summary } = await only();
    expect(summary).toContain("topic number 1?");
    expect(summary).not.toContain("1234");
  });
});

describe("by a model", () => {
  const roll = async (summarise: Summarise) =>
    rollSummary({ db: harness.db, summarise, logger: silentLogger() }, await key(), new AbortController().signal);
  /** So many messages that some are no longer given as they stand, and none is summarised yet. */
  const unsummarised = async () => {
    await talk(12);
    await updateConversation(harness.db, await key(), { summary: null, summaryThroughSeq: 0 });
  };

  test("what it wrote is kept, and goes on from what it wrote before", async () => {
    await unsummarised();
    await roll(async ({ summary, entries }) => `${summary}|${entries.length}`);
    expect((await only()).summary).toBe("null|12");
  });

  test.each<[string, Summarise]>([
    ["fails", () => Promise.reject(new Error("down"))],
    ["writes nothing", async () => "  "],
  ])("that %s the customer's questions are told instead", async (_, summarise) => {
    await unsummarised();
    await roll(summarise);
    expect((await only()).summary).toMatch(/^What about topic number 1\?\n/);
  });

  test("a conversation that is closed meanwhile stays without", async () => {
    await unsummarised();
    await roll(async () => {
      await harness.service.close(await key());
      return "Old matter.";
    });
    expect(await only()).toMatchObject({ summary: null, summaryThroughSeq: 0 });
  });
});
