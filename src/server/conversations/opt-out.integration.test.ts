import { describe, expect, test } from "vitest";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { IGNORE_REASONS } from "@/domain/agent/turn";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import type { ChannelManager } from "@/server/channels/manager";
import { accounts, contacts } from "@/server/db/schema";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { advancingUntil, eventually, harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
let manager: ChannelManager;
harnessPerTest((fresh) => {
  harness = fresh;
});

const connected = async (options: Parameters<ChannelHarness["aManager"]>[0] = {}) => {
  manager = await harness.aManager(options);
  await manager.start(harness.accountId);
  await eventually(() => expect(manager.connection(harness.accountId)).toBeDefined());
};
const { optedOut, welcomeBack } = fixedTexts("en");
const delivered = () => harness.whatsApp.delivered.map(({ text }) => text);
/** All that came in is in a turn, or somebody is to answer it: a sweep sees to that only when it has read everything. */
const taken = () =>
  eventually(async () => {
    const waiting = (await harness.messages()).filter(({ fromMe, turnId }) => !fromMe && !turnId);
    if (waiting.length > 0) expect(harness.jobs).not.toEqual([]);
  });
const bodies = async () => (await harness.messages()).map(({ body }) => body);
/** A customer's message, stored; and what follows from it. */
const says = async (body: string, options: Parameters<typeof harness.whatsApp.customerWrites>[1] = {}) => {
  const count = (await bodies()).filter((each) => each === body).length;
  harness.whatsApp.customerWrites(body, options);
  await eventually(async () => expect((await bodies()).filter((each) => each === body)).toHaveLength(count + 1));
  await taken();
  await harness.answerEverything();
};
const optedOutAt = async () => (await harness.db.select().from(contacts))[0]?.optedOutAt ?? null;
const person = (text: string, conversationId: string) =>
  harness.service.replyAsPerson({
    accountId: harness.accountId,
    conversationId,
    userId: "user",
    text,
    idempotencyKey: `key-${text}`,
  });

describe("a customer who writes STOP", () => {
  test("gets one confirmation and nothing more, until START", async () => {
    await connected();
    await says("What are your hours?");
    await says("Stop!");
    expect(await optedOutAt()).not.toBeNull();
    await says("hello?");
    await says("STOP");
    await eventually(() => expect(delivered()).toEqual(["About: What are your hours?", optedOut]));
    await says("START");
    expect(await optedOutAt()).toBeNull();
    await says("And on Sunday?");
    await eventually(() =>
      expect(delivered()).toEqual(["About: What are your hours?", optedOut, welcomeBack, "About: And on Sunday?"]),
    );
    const turns = await harness.turns();
    expect(turns.map(({ outcome }) => outcome).sort()).toEqual(
      ["answered", "automated", "ignored", "ignored", "automated", "answered"].sort(),
    );
    expect(turns.filter(({ outcome }) => outcome === "ignored").map(({ reason }) => reason)).toEqual([
      IGNORE_REASONS.opted_out,
      IGNORE_REASONS.opted_out,
    ]);
    // The ledger adds up: every received message is in a turn.
    expect((await harness.messages()).filter(({ fromMe, turnId }) => !fromMe && !turnId)).toEqual([]);
  });

  test("is told so in the language they write in", async () => {
    await connected();
    await says("¿Cuánto cuesta el envío?");
    await says("baja por favor");
    await says("STOP", { chatId: "6281200000002@c.us" });
    await says("Berapa harga ini?", { chatId: "6281200000003@c.us" });
    await says("stop", { chatId: "6281200000003@c.us" });
    await eventually(() => expect(delivered()).toHaveLength(5));
    expect(delivered()).toEqual(
      expect.arrayContaining([fixedTexts("es").optedOut, optedOut, fixedTexts("id").optedOut]),
    );
  });

  test("does not get what the bot had ready", async () => {
    await connected();
    harness.whatsApp.sends.push("not_connected");
    await says("What are your hours?");
    await eventually(() => expect(harness.whatsApp.sends).toEqual([]));
    await says("stop");
    await advancingUntil(harness, () => expect(delivered()).toEqual([optedOut]));
    expect(await harness.outbox()).toMatchObject([
      { status: "cancelled", error: DELIVERY_WORDS.opted_out },
      { status: "sent" },
    ]);
  });

  test("does not get what the bot was just writing", async () => {
    await connected();
    harness.answer = async ({ question }) => {
      harness.whatsApp.customerWrites("STOP");
      await eventually(async () => expect(await optedOutAt()).not.toBeNull());
      return anAnswer(`About: ${question}`);
    };
    await says("What are your hours?");
    await eventually(() => expect(delivered()).toEqual([optedOut]));
    expect((await harness.turns()).map(({ outcome }) => outcome).sort()).toEqual(["automated", "ignored"]);
  });

  test("does not get what the bot was just typing", async () => {
    const pacing = { msPerCharacter: 0, shortestMs: 3000, longestMs: 3000 };
    await harness.db.update(accounts).set({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, pacing } });
    await connected({ pacing: "by_account" });
    await says("What are your hours?");
    await eventually(() => expect(harness.whatsApp.live.typing).toHaveLength(1));
    await says("STOP");
    await advancingUntil(harness, () => expect(delivered()).toEqual([optedOut]), 100);
    expect((await harness.outbox()).map(({ status }) => status)).toEqual(["cancelled", "sent"]);
  });

  test("does not get a reply that is claimed in the very moment", async () => {
    const pacing = { msPerCharacter: 0, shortestMs: 3000, longestMs: 3000 };
    await harness.db.update(accounts).set({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, pacing } });
    await connected({ pacing: "by_account" });
    await says("What are your hours?");
    await eventually(() => expect(harness.whatsApp.live.typing).toHaveLength(1));
    // Nothing of what else STOP does: neither another epoch nor a cancelled row.
    await harness.db.update(contacts).set({ optedOutAt: harness.scheduler.now() });
    await advancingUntil(harness, async () =>
      expect(await harness.outbox()).toMatchObject([{ status: "cancelled", error: DELIVERY_WORDS.opted_out }]),
    );
    expect(await harness.outbox()).toMatchObject([{ attempts: 0 }]);
    expect(delivered()).toEqual([]);
  });

  test("does not get a reply that becomes theirs because two contacts turn out to be one", async () => {
    await connected();
    const phone = "6281200000001@c.us";
    await says("STOP", { chatId: "77@lid", contactAliases: ["77@lid"] });
    await eventually(() => expect(delivered()).toEqual([optedOut]));
    harness.whatsApp.sends.push("not_connected");
    await says("What are your hours?", { chatId: phone });
    await eventually(() => expect(harness.whatsApp.sends).toEqual([]));
    await says("hm", { chatId: "77@lid", contactAliases: ["77@lid", phone] });
    expect(await harness.conversations()).toHaveLength(1);
    // They wrote on before it went out, so it was taken back, and to the whole of it they get no answer.
    await harness.answerEverything();
    await advancingUntil(harness, async () =>
      expect((await harness.outbox()).map(({ status }) => status)).toEqual(["sent"]),
    );
    expect((await harness.turns()).at(-1)).toMatchObject({ outcome: "ignored", question: "What are your hours?\nhm" });
    expect(delivered()).toEqual([optedOut]);
  });

  test("can still be written to by a person", async () => {
    await connected();
    await says("STOP");
    const [conversation] = await harness.conversations();
    await person("Sorry to see you go.", conversation!.id);
    await eventually(() => expect(delivered()).toEqual([optedOut, "Sorry to see you go."]));
    await expect(
      harness.service.getConversation({ accountId: harness.accountId, conversationId: conversation!.id }),
    ).resolves.toMatchObject({ optedOutAt: expect.any(Date) });
  });

  test("and START and STOP again before anything could go out is told the last word only", async () => {
    await connected();
    for (const word of ["STOP", "START", "stop"]) {
      harness.whatsApp.sends.push("not_connected");
      await says(word);
      // Back in the queue: what is just being handed over is past being cancelled.
      await eventually(() => expect(harness.whatsApp.sends).toEqual([]));
      await eventually(async () => expect((await harness.outbox()).at(-1)?.status).toBe("queued"));
    }
    await advancingUntil(harness, () => expect(delivered()).toEqual([optedOut]));
    expect((await harness.outbox()).map(({ status }) => status)).toEqual(["cancelled", "cancelled", "sent"]);
    expect(await optedOutAt()).not.toBeNull();
  });

  test("and START without end is honoured, but no longer told: that is a machine", async () => {
    await connected();
    const words = ["STOP", "START", "STOP", "START", "STOP", "START", "STOP", "START", "STOP"];
    for (const [index, word] of words.entries()) {
      await says(word);
      const confirmed = Math.min(index + 1, 6);
      await eventually(async () =>
        expect((await harness.outbox()).filter(({ status }) => status === "sent")).toHaveLength(confirmed),
      );
    }
    expect(await harness.outbox()).toHaveLength(6);
    expect(await optedOutAt()).not.toBeNull();
  });
});

