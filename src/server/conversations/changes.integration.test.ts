import { describe, expect, test } from "vitest";
import type { ChannelMessage, MessageChange } from "@/domain/messaging/message";
import { aPassage } from "@/server/agent/agent-fixture";
import { openChangeFeed } from "@/server/db/changes";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const receive = (message: ChannelMessage) =>
  harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
const customerWrites = async (body: string, fields: Partial<ChannelMessage> = {}) => {
  const message = harness.whatsApp.customerWrites(body, { ...fields, unseen: true });
  await receive(message);
  return message;
};
const change = (message: ChannelMessage, what: Change, second = 0) =>
  harness.inbound.change(harness.accountId, changeOf(message, what, second));
type Change =
  | { type: "edited"; body: string }
  | { type: "deleted" }
  | { type: "reaction"; by: "customer" | "business"; emoji: string | null };
const changeOf = ({ stanzaId, fromMe, chatId }: ChannelMessage, what: Change, second: number): MessageChange => ({
  ...what,
  stanzaId,
  fromMe,
  chatId,
  at: new Date(harness.scheduler.now().getTime() + second * 1000),
});
const conversation = async () => (await harness.conversations())[0];

describe("news of a message that is not known", () => {
  test("say so, and change nothing", async () => {
    const message = harness.whatsApp.customerWrites("hello", { unseen: true });
    expect(await change(message, { type: "deleted" })).toBe(false);
    expect(await change(message, { type: "reaction", by: "customer", emoji: "👍" })).toBe(false);
    expect(await harness.conversations()).toEqual([]);
  });

  test("nor do they reach the same id of another account, or of the other direction", async () => {
    const message = await customerWrites("hello");
    const foreign = (await anAccount(harness.db)).id;
    expect(await harness.inbound.change(foreign, changeOf(message, { type: "deleted" }, 0))).toBe(false);
    expect(await change({ ...message, fromMe: true }, { type: "deleted" })).toBe(false);
    expect(await harness.messages()).toMatchObject([{ body: "hello", deletedAt: null }]);
  });
});

describe("an edit", () => {
  test("replaces the words, and the newest counts whatever comes first", async () => {
    const message = await customerWrites("helo");
    expect(await change(message, { type: "edited", body: "hello!" }, 5)).toBe(true);
    expect(await change(message, { type: "edited", body: "hello" }, 2)).toBe(true);
    const editedAt = new Date(harness.scheduler.now().getTime() + 5000);
    expect(await harness.messages()).toMatchObject([{ body: "hello!", editedAt }]);
    expect(await conversation()).toMatchObject({ lastMessagePreview: "hello!", unreadCount: 1 });
  });

  test("of an earlier message leaves the list as it is, also when the last one says the same", async () => {
    const first = await customerWrites("ok");
    await customerWrites("ok");
    await change(first, { type: "edited", body: "okay then" });
    expect(await conversation()).toMatchObject({ lastMessagePreview: "ok" });
  });

  test("of a message that still waits is what gets answered", async () => {
    const message = await customerWrites("When do you open?");
    await change(message, { type: "edited", body: "When do you close?" });
    await harness.answerEverything();
    expect(harness.asked).toMatchObject([{ question: "When do you close?" }]);
  });

  test("that comes while the answer is being written gets a new answer instead, once", async () => {
    const message = await customerWrites("When do you open?");
    harness.answer = async ({ question }) => {
      if (question === "When do you open?") await change(message, { type: "edited", body: "When do you close?" });
      return anAnswer(`About: ${question}`);
    };
    await harness.answerEverything();
    expect(await harness.outbox()).toMatchObject([{ body: "About: When do you close?" }]);
    expect(await harness.turns()).toMatchObject([{ outcome: "answered", question: "When do you close?" }]);
  });

  test("of a message that was answered is shown and not answered again", async () => {
    const message = await customerWrites("When do you open?");
    await harness.answerEverything();
    await change(message, { type: "edited", body: "When do you open, please?" });
    await harness.inbound.enqueueWaiting();
    await harness.answerEverything();
    expect(harness.asked).toHaveLength(1);
    expect(await harness.turns()).toMatchObject([{ question: "When do you open?" }]);
    expect((await harness.messages())[0]).toMatchObject({ body: "When do you open, please?" });
  });

  test("of a reply of ours is shown as the owner changed it", async () => {
    const message = harness.whatsApp.ownerWrites("We open at 8", { unseen: true });
    await receive(message);
    await change(message, { type: "edited", body: "We open at 9" });
    expect(await harness.messages()).toMatchObject([{ author: "phone", body: "We open at 9" }]);
  });
});

