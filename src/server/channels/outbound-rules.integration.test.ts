import { describe, expect, test } from "vitest";
import { type ChannelSettings, DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import { accounts, conversations } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { aContact, aConversation, aMessage, anOutboxRow } from "@/test/factories";
import { advancingUntil, eventually, harnessPerTest } from "@/test/harness-per-test";
import type { ChannelManager } from "./manager";

let harness: ChannelHarness;
let manager: ChannelManager;
harnessPerTest((fresh) => {
  harness = fresh;
});

const connected = async (settings: Partial<ChannelSettings> = {}) => {
  await harness.db.update(accounts).set({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, ...settings } });
  manager = await harness.aManager({ pacing: settings.pacing ? "by_account" : "off" });
  await manager.start(harness.accountId);
  await eventually(async () => expect((await harness.connection())?.inboundWatermark).not.toBeNull());
};
const delivered = () => harness.whatsApp.delivered.map(({ text }) => text);
const statuses = async () => (await harness.outbox()).map(({ status }) => status);

/** A conversation in which the customer has written; a group's when the chat is one. */
async function aChat({ chatId = "6281200000001@c.us", isGroup = false } = {}) {
  const contact = await aContact(harness.db, { accountId: harness.accountId, isGroup });
  const { id } = await aConversation(harness.db, { accountId: harness.accountId, contactId: contact.id, chatId });
  const key = { accountId: harness.accountId, conversationId: id };
  await aMessage(harness.db, key);
  return { ...key, chatId };
}
type Chat = Awaited<ReturnType<typeof aChat>>;
async function reply({ chatId, ...key }: Chat, body: string) {
  const nextAttemptAt = harness.scheduler.now();
  const expiresAt = new Date(nextAttemptAt.getTime() + 24 * 3_600_000);
  await anOutboxRow(harness.db, { ...key, chatId, body, nextAttemptAt, expiresAt });
}

describe("a send that the connection was not there for", () => {
  test("is no try: however often it happens, the reply goes out in the end", async () => {
    await connected();
    harness.whatsApp.sends.push(...Array.from({ length: 20 }, () => "not_connected" as const));
    await reply(await aChat(), "hello");
    await advancingUntil(harness, () => expect(harness.whatsApp.sends).toHaveLength(5));
    expect((await harness.outbox())[0]?.attempts).toBeLessThanOrEqual(1);
    await advancingUntil(harness, () => expect(delivered()).toEqual(["hello"]));
    await eventually(async () => expect(await harness.outbox()).toMatchObject([{ status: "sent", attempts: 1 }]));
  });

  test("leaves nothing to be taken for an echo: the owner's same words are the owner's", async () => {
    await connected();
    const chat = await aChat();
    harness.whatsApp.sends.push("not_connected");
    await reply(chat, "We open at nine.");
    await advancingUntil(harness, async () => expect(harness.whatsApp.sends).toEqual([]), 100);
    await eventually(async () => expect(await statuses()).toEqual(["queued"]));
    harness.whatsApp.ownerWrites("We open at nine.", { chatId: chat.chatId, contactAliases: [await aliasOf(chat)] });
    await eventually(async () => expect(await statuses()).toEqual(["cancelled"]));
    expect((await harness.messages()).at(-1)).toMatchObject({ author: "phone", body: "We open at nine." });
    expect(delivered()).toEqual([]);
  });
});

/** A spelling by which the chat's contact is known. */
async function aliasOf(chat: Chat): Promise<string> {
  const aliases = await harness.db.query.contactAliases.findMany();
  return aliases.find(({ accountId }) => accountId === chat.accountId)?.alias ?? "";
}

