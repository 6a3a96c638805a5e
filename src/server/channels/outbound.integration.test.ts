import { describe, expect, test, vi } from "vitest";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import { DELIVERY_TIMING, DELIVERY_WORDS } from "@/domain/messaging/delivery";
import type { Pacing } from "@/domain/messaging/pacing";
import { accounts, conversations } from "@/server/db/schema";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { aConversation, aMessage, anOutboxRow } from "@/test/factories";
import { advancingUntil, eventually, harnessPerTest } from "@/test/harness-per-test";
import type { ChannelManager } from "./manager";

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
/** As `connected`, with "typing…" as the account's settings say. */
const connectedTyping = async (pacing: Pacing) => {
  await harness.db.update(accounts).set({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, pacing } });
  await connected({ pacing: "by_account" });
};
/** It is stored, and somebody is to answer it: a sweep sees to that only when it has read everything. */
const received = async (body: string) => {
  await eventually(async () => expect((await harness.messages()).map((row) => row.body)).toContain(body));
  await eventually(() => expect(harness.jobs).not.toEqual([]));
};
/** A customer asks and the bot's reply is queued. */
const replyTo = async (body: string, chatId = "6281200000001@c.us") => {
  harness.whatsApp.customerWrites(body, { chatId });
  await received(body);
  await harness.answerEverything();
};
const delivered = () => harness.whatsApp.delivered.map(({ text }) => text);
const statuses = async () => (await harness.outbox()).map(({ status }) => status);

describe("a reply", () => {
  test("reaches the customer once, with the id and the ticks WhatsApp gives it", async () => {
    await connected();
    await replyTo("When do you open?");
    await eventually(async () => expect(await statuses()).toEqual(["sent"]));
    expect(delivered()).toEqual(["About: When do you open?"]);
    const { stanzaId } = harness.whatsApp.delivered[0]!;
    harness.whatsApp.ack(stanzaId, "read");
    harness.whatsApp.ack(stanzaId, "delivered");
    await eventually(async () => expect((await harness.messages()).at(-1)).toMatchObject({ stanzaId, ack: "read" }));
    // Its echo was not taken for the owner.
    expect(await harness.messages()).toHaveLength(2);
    expect(await harness.conversations()).toMatchObject([{ owner: "bot" }]);
  });

  test("shows typing for as long as a person would need, and goes to the exact chat it came from", async () => {
    await connectedTyping({ msPerCharacter: 100, shortestMs: 1000, longestMs: 5000 });
    const chatId = "1122334455@lid";
    harness.whatsApp.customerWrites("When do you open?", { chatId });
    await received("When do you open?");
    harness.scheduler.advance(10_000);
    await harness.answerDue();
    await eventually(() => expect(harness.whatsApp.live.typing).toEqual([chatId]));
    harness.scheduler.advance(2300);
    expect(delivered()).toEqual([]);
    harness.scheduler.advance(100);
    await eventually(() => expect(harness.whatsApp.delivered).toMatchObject([{ chatId }]));
  });

  test("waits while the number is not connected and goes out when it is", async () => {
    await connected();
    harness.whatsApp.customerWrites("When do you open?");
    await received("When do you open?");
    harness.whatsApp.live.events.offline();
    await harness.answerEverything();
    expect(delivered()).toEqual([]);
    harness.whatsApp.live.events.online();
    await eventually(() => expect(delivered()).toEqual(["About: When do you open?"]));
  });

  test("that could not be sent for a day expires, and says so", async () => {
    const conversation = await aConversation(harness.db, { accountId: harness.accountId });
    const expiresAt = new Date(harness.scheduler.now().getTime() - 1);
    await anOutboxRow(harness.db, { accountId: harness.accountId, conversationId: conversation.id, expiresAt });
    await connected();
    await eventually(async () =>
      expect(await harness.outbox()).toMatchObject([{ status: "expired", error: DELIVERY_WORDS.expired }]),
    );
    expect(delivered()).toEqual([]);
  });

  test("never goes to a group", async () => {
    const chatId = "12036@g.us";
    const conversation = await aConversation(harness.db, { accountId: harness.accountId, chatId });
    const key = { accountId: harness.accountId, conversationId: conversation.id };
    await anOutboxRow(harness.db, { ...key, chatId, nextAttemptAt: harness.scheduler.now() });
    await connected();
    await eventually(async () => expect(await statuses()).toEqual(["failed"]));
    expect(delivered()).toEqual([]);
  });

  test("that is refused is tried again, later and later, then given up in words", async () => {
    await connected();
    harness.whatsApp.sends.push(...Array.from({ length: 5 }, () => "failed" as const));
    await replyTo("When do you open?");
    await advancingUntil(harness, async () =>
      expect(await harness.outbox()).toMatchObject([{ status: "failed", attempts: 5, error: DELIVERY_WORDS.failed }]),
    );
    expect(delivered()).toEqual([]);
  });

  test("that is refused once goes out the second time, before what was written after it", async () => {
    await connected();
    harness.whatsApp.sends.push("failed");
    await replyTo("first");
    await replyTo("second");
    await replyTo("elsewhere", "6281200000002@c.us");
    await advancingUntil(harness, () => expect(delivered()).toHaveLength(3));
    expect(delivered().filter((text) => text !== "About: elsewhere")).toEqual(["About: first", "About: second"]);
  });
});