describe("a deletion", () => {
  test("takes the words, what is known of a place, and the file; a later edit brings nothing back", async () => {
    const message = await customerWrites("here I live", {
      kind: "location",
      details: { type: "location", latitude: 1, longitude: 2, name: "home" },
      media: { mimeType: "image/jpeg", fileName: "home.jpg", sizeBytes: 5, durationSeconds: undefined },
    });
    await change(message, { type: "deleted" }, 3);
    await change(message, { type: "edited", body: "here I live" }, 9);
    const deletedAt = new Date(harness.scheduler.now().getTime() + 3000);
    expect(await harness.messages()).toMatchObject([{ body: "", details: null, deletedAt, kind: "location" }]);
    expect(await harness.mediaRows()).toMatchObject([{ status: "deleted", fileName: null, sha256: null }]);
    expect(await conversation()).toMatchObject({ lastMessagePreview: "Deleted message" });
  });

  test("of a message that still waits: it is not answered, and the rest of what the customer wrote is", async () => {
    const secret = await customerWrites("My PIN is 1234");
    await customerWrites("When do you open?");
    await change(secret, { type: "deleted" });
    await harness.answerEverything();
    expect(harness.asked.map(({ question }) => question)).toEqual(["When do you open?"]);
    expect((await harness.turns()).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["ignored", "The customer took it back."],
      ["answered", null],
    ]);
    expect((await harness.messages()).filter(({ fromMe, turnId }) => !fromMe && turnId === null)).toEqual([]);
  });

  test("that comes while the answer is being written stops it", async () => {
    const message = await customerWrites("When do you open?");
    harness.answer = async () => {
      await change(message, { type: "deleted" });
      return anAnswer("At nine.");
    };
    await harness.answerEverything();
    expect(await harness.outbox()).toEqual([]);
    expect(await harness.turns()).toMatchObject([{ outcome: "ignored", question: "" }]);
  });

  test("of a message that was answered takes its words out of what the answer was about", async () => {
    await customerWrites("Hello");
    const secret = await customerWrites("My PIN is 1234, when do you open?");
    await harness.answerEverything();
    await change(secret, { type: "deleted" });
    const [turn] = await harness.turns();
    expect(turn).toMatchObject({ outcome: "answered", question: "Hello", trace: { understoodQuestion: "Hello" } });
  });

  test("of a message for which tools were used takes its words out of what they were asked and said", async () => {
    const reason = "The model asked for a person: “PIN 1234 is lost”";
    const answer = anAnswer("A person will answer.", {
      decision: "handoff",
      band: "handed_over",
      handoffReason: reason,
    });
    const use = { name: "card", label: "Card", input: { pin: "1234" }, note: "PIN 1234 is locked." };
    const tools = [{ ...use, outcome: "found" as const, ms: 1 }];
    const passages = [
      aPassage({ text: "We open at nine." }),
      aPassage({ text: "PIN 1234 is locked.", isFromTool: true }),
    ];
    harness.answer = async () => ({ ...answer, trace: { ...answer.trace, tools, passages } });
    const secret = await customerWrites("My PIN is 1234, is it lost?");
    await harness.answerEverything();
    expect(await conversation()).toMatchObject({ needsPersonReason: reason });
    await change(secret, { type: "deleted" });
    expect(JSON.stringify([await harness.turns(), await conversation()])).not.toContain("1234");
    expect(await harness.turns()).toMatchObject([
      { trace: { passages: [{ text: "We open at nine." }, { text: "" }] } },
    ]);
    expect(await conversation()).toMatchObject({ needsPersonReason: "The model asked for a person." });
  });

  test("counts down what is unread only when nobody has read it", async () => {
    const read = await customerWrites("one");
    const key = { accountId: harness.accountId, conversationId: (await conversation())!.id };
    await harness.service.markRead(key);
    const unread = await customerWrites("two");
    await customerWrites("three");
    await change(read, { type: "deleted" });
    expect(await conversation()).toMatchObject({ unreadCount: 2, lastMessagePreview: "three" });
    await change(unread, { type: "deleted" });
    await change(unread, { type: "deleted" }, 5);
    expect(await conversation()).toMatchObject({ unreadCount: 1, lastMessagePreview: "three" });
  });
});

