import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { IGNORE_REASONS } from "@/domain/agent/turn";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import type { MessageKind } from "@/domain/messaging/message";
import { accounts, messageMedia } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const receive = (message: Parameters<typeof harness.inbound.receive>[1]) =>
  harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
const customerWrites = (body: string, fields: Parameters<typeof harness.whatsApp.customerWrites>[1] = {}) =>
  receive(harness.whatsApp.customerWrites(body, { ...fields, unseen: true }));
const ownerWrites = (body: string) => receive(harness.whatsApp.ownerWrites(body, { unseen: true }));
const key = async () => {
  const [conversation] = await harness.conversations();
  return { accountId: harness.accountId, conversationId: conversation!.id };
};

describe("what the bot can't read", () => {
  const media = async (...kinds: MessageKind[]) => {
    for (const kind of kinds) await customerWrites("", { kind });
    await harness.answerEverything();
  };

  test("as a recording: the customer is asked to write, once for the whole burst", async () => {
    await media("voice", "voice", "sticker");
    expect(await harness.outbox()).toMatchObject([{ body: fixedTexts("en").askForText }]);
    expect(await harness.turns()).toMatchObject([{ outcome: "automated" }]);
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: null }]);
  });

  test("as a picture: a person is asked to look as well", async () => {
    await media("image");
    expect(await harness.outbox()).toMatchObject([{ body: fixedTexts("en").askForText }]);
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: expect.stringContaining("look at") }]);
  });

  test("one after the other: the same sentence is not said again", async () => {
    await media("image");
    harness.scheduler.advance(10_000);
    await media("image");
    expect(await harness.outbox()).toHaveLength(1);
    expect(await harness.turns()).toHaveLength(2);
  });

  test("with words under it: the words are answered", async () => {
    await customerWrites("Do you have this one?", { kind: "image" });
    await harness.answerEverything();
    expect(harness.asked).toMatchObject([{ question: "Do you have this one?" }]);
  });
});

describe("a customer who calls", () => {
  const call = () => customerWrites("", { kind: "call", details: { type: "call", isVideo: false } });

  test("is told in writing that calls can't be taken, once and not after each call", async () => {
    for (let count = 0; count < 3; count++) {
      await call();
      await harness.answerEverything();
    }
    expect(await harness.outbox()).toMatchObject([{ body: fixedTexts("en").noCalls }]);
    expect((await harness.turns()).map(({ outcome }) => outcome)).toEqual(["automated", "automated", "automated"]);
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: null }]);
  });

  test("and writes gets an answer to the words", async () => {
    await call();
    await customerWrites("When do you open?");
    await harness.answerEverything();
    expect(harness.asked).toMatchObject([{ question: "When do you open?" }]);
    expect(await harness.outbox()).toHaveLength(1);
  });

  test("while a person has the conversation is told nothing", async () => {
    await ownerWrites("Hello");
    await call();
    await harness.answerEverything();
    expect(await harness.outbox()).toEqual([]);
  });
});

describe("a voice message, when a model writes down what is said,", () => {
  beforeEach(() => {
    harness.transcribes = true;
  });
  const aVoice = { mimeType: "audio/ogg", fileName: undefined, sizeBytes: 9000, durationSeconds: 8 };
  const voice = (media: Partial<typeof aVoice> = {}) =>
    customerWrites("", { kind: "voice", media: { ...aVoice, ...media } });
  const isHeard = async (news: Partial<typeof messageMedia.$inferInsert>, position = 0) => {
    const row = (await harness.mediaRows())[position];
    await harness.db.update(messageMedia).set(news).where(eq(messageMedia.id, row!.id));
    await harness.queue.enqueue(harness.db, "answer", await key());
  };
  const seconds = async (count: number) => {
    harness.scheduler.advance(count * 1000);
    await harness.answerDue();
  };

  test("is answered by what it says, as soon as that is known", async () => {
    await voice();
    await seconds(10);
    expect(await harness.turns()).toEqual([]);
    await isHeard({ status: "stored", transcript: "When do you open?" });
    await harness.answerDue();
    expect(harness.asked).toMatchObject([{ question: "When do you open?" }]);
    expect(await harness.outbox()).toHaveLength(1);
    await seconds(60);
    expect(await harness.turns()).toHaveLength(1);
  });

  test("is part of what was said before", async () => {
    await voice();
    await isHeard({ status: "stored", transcript: "Do you make cakes?" });
    await seconds(10);
    await customerWrites("How much?");
    await harness.answerEverything();
    expect(harness.asked.at(-1)?.history).toMatchObject([{ role: "customer", text: "Do you make cakes?" }, {}]);
  });

  test("is waited for together with the words beside it, and with a second one", async () => {
    await voice();
    await customerWrites("listen");
    await voice();
    await seconds(10);
    await isHeard({ transcript: "Do you make cakes?", status: "stored" });
    await seconds(5);
    expect(harness.asked).toEqual([]);
    await isHeard({ transcript: "On Sunday?", status: "stored" }, 1);
    await seconds(1);
    expect(harness.asked).toMatchObject([{ question: "Do you make cakes?\nlisten\nOn Sunday?" }]);
  });

  test("is not waited for longer than three quarters of a minute: then the customer is asked to write", async () => {
    await voice();
    await seconds(44);
    expect(await harness.outbox()).toEqual([]);
    await seconds(2);
    expect(await harness.outbox()).toMatchObject([{ body: fixedTexts("en").askForText }]);
    await isHeard({ status: "stored", transcript: "too late" });
    await seconds(1);
    expect(harness.asked).toEqual([]);
  });

  test.each([
    { why: "that cannot be fetched", news: { status: "gone" as const } },
    { why: "of which nothing could be made", news: { status: "stored" as const, transcript: "" } },
  ])("$why: the customer is asked to write at once", async ({ news }) => {
    await voice();
    await isHeard(news);
    await seconds(5);
    expect(await harness.outbox()).toMatchObject([{ body: fixedTexts("en").askForText }]);
  });

  test("that lasts a quarter of an hour is not waited for", async () => {
    await voice({ durationSeconds: 900 });
    await seconds(5);
    expect(await harness.outbox()).toMatchObject([{ body: fixedTexts("en").askForText }]);
  });

  test("that was taken back meanwhile is not answered", async () => {
    await voice();
    const [message] = await harness.messages();
    const at = harness.scheduler.now();
    const ref = { stanzaId: message!.stanzaId!, fromMe: false, chatId: "6281200000001@c.us" };
    await harness.inbound.change(harness.accountId, { type: "deleted", at, ...ref });
    await harness.answerEverything();
    expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: IGNORE_REASONS.taken_back }]);
  });
});

test("a group is answered only as long as the account wants it", async () => {
  const groups = (value: "ignore" | "when_mentioned") =>
    harness.db
      .update(accounts)
      .set({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, groups: value } })
      .where(eq(accounts.id, harness.accountId));
  await groups("when_mentioned");
  await customerWrites("@628110000000 when do you open?", { chatKind: "group", chatId: "1203@g.us" });
  await groups("ignore");
  await harness.answerEverything();
  expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: IGNORE_REASONS.not_direct }]);
});
