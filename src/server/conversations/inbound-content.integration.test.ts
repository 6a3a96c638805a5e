import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import type { ChannelMessage, MessageDetails, MessageKind } from "@/domain/messaging/message";
import { newId } from "@/server/db/ids";
import { contactAliases, contacts, messageMedia, messages, outbox } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { anOutboxRow } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const receive = (message: ChannelMessage) =>
  harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
const customer = (body: string, fields: Partial<ChannelMessage> = {}) =>
  harness.whatsApp.customerWrites(body, { ...fields, unseen: true });
const owner = (body: string, fields: Partial<ChannelMessage> = {}) =>
  harness.whatsApp.ownerWrites(body, { ...fields, unseen: true });
const ago = (minutes: number) => new Date(harness.scheduler.now().getTime() - minutes * 60_000);

const aFile = { mimeType: "image/jpeg", fileName: undefined, sizeBytes: 1234.4, durationSeconds: undefined };

describe("a message is stored as what it is:", () => {
  test.each<MessageKind>(["image", "video", "audio", "voice", "document", "sticker"])(
    "a %s with its file, which is still to be fetched",
    async (kind) => {
      await receive(customer("look", { kind, media: { ...aFile, durationSeconds: 3.4 } }));
      const [message] = await harness.messages();
      expect(message).toMatchObject({ kind, body: "look" });
      expect(await harness.mediaRows()).toMatchObject([
        { messageId: message!.id, status: "waiting", mimeType: "image/jpeg", sizeBytes: 1234, durationSeconds: 3 },
      ]);
    },
  );

  test("a place and a contact card with what they say", async () => {
    const place = { type: "location", latitude: -6.2, longitude: 106.8, name: "Monas" } as const;
    const cards: MessageDetails = { type: "contacts", contacts: [{ name: "Budi", phones: ["+62811"] }] };
    await receive(customer("", { kind: "location", details: place }));
    await receive(customer("", { kind: "contact", details: cards }));
    expect(await harness.messages()).toMatchObject([{ details: place }, { details: cards }]);
  });

  test("a call, and the conversation says so", async () => {
    await receive(customer("", { kind: "call", details: { type: "call", isVideo: true } }));
    expect(await harness.messages()).toMatchObject([{ kind: "call", details: { type: "call", isVideo: true } }]);
    expect(await harness.conversations()).toMatchObject([{ lastMessagePreview: "Call", unreadCount: 1 }]);
  });

  test("an answer with what it answers", async () => {
    const first = customer("Do you open on Sunday?");
    await receive(first);
    await receive(customer("This one, I mean", { quotedStanzaId: first.stanzaId }));
    expect(await harness.messages()).toMatchObject([{ quotedStanzaId: null }, { quotedStanzaId: first.stanzaId }]);
  });

  test("a file whose size somebody made up is stored all the same", async () => {
    await receive(customer("", { kind: "document", media: { ...aFile, sizeBytes: 1e300, durationSeconds: -5 } }));
    expect(await harness.mediaRows()).toMatchObject([{ sizeBytes: null, durationSeconds: null }]);
  });

  test("again and again delivered, its file is one", async () => {
    const message = customer("", { kind: "image", media: aFile });
    await Promise.all([receive(message), receive(message), receive({ ...message, isBacklog: true })]);
    expect(await harness.mediaRows()).toHaveLength(1);
  });

  test("one of the owner's own too", async () => {
    await receive(owner("our menu", { kind: "image", media: aFile }));
    expect(await harness.messages()).toMatchObject([{ author: "phone", kind: "image" }]);
    expect(await harness.mediaRows()).toHaveLength(1);
  });
});