describe("a wish that came in while Parley was away", () => {
  test("is honoured and confirmed", async () => {
    await connected();
    await manager.shutdown();
    harness.whatsApp.customerWrites("What are your hours?", { unseen: true });
    harness.whatsApp.customerWrites("STOP", { unseen: true });
    await harness.aManager();
    await eventually(async () => expect(await bodies()).toContain("STOP"));
    await taken();
    await harness.answerEverything();
    await eventually(() => expect(delivered()).toEqual([optedOut]));
  });

  test("long ago is honoured without a word", async () => {
    await connected();
    await manager.shutdown();
    harness.whatsApp.customerWrites("STOP", { unseen: true });
    harness.scheduler.advance(40 * 60_000);
    await harness.aManager();
    await eventually(async () => expect(await optedOutAt()).not.toBeNull());
    await taken();
    await harness.answerEverything();
    expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: IGNORE_REASONS.opted_out }]);
    expect(delivered()).toEqual([]);
  });

  test("is not honoured any more when the customer has changed their mind since", async () => {
    await connected();
    await says("stop");
    const missed = harness.whatsApp.customerWrites("START", { unseen: true });
    harness.scheduler.advance(1000);
    const again = harness.whatsApp.customerWrites("stop", { unseen: true });
    for (const message of [again, missed])
      await harness.inbound.receive(
        harness.accountId,
        { ...message, isBacklog: true },
        { isSending: false, enqueueAnswer: false },
      );
    expect(await optedOutAt()).not.toBeNull();
  });
});

test("START from somebody who never opted out is a message like any other", async () => {
  await connected();
  await says("start");
  await eventually(() => expect(delivered()).toEqual(["About: start"]));
});

test("in a group nobody decides for all", async () => {
  await harness.db.update(accounts).set({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, groups: "when_mentioned" } });
  await connected();
  await says("stop", { chatId: "12036@g.us", chatKind: "group" });
  expect(await optedOutAt()).toBeNull();
  await eventually(() => expect(delivered()).toEqual(["About: stop"]));
});
