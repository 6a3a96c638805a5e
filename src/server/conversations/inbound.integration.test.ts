import { isNotNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { ChannelMessage } from "@/domain/messaging/message";
import { recordAudit } from "@/server/audit/service";
import {
  auditEntries,
  contactAliases,
  contactFieldRemovals,
  contactFields,
  contacts,
  contactTags,
} from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { anOutboxRow } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import { CONTACT_TAG } from "./tag-queries";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const live = { isSending: false, enqueueAnswer: true };
const receive = (message: ChannelMessage, options = live) =>
  harness.inbound.receive(harness.accountId, message, options);
const customer = (body: string, fields: Partial<ChannelMessage> = {}) =>
  harness.whatsApp.customerWrites(body, { ...fields, unseen: true });
const owner = (body: string, fields: Partial<ChannelMessage> = {}) =>
  harness.whatsApp.ownerWrites(body, { ...fields, unseen: true });
const minutesAgo = (minutes: number) => new Date(harness.scheduler.now().getTime() - minutes * 60_000);

describe("a customer's message", () => {
  test("is stored once with its conversation, and asks for an answer", async () => {
    const message = customer("When do you open?");
    expect(await receive(message)).toMatchObject({ kind: "stored" });
    expect(await harness.conversations()).toMatchObject([
      { chatId: message.chatId, unreadCount: 1, lastMessagePreview: "When do you open?", owner: "bot" },
    ]);
    expect(harness.jobs).toHaveLength(1);
    expect(harness.jobs[0]!.startAfter > harness.scheduler.now()).toBe(true);
  });

  test("that is delivered again, live or by a sweep, changes nothing", async () => {
    const message = customer("When do you open?");
    await receive(message);
    expect(await receive(message)).toEqual({ kind: "duplicate" });
    expect(await receive({ ...message, isBacklog: true })).toEqual({ kind: "duplicate" });
    expect(await harness.messages()).toHaveLength(1);
    expect(await harness.conversations()).toMatchObject([{ unreadCount: 1 }]);
  });

  test("that arrives twice at the same time is stored once", async () => {
    const message = customer("When do you open?");
    const kinds = (await Promise.all([receive(message), receive(message)])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["duplicate", "stored"]);
    expect(await harness.messages()).toHaveLength(1);
  });

  test("of one account is not a duplicate of another account's", async () => {
    const message = customer("Hello");
    await receive(message);
    await harness.createAccount();
    expect(await receive(message)).toMatchObject({ kind: "stored" });
  });

  test.each(["group", "status", "broadcast", "newsletter"] as const)("in a %s is not stored", async (chatKind) => {
    expect(await receive(customer("Hello all", { chatKind, chatId: "1203@g.us" }))).toEqual({ kind: "not_direct" });
    expect(await harness.messages()).toEqual([]);
    expect(await harness.conversations()).toEqual([]);
  });

  test.each(["sticker", "voice", "image", "document", "location", "contact", "other"] as const)(
    "that is a %s is stored as what it is",
    async (kind) => {
      await receive(customer("", { kind }));
      expect(await harness.messages()).toMatchObject([{ kind, body: "" }]);
    },
  );

  test("found late by a sweep does not become the conversation's last one", async () => {
    await receive(customer("new"));
    await receive(customer("old", { isBacklog: true, sentAt: minutesAgo(60), chatId: "6281200000001@c.us" }));
    expect(await harness.conversations()).toMatchObject([{ lastMessagePreview: "new", unreadCount: 2 }]);
  });
});

describe("contacts", () => {
  const lid = "1122334455@lid";
  const phone = "6281200000001";

  test("known by a hidden id and by a number that WhatsApp names at once are one", async () => {
    await receive(customer("one", { chatId: `${phone}@c.us` }));
    await receive(customer("two", { chatId: lid, contactAliases: [lid], contactPhone: phone }));
    expect(await harness.conversations()).toMatchObject([{ chatId: lid }]);
    expect(await harness.db.select().from(contacts)).toHaveLength(1);
    expect((await harness.db.select().from(contactAliases)).map(({ alias }) => alias).sort()).toEqual([
      lid,
      `${phone}@c.us`,
    ]);
  });

  test("the same message by both ids is stored once", async () => {
    const message = customer("one", { chatId: `${phone}@c.us` });
    await receive(message);
    await receive({ ...message, chatId: lid, contactAliases: [lid], contactPhone: undefined });
    expect(await harness.messages()).toHaveLength(1);
  });

  test("that turn out to be one person later become one, with all their messages, replies and turns", async () => {
    await receive(customer("by number", { chatId: `${phone}@c.us` }));
    harness.scheduler.advance(60_000);
    await receive(customer("by hidden id", { chatId: lid, contactAliases: [lid], contactPhone: undefined }));
    const [first, second] = await harness.conversations();
    const reply = await anOutboxRow(harness.db, { accountId: harness.accountId, conversationId: second!.id });
    await receive(customer("now known", { chatId: lid, contactAliases: [lid, `${phone}@c.us`] }));

    const [merged, ...others] = await harness.conversations();
    expect(others).toEqual([]);
    expect(merged).toMatchObject({ id: first!.id, chatId: lid, unreadCount: 3, lastMessagePreview: "now known" });
    const stored = await harness.messages();
    expect(new Set(stored.map(({ conversationId }) => conversationId))).toEqual(new Set([merged!.id]));
    expect(stored.filter(({ fromMe }) => !fromMe).map(({ body }) => body)).toEqual([
      "by number",
      "by hidden id",
      "now known",
    ]);
    // A reply that was on its way is still current, so it goes out.
    expect(await harness.outbox()).toMatchObject([
      { id: reply.id, conversationId: merged!.id, ownershipEpoch: merged!.ownershipEpoch },
    ]);
    // Whatever waited in either is answered in the one that is left.
    expect(harness.jobs.at(-1)?.data.conversationId).toBe(merged!.id);
  });

  test("keep the tags and fields of both, and of a field that both have the older one's", async () => {
    await receive(customer("by number", { chatId: `${phone}@c.us` }));
    await receive(customer("by hidden id", { chatId: lid, contactAliases: [lid], contactPhone: undefined }));
    const { accountId, db } = harness;
    const both = await harness.conversations();
    for (const [index, { contactId }] of both.entries()) {
      await db.insert(contactTags).values({ accountId, contactId, tag: `tag ${index}` });
      const own = { accountId, contactId, name: `own_${index}`, value: "x" };
      await db.insert(contactFields).values([own, { accountId, contactId, name: "city", value: `city ${index}` }]);
    }
    for (const { id } of both) {
      const target = { kind: CONTACT_TAG, id, name: "tag" };
      await recordAudit(db, { accountId, actor: null, action: "conversation.tagAdded", target });
    }
    await receive(customer("now known", { chatId: lid, contactAliases: [lid, `${phone}@c.us`] }));
    const [{ contactId, id: keptId } = { contactId: "", id: "" }] = await harness.conversations();
    // What the log calls by a conversation that is gone could be erased with nobody.
    const named = await db.select().from(auditEntries).where(isNotNull(auditEntries.targetName));
    expect(named.map(({ targetId }) => targetId)).toEqual([keptId]);
    const tags = await db.select().from(contactTags).orderBy(contactTags.tag);
    expect(tags).toMatchObject([
      { contactId, tag: "tag 0" },
      { contactId, tag: "tag 1" },
    ]);
    const fields = await db.select().from(contactFields).orderBy(contactFields.name);
    expect(fields).toMatchObject([
      { contactId, name: "city", value: "city 0" },
      { contactId, name: "own_0" },
      { contactId, name: "own_1" },
    ]);
  });

  test("keep what a person said, over what was read, and what a person took away stays away", async () => {
    await receive(customer("by number", { chatId: `${phone}@c.us` }));
    await receive(customer("by hidden id", { chatId: lid, contactAliases: [lid], contactPhone: undefined }));
    const { accountId, db } = harness;
    const [one, other] = await harness.conversations();
    const [first, second] = await harness.messages();
    const field = (contactId: string, name: string, value: string, messageId: string | null) =>
      db.insert(contactFields).values({ accountId, contactId, name, value, messageId });
    await field(one!.contactId, "name", "read", first!.id);
    await field(other!.contactId, "name", "said", null);
    await field(other!.contactId, "email", "read@example.com", second!.id);
    await db
      .insert(contactFieldRemovals)
      .values({ accountId, contactId: one!.contactId, name: "email", throughSeq: second!.seq });
    await receive(customer("now known", { chatId: lid, contactAliases: [lid, `${phone}@c.us`] }));
    expect(await db.select().from(contactFields)).toMatchObject([{ name: "name", value: "said", messageId: null }]);
    expect(await db.$count(contactFieldRemovals)).toBe(1);
  });

  test("keep the newest name and number", async () => {
    await receive(customer("one", { contactName: "Sari" }));
    await receive(customer("two", { contactName: "Sari Dewi" }));
    await receive(customer("three", { contactName: undefined }));
    expect(await harness.db.select().from(contacts)).toMatchObject([{ displayName: "Sari Dewi", phoneNumber: phone }]);
  });
});

describe("a message of our own that Parley did not send", () => {
  test("is the owner on the phone: it is theirs, and they answer from now on", async () => {
    await receive(customer("How much?"));
    const message = owner("Twelve. I'll wrap it for you.");
    expect(await receive(message)).toMatchObject({ kind: "from_phone" });
    const until = new Date(message.sentAt.getTime() + 60 * 60_000);
    expect(await harness.conversations()).toMatchObject([
      { owner: "person", ownershipEpoch: 1, takeoverUntil: until, unreadCount: 0, needsPersonReason: null },
    ]);
    expect((await harness.messages()).at(-1)).toMatchObject({ author: "phone", fromMe: true });
  });

  test("found hours later is stored, and the bot goes on answering", async () => {
    await receive(owner("Twelve.", { isBacklog: true, sentAt: minutesAgo(180) }));
    expect(await harness.conversations()).toMatchObject([{ owner: "bot", ownershipEpoch: 0 }]);
    expect(await harness.messages()).toMatchObject([{ author: "phone" }]);
  });

  test("cancels what the bot was about to say", async () => {
    await receive(customer("How much?"));
    const [conversation] = await harness.conversations();
    await anOutboxRow(harness.db, { accountId: harness.accountId, conversationId: conversation!.id });
    await receive(owner("Twelve."));
    expect(await harness.outbox()).toMatchObject([{ status: "cancelled" }]);
  });

  test("opens a conversation when the owner writes first", async () => {
    await receive(owner("Your cake is ready.", { chatId: "6281200000009@c.us" }));
    expect(await harness.conversations()).toMatchObject([{ chatId: "6281200000009@c.us", owner: "person" }]);
    expect(harness.jobs).toEqual([]);
  });

  test("is left undecided while a reply is being sent whose id nobody knows", async () => {
    expect(await receive(owner("Twelve."), { ...live, isSending: true })).toEqual({ kind: "undecided" });
    expect(await harness.messages()).toEqual([]);
  });
});

describe("an echo", () => {
  const attempted = async (overrides: Parameters<typeof anOutboxRow>[1] = {}) => {
    await receive(customer("When do you open?"));
    const [conversation] = await harness.conversations();
    const key = { accountId: harness.accountId, conversationId: conversation!.id };
    const sendingSince = harness.scheduler.now();
    return anOutboxRow(harness.db, { ...key, status: "sending", body: "At nine.", sendingSince, ...overrides });
  };

  test.each(["sending", "unknown", "queued", "failed"] as const)(
    "of a reply that is taken for %s marks it as sent, and is never a takeover",
    async (status) => {
      const row = await attempted({ status });
      const message = owner(" At  nine.");
      expect(await receive(message)).toEqual({ kind: "echo" });
      expect(await harness.outbox()).toMatchObject([{ id: row.id, status: "sent" }]);
      const reply = (await harness.messages()).at(-1);
      expect(reply).toMatchObject({ id: row.messageId, author: "bot", stanzaId: message.stanzaId, ack: "sent" });
      expect(await harness.conversations()).toMatchObject([{ owner: "bot", ownershipEpoch: 0 }]);
      expect(await receive(message)).toEqual({ kind: "duplicate" });
    },
  );

  test("is not what was never tried: the same words from the owner are the owner's", async () => {
    await attempted({ status: "queued", sendingSince: null });
    expect(await receive(owner("At nine."))).toMatchObject({ kind: "from_phone" });
    expect(await harness.outbox()).toMatchObject([{ status: "cancelled" }]);
  });
});

describe("acks", () => {
  test("only ever rise, and one of an unknown message says so", async () => {
    const message = owner("Twelve.");
    const { stanzaId } = message;
    expect(await harness.inbound.acknowledge(harness.accountId, { stanzaId, level: "read" })).toBe(false);
    await receive(message);
    for (const level of ["read", "delivered", "sent"] as const)
      expect(await harness.inbound.acknowledge(harness.accountId, { stanzaId, level })).toBe(true);
    expect(await harness.messages()).toMatchObject([{ ack: "read" }]);
  });
});