describe("a picture without words that the owner sends", () => {
  /** A picture that the bot was to send to the same customer, handed over so long ago. */
  async function botsPicture(fields: { status: "failed" | "unknown"; minutesAgo: number }) {
    await receive(customer("May I see the menu?"));
    const [{ id: conversationId } = { id: "" }] = await harness.conversations();
    const { accountId } = harness;
    const sent = { accountId, conversationId, body: "", status: fields.status, sendingSince: ago(fields.minutesAgo) };
    const row = await anOutboxRow(harness.db, sent);
    await harness.db.update(messages).set({ kind: "image" }).where(eq(messages.id, row.messageId));
    const file = { id: newId("media"), accountId, messageId: row.messageId, sizeBytes: 1000 };
    await harness.db.insert(messageMedia).values({ ...file, status: "stored" });
    return row;
  }
  const sends = () => receive(owner("", { kind: "image", media: aFile }));

  test.each([
    { status: "failed", minutesAgo: 1, why: "while one of the bot's has failed" },
    { status: "unknown", minutesAgo: 7, why: "long after one of the bot's may have gone out" },
  ] as const)("is theirs, and takes over, $why", async ({ status, minutesAgo }) => {
    await botsPicture({ status, minutesAgo });
    expect(await sends()).toMatchObject({ kind: "from_phone" });
    expect(await harness.conversations()).toMatchObject([{ owner: "person" }]);
    expect(await harness.outbox()).toMatchObject([{ status }]);
  });

  test("just after one of the bot's may have gone out, is that one", async () => {
    const row = await botsPicture({ status: "unknown", minutesAgo: 1 });
    expect(await sends()).toEqual({ kind: "echo" });
    expect(await harness.db.select().from(outbox).where(eq(outbox.id, row.id))).toMatchObject([{ status: "sent" }]);
  });
});

describe("a message that was stored and comes again in a sweep", () => {
  const again = (message: ChannelMessage, fields: Partial<ChannelMessage>) =>
    receive({ ...message, ...fields, isBacklog: true });

  test("edited while nobody listened reads as it does now", async () => {
    const message = customer("When do you open?", { sentAt: ago(5) });
    await receive(message);
    expect(await again(message, { body: "When do you close?", editedAt: ago(4) })).toEqual({ kind: "duplicate" });
    expect(await harness.messages()).toMatchObject([{ body: "When do you close?", editedAt: ago(4) }]);
    expect(await harness.conversations()).toMatchObject([{ lastMessagePreview: "When do you close?", unreadCount: 1 }]);
    await again(message, { body: "older", editedAt: ago(4.5) });
    expect(await harness.messages()).toMatchObject([{ body: "When do you close?" }]);
  });

  test("taken back while nobody listened has no words any more, and is not answered", async () => {
    const message = customer("My PIN is 1234");
    await receive(message);
    await again(message, { body: "", isDeleted: true });
    expect(await harness.messages()).toMatchObject([{ body: "", deletedAt: harness.scheduler.now() }]);
    expect(await harness.conversations()).toMatchObject([{ lastMessagePreview: "Deleted message", unreadCount: 0 }]);
    await harness.answerEverything();
    expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: "The customer took it back." }]);
    expect(harness.asked).toEqual([]);
  });

  test("with other words but without an edit keeps what is known", async () => {
    const message = customer("When do you open?");
    await receive(message);
    await again(message, { body: "" });
    expect(await harness.messages()).toMatchObject([{ body: "When do you open?" }]);
  });
});

test("a message that is found when it had been taken back already is accounted for and answered by nobody", async () => {
  await receive(customer("gone", { isDeleted: true, isBacklog: true, kind: "image", media: aFile }));
  expect(await harness.messages()).toMatchObject([{ body: "", kind: "image", deletedAt: harness.scheduler.now() }]);
  expect(await harness.mediaRows()).toEqual([]);
  expect(await harness.conversations()).toMatchObject([{ unreadCount: 0, lastMessagePreview: "Deleted message" }]);
  await harness.answerEverything();
  expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: "The customer took it back." }]);
});

test("words that the owner took back before anybody saw them are no takeover", async () => {
  await receive(customer("When do you open?"));
  await receive(owner("", { isDeleted: true }));
  expect(await harness.conversations()).toMatchObject([{ owner: "bot", unreadCount: 1 }]);
  await harness.answerEverything();
  expect(harness.asked).toHaveLength(1);
});

