import { asc } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import type { ChannelMessage } from "@/domain/messaging/message";
import { contactFields } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { anAutomationForm } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import { startSession } from "../automation/session-queries";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

async function customerWrites(body: string, fields: Partial<ChannelMessage> = {}) {
  const message = harness.whatsApp.customerWrites(body, { ...fields, unseen: true });
  await harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
  return message;
}
async function customerAsks(body: string, fields: Partial<ChannelMessage> = {}) {
  const message = await customerWrites(body, fields);
  await harness.answerEverything();
  await harness.sendEverything();
  return message;
}
const change = (
  { stanzaId, fromMe, chatId }: ChannelMessage,
  what: { type: "deleted" } | { type: "edited"; body: string },
) =>
  harness.inbound.change(harness.accountId, {
    ...what,
    stanzaId,
    fromMe,
    chatId,
    at: new Date(harness.scheduler.now().getTime() + 1000),
  });
const known = async () => {
  const rows = await harness.db.select().from(contactFields).orderBy(asc(contactFields.name));
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
};

describe("what customers write of themselves", () => {
  test("is kept with the message that says it, and the newest counts", async () => {
    await customerAsks("Hi, my name is Anna and it is about order #1042");
    const message = await customerAsks("Sorry, my name is Ana");
    expect(await known()).toEqual({ name: "Ana", order_number: "1042" });
    const rows = await harness.db.select().from(contactFields);
    const stored = (await harness.messages()).find(({ stanzaId }) => stanzaId === message.stanzaId);
    expect(rows.find(({ name }) => name === "name")?.messageId).toBe(stored?.id);
  });

  test("is kept while a person answers too", async () => {
    await customerAsks("hello");
    const key = { accountId: harness.accountId, conversationId: (await harness.conversations())[0]!.id };
    await harness.service.takeOver(key);
    await customerAsks("My name is Ana");
    expect((await harness.turns()).at(-1)).toMatchObject({ outcome: "ignored" });
    expect(await known()).toEqual({ name: "Ana" });
  });

  test("goes when the message is taken back or says something else", async () => {
    const first = await customerAsks("My name is Ana");
    await change(first, { type: "edited", body: "My name is none of your business" });
    expect(await known()).toEqual({});
    const second = await customerAsks("my email: ana@example.com");
    await change(second, { type: "deleted" });
    expect(await known()).toEqual({});
  });

  test("never replaces what a form asked for", async () => {
    await customerAsks("order #1042, where is it?");
    const [conversation] = await harness.conversations();
    const { definition } = await anAutomationForm(harness.db, { accountId: harness.accountId });
    const key = { accountId: harness.accountId, conversationId: conversation!.id };
    await startSession(harness.db, key, definition, harness.scheduler.now());
    await customerAsks("77777");
    expect(await known()).toEqual({ order_number: "77777" });
    await customerAsks("order #20417 as well");
    expect(await known()).toEqual({ order_number: "77777" });
  });

  test("of a group is nobody's", async () => {
    await harness.createAccount({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, groups: "when_mentioned" } });
    await customerAsks("@351910000001 my name is Ana", {
      chatKind: "group",
      chatId: "120363000000@g.us",
      contactName: "Neighbours",
      participant: { id: "6281200000001@c.us", name: "Budi" },
    });
    expect(await harness.turns()).toHaveLength(1);
    expect(await known()).toEqual({});
  });
});
