import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Role } from "@/domain/access/roles";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import { auditEntries, contacts, conversations, messages } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { aContact, aConversation, aMessage, anAccount, anActor, anOutboxRow, aTurn, aUser } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import { plantContact } from "./planted-contact-fixture";
import { createContactService } from "./service";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const HOUR_MS = 3_600_000;
const service = () =>
  createContactService({
    db: harness.db,
    files: harness.media,
    secretKey: harness.secretKey,
    now: () => harness.scheduler.now(),
  });
const plant = (word: string, phone: string) =>
  plantContact(harness.db, { accountId: harness.accountId, word, phone, store: harness.mediaStore });

describe("a copy of what is kept of a customer", () => {
  const copyOf = async (conversationId: string, role: Role, accountId = harness.accountId) => {
    const pieces = await service().export({ accountId, conversationId, role });
    if (!pieces) return undefined;
    let text = "";
    for await (const piece of pieces) text += piece;
    return text;
  };

  test("is JSON with all that was said, is known and was decided, and nothing of anybody else", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await plant("kingfisher", "6281234500022");
    const text = (await copyOf(planted.conversationId, "owner")) ?? "";
    const copy = JSON.parse(text);
    expect(copy).toMatchObject({
      contact: { name: "Ms zebrafinch", phoneNumber: "6281234509871", optedOutAt: null, summary: "Likes zebrafinch." },
      tags: ["tag zebrafinch"],
      facts: [{ name: "city", value: "zebrafinch" }],
      notes: [{ text: "Knows zebrafinch" }],
      reactions: [{ by: "customer" }],
      messages: [
        { author: "customer", text: "Do you repair the boat of zebrafinch?", file: null },
        { author: "customer", kind: "image", file: { name: "zebrafinch.jpg", transcript: "Says zebrafinch" } },
        { author: "bot", text: "Dear zebrafinch" },
      ],
      decisions: [{ outcome: "answered", reply: "Not for zebrafinch." }],
    });
    expect(copy.whatsappIds).toHaveLength(2);
    expect(text).not.toContain("kingfisher");
  });

  test("is whole and in order when it is longer than what is read at once", async () => {
    const { id: conversationId } = await aConversation(harness.db, { accountId: harness.accountId });
    const bodies = Array.from({ length: 1001 }, (_, index) => `Message ${index}`);
    for (const body of bodies) await aMessage(harness.db, { accountId: harness.accountId, conversationId, body });
    const copy = JSON.parse((await copyOf(conversationId, "owner")) ?? "");
    expect(copy.messages.map(({ text }: { text: string }) => text)).toEqual(bodies);
    expect(copy.decisions).toEqual([]);
  });

  test("has no number for whoever may not read numbers", async () => {
    const { accountId, db } = harness;
    const planted = await plant("zebrafinch", "6281234509871");
    await aMessage(db, { accountId, conversationId: planted.conversationId, body: "Call +62 812-3450-9871" });
    const text = (await copyOf(planted.conversationId, "viewer")) ?? "";
    expect(JSON.parse(text)).toMatchObject({ contact: { phoneNumber: "62•••••••••71" } });
    expect(text.replaceAll(/\D/g, "")).not.toContain("81234509871");
  });

  test("is none of another account's", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    const { id: otherAccount } = await anAccount(harness.db);
    expect(await copyOf(planted.conversationId, "owner", otherAccount)).toBeUndefined();
  });
});

describe("opting a customer out by hand", () => {
  const set = async (conversationId: string, isOut: boolean) =>
    service().setOptOut({
      accountId: harness.accountId,
      conversationId,
      isOut,
      actor: anActor(await aUser(harness.db)),
    });

  test("takes back what the bot has ready, and makes stale what it is writing; a person's words still go", async () => {
    const { accountId, db } = harness;
    const { id: conversationId, ownershipEpoch } = await aConversation(db, { accountId });
    await anOutboxRow(db, { accountId, conversationId });
    await anOutboxRow(db, { accountId, conversationId, ownershipEpoch: null });
    await set(conversationId, true);
    expect(await db.select().from(contacts)).toMatchObject([{ optedOutAt: harness.scheduler.now() }]);
    expect(await db.select().from(conversations)).toMatchObject([{ ownershipEpoch: ownershipEpoch + 1 }]);
    expect(await harness.outbox()).toMatchObject([
      { status: "cancelled", error: DELIVERY_WORDS.opted_out },
      { status: "queued" },
    ]);
  });

  test("is written down once, with what it was before, and taken back again", async () => {
    const { accountId, db } = harness;
    const { id: conversationId } = await aConversation(db, { accountId });
    await set(conversationId, true);
    await set(conversationId, true);
    await set(conversationId, false);
    expect(await db.select().from(contacts)).toMatchObject([{ optedOutAt: null }]);
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.action, "contact.optOutChanged"));
    const inOrder = entries.toSorted((a, b) => a.id.localeCompare(b.id));
    expect(inOrder.map(({ before, after, targetName }) => ({ before, after, targetName }))).toEqual([
      { before: { optedOut: false }, after: { optedOut: true }, targetName: null },
      { before: { optedOut: true }, after: { optedOut: false }, targetName: null },
    ]);
  });

  test("is refused for a group", async () => {
    const { accountId, db } = harness;
    const { id: contactId } = await aContact(db, { accountId, isGroup: true, phoneNumber: null });
    const { id: conversationId } = await aConversation(db, { accountId, contactId, chatId: "12036@g.us" });
    await expect(set(conversationId, true)).rejects.toMatchObject({ kind: "bad_request" });
    expect(await db.select().from(contacts)).toMatchObject([{ optedOutAt: null }]);
  });
});

test("what there was so far counts conversations as analytics do, and what reached somebody", async () => {
  const { accountId, db } = harness;
  const { id: conversationId } = await aConversation(db, { accountId });
  const first = new Date("2026-03-01T10:00:00Z");
  const at = (hours: number) => new Date(first.getTime() + hours * HOUR_MS);
  const of = { accountId, conversationId };
  for (const hours of [0, 1, 25, 60]) await aMessage(db, { ...of, sentAt: at(hours) });
  await aMessage(db, { ...of, sentAt: at(40), fromMe: true, author: "bot" });
  await anOutboxRow(db, of);
  await db
    .update(messages)
    .set({ sentAt: at(61) })
    .where(eq(messages.body, "We open at nine."));
  for (const [index, reason] of ["a", "b", "c", "d"].entries())
    await aTurn(db, { ...of, outcome: "handed_off", reason, createdAt: at(index) });
  await aTurn(db, of);
  const past = await service().readPast(of);
  expect(past).toMatchObject({ firstSeenAt: first, receivedCount: 4, sentCount: 1, conversationCount: 2 });
  expect(past.handovers.map(({ reason }) => reason)).toEqual(["d", "c", "b"]);
  const { id: otherAccount } = await anAccount(db);
  await expect(service().readPast({ ...of, accountId: otherAccount })).rejects.toMatchObject({ kind: "not_found" });
});