describe("one person by several spellings", () => {
  const phone = "6281200000001";
  const lid = "1122334455@lid";
  const byPhone = { chatId: `${phone}@c.us`, contactAliases: [`${phone}@c.us`], contactPhone: phone };
  const byLid = { chatId: lid, contactAliases: [lid], contactPhone: undefined };
  const byBoth = { chatId: lid, contactAliases: [lid, `${phone}@c.us`], contactPhone: phone };

  test("every message is stored once, by whichever spelling it comes and comes again, before and after they are known to be one", async () => {
    const first = customer("one", byPhone);
    const second = customer("two", byLid);
    const third = customer("three", byBoth);
    for (const message of [first, second]) {
      await receive(message);
      await receive({ ...message, ...byLid, isBacklog: true });
      await receive({ ...message, ...byPhone, isBacklog: true });
    }
    expect(await harness.conversations()).toHaveLength(2);
    await receive(third);
    for (const message of [third, second, first])
      for (const spelling of [byPhone, byLid, byBoth])
        expect(await receive({ ...message, ...spelling, isBacklog: true })).toEqual({ kind: "duplicate" });

    expect((await harness.messages()).map(({ body }) => body)).toEqual(["one", "two", "three"]);
    expect(await harness.conversations()).toMatchObject([{ unreadCount: 3 }]);
    expect((await harness.db.select().from(contactAliases)).map(({ alias }) => alias).sort()).toEqual([
      lid,
      `${phone}@c.us`,
    ]);
  });

  test("news of a message find it by another spelling than it came by", async () => {
    const message = customer("When do you open?", byPhone);
    await receive(message);
    const { stanzaId, fromMe } = message;
    const at = harness.scheduler.now();
    const change = { type: "edited", body: "When do you close?", stanzaId, fromMe, chatId: lid, at } as const;
    expect(await harness.inbound.change(harness.accountId, change)).toBe(true);
    expect(await harness.messages()).toMatchObject([{ body: "When do you close?" }]);
  });
});

describe("a group", () => {
  const inGroup = {
    chatKind: "group",
    chatId: "120363000000@g.us",
    // What a careless driver could say of whoever wrote.
    contactAliases: ["6281200000001@c.us"],
    contactPhone: "6281200000001",
    contactName: "Neighbours",
  } as const;
  const byBudi = { ...inGroup, participant: { id: "6281200000001@c.us", name: "Budi" } };
  const withGroups = () =>
    harness.createAccount({ channelSettings: { ...DEFAULT_CHANNEL_SETTINGS, groups: "when_mentioned" } });

  test("is left alone unless the account wants to be mentioned", async () => {
    expect(await receive(customer("@628110000000 hello", byBudi))).toEqual({ kind: "not_direct" });
    expect(await harness.messages()).toEqual([]);
  });

  test.each(["status", "broadcast", "newsletter"] as const)("never opens the door to a %s", async (chatKind) => {
    await withGroups();
    expect(await receive(customer("hello", { ...byBudi, chatKind }))).toEqual({ kind: "not_direct" });
  });

  test("is one conversation for everybody in it, and answered where it was asked", async () => {
    await withGroups();
    await receive(customer("@628110000000 when do you open?", byBudi));
    await receive(
      customer("@628110000000 and on Sunday?", { ...inGroup, participant: { id: "99@lid", name: undefined } }),
    );
    await receive(
      customer("@628110000000 ok", { ...inGroup, participant: { id: "6281200000002@c.us", name: undefined } }),
    );
    expect(await harness.conversations()).toMatchObject([{ chatId: inGroup.chatId }]);
    expect(await harness.db.select().from(contacts)).toMatchObject([
      { isGroup: true, displayName: "Neighbours", phoneNumber: null },
    ]);
    expect((await harness.db.select().from(contactAliases)).map(({ alias }) => alias)).toEqual([inGroup.chatId]);
    expect((await harness.messages()).map(({ participantName }) => participantName)).toEqual([
      "Budi",
      null,
      "+6281200000002",
    ]);
    await harness.answerEverything();
    expect(harness.asked).toMatchObject([{ question: "when do you open?\nand on Sunday?\nok" }]);
    expect(await harness.outbox()).toMatchObject([{ chatId: inGroup.chatId }]);
  });

  test("is not mixed up with the direct chat of somebody in it", async () => {
    await withGroups();
    await receive(customer("@628110000000 hello", byBudi));
    await receive(customer("hello in private"));
    expect(await harness.conversations()).toHaveLength(2);
    expect((await harness.messages()).at(-1)).toMatchObject({ participantName: null });
  });
});
