import { asc } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import type { ChannelMessage } from "@/domain/messaging/message";
import { openChangeFeed } from "@/server/db/changes";
import { auditEntries, contactFields, contacts } from "@/server/db/schema";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { aMember, anAccount, anActor, anAutomationForm, aUser } from "@/test/factories";
import { eventually, harnessPerTest } from "@/test/harness-per-test";
import { listFieldOrigins } from "../automation/customer-queries";
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

const keyOfOnly = async () => ({
  accountId: harness.accountId,
  conversationId: (await harness.conversations())[0]!.id,
});
async function aColleague() {
  const user = await aUser(harness.db, { name: "Bo" });
  await aMember(harness.db, { accountId: harness.accountId, userId: user.id, role: "operator" });
  return { actor: anActor(user) };
}

describe("what a person says of a customer", () => {
  test("replaces what was read, and is not read otherwise later", async () => {
    await customerAsks("Hi, my name is Anna");
    const bo = await aColleague();
    await harness.service.saveFact({ ...(await keyOfOnly()), ...bo, name: "name", value: "Anne" });
    await customerAsks("no, my name is Hanna");
    expect(await known()).toEqual({ name: "Anne" });
    expect(await listFieldOrigins(harness.db, (await harness.conversations())[0]!)).toEqual(
      new Map([["name", { isRead: false, setBy: "Bo" }]]),
    );
  });

  test("stays when the message it was first read in is taken back", async () => {
    const message = await customerAsks("My name is Anna");
    await harness.service.saveFact({ ...(await keyOfOnly()), name: "name", value: "Anne" });
    await change(message, { type: "deleted" });
    expect(await known()).toEqual({ name: "Anne" });
  });

  test("that a fact is wrong holds for all that was written until then, also what still waits, and not for what comes", async () => {
    await customerAsks("My name is Anna and it is about order #1042");
    await customerWrites("my name is Anna, hello?");
    await harness.service.removeFact({ ...(await keyOfOnly()), name: "name" });
    await harness.answerEverything();
    await harness.sendEverything();
    expect(await known()).toEqual({ order_number: "1042" });
    await customerAsks("my name is Anna, really");
    expect(await known()).toEqual({ order_number: "1042", name: "Anna" });
  });

  test("is given to the agent only where the question needs it", async () => {
    const asked: Record<string, string>[] = [];
    harness.answer = (input) => {
      asked.push({ ...input.facts });
      return Promise.resolve(anAnswer("Yes."));
    };
    await customerAsks("hello");
    const key = await keyOfOnly();
    for (const [name, value] of [
      ["name", "Anne"],
      ["order_number", "77"],
      ["city", "Porto"],
    ] as const)
      await harness.service.saveFact({ ...key, name, value });
    await customerAsks("When do you open?");
    await customerAsks("Where is my order?");
    expect(asked.slice(1)).toEqual([{ name: "Anne" }, { name: "Anne", order_number: "77" }]);
  });

  test("is audited without what it says, and told to whoever looks on", async () => {
    await customerAsks("My name is Anna");
    const [key, bo] = [await keyOfOnly(), await aColleague()];
    const told: unknown[] = [];
    const feed = await openChangeFeed(harness.handle);
    const listening = new AbortController();
    const listener = (async () => {
      for await (const news of feed.subscribe(key.accountId, listening.signal)) told.push(news);
    })();
    await harness.service.saveFact({ ...key, ...bo, name: "name", value: "Secret" });
    await harness.service.saveFact({ ...key, ...bo, name: "name", value: "Secret" });
    await harness.service.removeFact({ ...key, ...bo, name: "name" });
    const entries = await harness.db.select().from(auditEntries).orderBy(asc(auditEntries.id));
    expect(entries.map(({ action }) => action)).toEqual(["conversation.factSaved", "conversation.factRemoved"]);
    expect(JSON.stringify(entries)).not.toContain("Secret");
    await eventually(() =>
      expect(told).toContainEqual(expect.objectContaining({ topic: "conversation", id: key.conversationId })),
    );
    listening.abort();
    await listener.catch(() => undefined);
    await feed.close();
  });

  test("is of another account's customer nobody's business, and of a group nothing is noted", async () => {
    await customerAsks("My name is Anna");
    const key = { ...(await keyOfOnly()), accountId: (await anAccount(harness.db)).id };
    await expect(harness.service.saveFact({ ...key, name: "name", value: "X" })).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(harness.service.removeFact({ ...key, name: "name" })).rejects.toMatchObject({ kind: "not_found" });
    await harness.db.update(contacts).set({ isGroup: true });
    await expect(harness.service.saveFact({ ...(await keyOfOnly()), name: "name", value: "X" })).rejects.toMatchObject({
      kind: "bad_request",
    });
    expect(await known()).toEqual({ name: "Anna" });
  });
});

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