describe("a reply that was drafted under an older epoch", () => {
  const drafted = async () => {
    const conversation = await aConversation(harness.db, { accountId: harness.accountId, ownershipEpoch: 1 });
    const key = { accountId: harness.accountId, conversationId: conversation.id };
    await aMessage(harness.db, key);
    const nextAttemptAt = harness.scheduler.now();
    await anOutboxRow(harness.db, { ...key, chatId: conversation.chatId, ownershipEpoch: 1, nextAttemptAt });
  };
  const anotherEpoch = () => harness.db.update(conversations).set({ ownershipEpoch: 2 });

  test("is not sent", async () => {
    await drafted();
    await anotherEpoch();
    await connected();
    await eventually(async () => expect(await statuses()).toEqual(["cancelled"]));
    expect(delivered()).toEqual([]);
  });

  test("is not sent either when the epoch changes at the last moment", async () => {
    await drafted();
    await connectedTyping({ msPerCharacter: 0, shortestMs: 1000, longestMs: 1000 });
    await eventually(() => expect(harness.whatsApp.live.typing).toHaveLength(1));
    await anotherEpoch();
    harness.scheduler.advance(1000);
    await advancingUntil(harness, async () => expect(await statuses()).toEqual(["cancelled"]), 100);
    expect(delivered()).toEqual([]);
  });
});

describe("when a person takes over", () => {
  test("a reply that waits is not sent", async () => {
    await connected();
    harness.whatsApp.customerWrites("When do you open?");
    await received("When do you open?");
    harness.whatsApp.live.events.offline();
    await harness.answerEverything();
    const [conversation] = await harness.conversations();
    await harness.service.takeOver({ accountId: harness.accountId, conversationId: conversation!.id });
    harness.whatsApp.live.events.online();
    await harness.service.replyAsPerson({
      accountId: harness.accountId,
      conversationId: conversation!.id,
      userId: "user",
      text: "At nine!",
      idempotencyKey: "12345678",
    });
    await eventually(() => expect(delivered()).toEqual(["At nine!"]));
    expect(await statuses()).toEqual(["cancelled", "sent"]);
  });

  test("on the phone while the bot is typing, the bot's reply is not sent", async () => {
    await connectedTyping({ msPerCharacter: 0, shortestMs: 3000, longestMs: 3000 });
    harness.whatsApp.customerWrites("When do you open?");
    await received("When do you open?");
    harness.scheduler.advance(10_000);
    await harness.answerDue();
    await eventually(() => expect(harness.whatsApp.live.typing).toHaveLength(1));
    harness.whatsApp.ownerWrites("At nine!");
    await eventually(async () => expect(await statuses()).toEqual(["cancelled"]));
    harness.scheduler.advance(10_000);
    await harness.shutdown();
    expect(delivered()).toEqual([]);
  });

  test("while Parley was away, what the bot had ready is not sent", async () => {
    await connected();
    harness.whatsApp.customerWrites("When do you open?");
    await received("When do you open?");
    harness.whatsApp.live.events.offline();
    await harness.answerEverything();
    harness.whatsApp.ownerWrites("At nine!", { unseen: true });
    harness.whatsApp.live.events.online();
    await eventually(async () => expect(await statuses()).toEqual(["cancelled"]));
    expect(delivered()).toEqual([]);
  });
});