describe("a reaction", () => {
  const reactions = async () => (await harness.reactions()).map(({ by, emoji }) => ({ by, emoji }));

  test("of each side is one, the newest, and goes when it is taken back", async () => {
    const message = await customerWrites("thanks");
    await change(message, { type: "reaction", by: "business", emoji: "👍" }, 1);
    await change(message, { type: "reaction", by: "customer", emoji: "❤️" }, 2);
    await change(message, { type: "reaction", by: "customer", emoji: "🎉" }, 1);
    expect(await reactions()).toEqual([
      { by: "business", emoji: "👍" },
      { by: "customer", emoji: "❤️" },
    ]);
    await change(message, { type: "reaction", by: "customer", emoji: null }, 5);
    await change(message, { type: "reaction", by: "customer", emoji: "❤️" }, 4);
    const key = { accountId: harness.accountId, conversationId: (await conversation())!.id };
    const page = await harness.service.listMessages({ ...key, limit: 10 });
    expect(page.messages).toMatchObject([{ reactions: [{ by: "business", emoji: "👍" }] }]);
  });

  test("asks for no answer and is no message", async () => {
    const message = await customerWrites("thanks");
    await harness.answerEverything();
    await change(message, { type: "reaction", by: "customer", emoji: "👍" });
    expect(harness.jobs).toEqual([]);
    expect(await conversation()).toMatchObject({ unreadCount: 1 });
  });
});

test("whoever looks at the conversation is told, and only of what is new", async () => {
  const message = await customerWrites("helo");
  const feed = await openChangeFeed(harness.handle);
  const ending = new AbortController();
  const changes = feed.subscribe(harness.accountId, ending.signal)[Symbol.asyncIterator]();
  await change(message, { type: "edited", body: "hello" }, 5);
  expect((await changes.next()).value).toMatchObject({ topic: "conversation", id: (await conversation())!.id });
  await change(message, { type: "edited", body: "helo" }, 1);
  await change(message, { type: "reaction", by: "customer", emoji: "👍" }, 1);
  await changes.next();
  ending.abort();
  expect((await changes.next()).done).toBe(true);
  await feed.close();
});

test("whatever order news come in, kept back until their message is known, the end is the same", async () => {
  const news: [Change, number][] = [
    [{ type: "edited", body: "second" }, 2],
    [{ type: "edited", body: "third" }, 3],
    [{ type: "reaction", by: "customer", emoji: "👍" }, 1],
    [{ type: "reaction", by: "customer", emoji: null }, 4],
    [{ type: "reaction", by: "business", emoji: "🎉" }, 2],
  ];
  const orders = [
    [0, 1, 2, 3, 4, "message"],
    ["message", 4, 3, 2, 1, 0],
    [3, "message", 2, 1, 0, 4],
    [1, 3, "message", 0, 4, 2],
  ] as const;
  for (const order of orders) {
    await truncateAll(harness.handle);
    await harness.createAccount();
    const message = harness.whatsApp.customerWrites("first", { unseen: true });
    let early: [Change, number][] = [];
    for (const step of order) {
      if (step === "message") await receive(message);
      const due = step === "message" ? early : [...early, news[step]!];
      early = [];
      for (const [what, second] of due) if (!(await change(message, what, second))) early.push([what, second]);
    }
    expect(await harness.messages(), order.join()).toMatchObject([{ body: "third" }]);
    expect((await harness.reactions()).map(({ by, emoji }) => [by, emoji]).sort()).toEqual([
      ["business", "🎉"],
      ["customer", ""],
    ]);
  }
});