test("while nobody knows whether a reply went out, later ones of the same chat wait, and no other chat's", async () => {
  await connected();
  const [first, second] = [await aChat(), await aChat({ chatId: "6281200000002@c.us" })];
  harness.whatsApp.sends.push("unknown_lost");
  await reply(first, "one");
  await advancingUntil(harness, async () => expect(await statuses()).toEqual(["unknown"]), 100);
  await reply(first, "two");
  await harness.service.replyAsPerson({ ...first, userId: "user", text: "three", idempotencyKey: "12345678" });
  await reply(second, "elsewhere");
  await advancingUntil(harness, () => expect(delivered()).toEqual(["elsewhere"]));
  expect((await statuses()).slice(0, 3)).toEqual(["unknown", "cancelled", "queued"]);
  // A person has taken over, so the first one is not sent again; it is out of the way once it is certainly not out.
  await advancingUntil(harness, () => expect(delivered()).toEqual(["elsewhere", "three"]), 2000);
});

describe("typing", () => {
  const long = { msPerCharacter: 0, shortestMs: 10_000, longestMs: 20_000 };

  test("is shown again before WhatsApp stops showing it by itself", async () => {
    await connected({ pacing: { ...long, shortestMs: 20_000 } });
    await reply(await aChat(), "a long answer");
    await advancingUntil(harness, () => expect(harness.whatsApp.live.typing).toHaveLength(1), 100);
    for (const shown of [2, 3]) {
      harness.scheduler.advance(8000);
      await eventually(() => expect(harness.whatsApp.live.typing).toHaveLength(shown));
    }
    expect(delivered()).toEqual([]);
    harness.scheduler.advance(4000);
    await eventually(() => expect(delivered()).toEqual(["a long answer"]));
    expect(harness.whatsApp.live.typing).toHaveLength(3);
    expect(harness.whatsApp.live.stoppedTyping).toEqual([]);
  });

  test("ends when the reply does not go out after all", async () => {
    await connected({ pacing: long });
    const chat = await aChat();
    await reply(chat, "never mind");
    await advancingUntil(harness, () => expect(harness.whatsApp.live.typing).toHaveLength(1), 100);
    await harness.db.update(conversations).set({ ownershipEpoch: 1 });
    await advancingUntil(harness, () => expect(harness.whatsApp.live.stoppedTyping).toEqual([chat.chatId]));
    expect(delivered()).toEqual([]);
  });

  test("is not played for what a person wrote", async () => {
    await connected({ pacing: long });
    const chat = await aChat();
    await harness.service.replyAsPerson({ ...chat, userId: "user", text: "at once", idempotencyKey: "12345678" });
    await eventually(() => expect(delivered()).toEqual(["at once"]));
    expect(harness.whatsApp.live.typing).toEqual([]);
  });
});

describe("the send guard", () => {
  const group = { chatId: "12036304@g.us", isGroup: true };

  test("lets a group through while the account answers in groups", async () => {
    await connected({ groups: "when_mentioned" });
    await reply(await aChat(group), "to the group");
    await advancingUntil(harness, () => expect(delivered()).toEqual(["to the group"]));
  });

  test.each([
    { why: "a group, when groups are ignored", chat: group, groups: "ignore" },
    { why: "a group's chat in a person's conversation", chat: { ...group, isGroup: false }, groups: "when_mentioned" },
    { why: "a status", chat: { chatId: "status@broadcast", isGroup: true }, groups: "when_mentioned" },
    { why: "a newsletter", chat: { chatId: "12036@newsletter", isGroup: true }, groups: "when_mentioned" },
    { why: "a broadcast list", chat: { chatId: "12036@broadcast", isGroup: true }, groups: "when_mentioned" },
  ] as const)("refuses $why, also for people", async ({ chat, groups }) => {
    await connected({ groups });
    const refused = await aChat(chat);
    await reply(refused, "by the bot");
    await advancingUntil(harness, async () => expect(await statuses()).toEqual(["failed"]));
    await harness.service.replyAsPerson({ ...refused, userId: "user", text: "in person", idempotencyKey: "12345678" });
    await advancingUntil(harness, async () => expect(await statuses()).toEqual(["failed", "failed"]));
    expect((await harness.outbox()).map(({ error }) => error)).toEqual([
      DELIVERY_WORDS.not_direct,
      DELIVERY_WORDS.not_direct,
    ]);
    expect(delivered()).toEqual([]);
  });
});