describe("when nobody can say whether a reply went out,", () => {
  test("it did: the chat is read, and it is not sent again", async () => {
    await connected();
    harness.whatsApp.sends.push("unknown_delivered");
    await replyTo("When do you open?");
    await advancingUntil(harness, async () => expect(await statuses()).toEqual(["sent"]));
    harness.scheduler.advance(120_000);
    expect(delivered()).toHaveLength(1);
  });

  test("it did not: it is sent again only after the echo can no longer come", async () => {
    await connected();
    harness.whatsApp.sends.push("unknown_lost");
    await replyTo("When do you open?");
    await eventually(async () => expect(await statuses()).toEqual(["unknown"]));
    const [row] = await harness.outbox();
    const canComeUntil = row!.sendingSince!.getTime() + DELIVERY_TIMING.echoGraceMs;
    await advancingUntil(harness, () => expect(delivered()).toHaveLength(1));
    expect(harness.scheduler.now().getTime()).toBeGreaterThanOrEqual(canComeUntil);
    await eventually(async () => expect(await statuses()).toEqual(["sent"]));
  });

  test("and the chat cannot be read: it waits, however long", async () => {
    await connected();
    harness.whatsApp.sends.push("unknown_lost");
    const history = vi.spyOn(harness.whatsApp.live, "history").mockRejectedValue(new Error("frozen"));
    await replyTo("When do you open?");
    const before = history.mock.calls.length;
    await advancingUntil(harness, () => expect(history.mock.calls.length).toBeGreaterThan(before + 10), 2000);
    expect(delivered()).toEqual([]);
    expect(await statuses()).toEqual(["unknown"]);
    history.mockRestore();
    await advancingUntil(harness, () => expect(delivered()).toHaveLength(1));
  });

  test("a driver that says nothing for 45 s counts as unknown, and holds up no other chat", async () => {
    await connected();
    harness.whatsApp.sends.push("hang");
    await replyTo("stuck");
    await replyTo("elsewhere", "6281200000002@c.us");
    await eventually(() => expect(delivered()).toEqual(["About: elsewhere"]));
    await advancingUntil(harness, () => expect(delivered()).toEqual(["About: elsewhere", "About: stuck"]), 2000);
  });

  test("the same words sent before are not its echo", async () => {
    harness.answer = async () => anAnswer("I don't know.");
    await connected();
    await replyTo("first");
    await eventually(async () => expect(await statuses()).toEqual(["sent"]));
    harness.whatsApp.sends.push("unknown_lost");
    await replyTo("second");
    await advancingUntil(harness, () => expect(delivered()).toEqual(["I don't know.", "I don't know."]), 2000);
  });
});

describe("a process that is killed between handing a reply over and hearing of it", () => {
  const killedWhileSending = async () => {
    await connected();
    harness.whatsApp.sends.push("hang");
    await replyTo("When do you open?");
    await eventually(async () => expect(await statuses()).toEqual(["sending"]));
    await harness.kill(manager);
  };

  test("after it went out: the next one finds the echo and does not send it again", async () => {
    await killedWhileSending();
    const [row] = await harness.outbox();
    harness.whatsApp.deliver({ chatId: row!.chatId, text: row!.body });
    await harness.aManager();
    await advancingUntil(harness, async () => expect(await statuses()).toEqual(["sent"]));
    await advancingUntil(harness, () =>
      expect(harness.scheduler.now() > new Date(row!.sendingSince!.getTime() + 90_000)).toBe(true),
    );
    expect(delivered()).toHaveLength(1);
    expect(await harness.conversations()).toMatchObject([{ owner: "bot" }]);
  });

  test("before it went out: the next one sends it once", async () => {
    await killedWhileSending();
    await harness.aManager();
    await advancingUntil(harness, async () => expect(await statuses()).toEqual(["sent"]));
    expect(delivered()).toEqual(["About: When do you open?"]);
  });

  test("and an earlier answer that was sent is not repeated", async () => {
    await connected();
    await replyTo("first");
    await eventually(async () => expect(await statuses()).toEqual(["sent"]));
    await harness.kill(manager);
    await harness.inbound.enqueueWaiting();
    await harness.answerEverything();
    await harness.aManager();
    await eventually(() => expect(harness.whatsApp.openCount).toBe(1));
    await replyTo("second");
    await advancingUntil(harness, () => expect(delivered()).toEqual(["About: first", "About: second"]));
  });
});

test("the owner writing on the phone while a send hangs takes over once the send has settled", async () => {
  await connected();
  harness.whatsApp.sends.push("hang");
  await replyTo("When do you open?");
  await eventually(async () => expect(await statuses()).toEqual(["sending"]));
  harness.whatsApp.ownerWrites("At nine!");
  await advancingUntil(
    harness,
    async () => expect(await harness.conversations()).toMatchObject([{ owner: "person" }]),
    2000,
  );
  await advancingUntil(harness, async () => expect(await statuses()).toEqual(["cancelled"]), 2000);
  expect(delivered()).toEqual([]);
});
