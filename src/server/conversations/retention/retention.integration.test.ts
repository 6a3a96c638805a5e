import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { KeepTime } from "@/domain/messaging/keep-time";
import {
  accounts,
  auditEntries,
  connectionScreenshots,
  contactFields,
  contacts,
  conversations,
  erasedOptOuts,
  messageMedia,
  messages,
  outbox,
  webhookDeliveries,
} from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { aConversation, aMessage, anAccount, anActor, anOutboxRow, aUser } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import { type Planted, plantContact } from "../contacts/planted-contact-fixture";
import { rowsWith, tablesWith } from "../contacts/search-everything-fixture";
import { createRetentionService } from "./service";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const NOW = new Date("2026-06-15T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const DAY_AGO = daysAgo(1);

interface Options {
  perJob?: number;
  now?: Date;
  enqueued?: string[];
  forget?: (file: { accountId: string; sha256: string }) => Promise<void>;
}
const retentionOf = ({ perJob, now = NOW, enqueued = [], forget = harness.media.forget }: Options = {}) =>
  createRetentionService({
    db: harness.db,
    files: { forget },
    secretKey: harness.secretKey,
    now: () => now,
    queue: { enqueue: async (_db, name, data) => void enqueued.push(`${name} ${JSON.stringify(data)}`) },
    analytics: { rollUp: async () => undefined },
    ...(perJob === undefined ? {} : { perJob }),
  });
const remove = (options: Options = {}, accountId = harness.accountId) =>
  retentionOf(options).removeOld(accountId, new AbortController().signal);
const keep = (keepDays: KeepTime, accountId = harness.accountId, removesFrom: Date | null = DAY_AGO) =>
  harness.db.update(accounts).set({ keepDays, removesFrom }).where(eq(accounts.id, accountId));
const plant = (word: string, phone: string, accountId = harness.accountId) =>
  plantContact(harness.db, { accountId, word, phone, store: harness.mediaStore });

/** As if all of it had been written then. */
async function age({ accountId, conversationId }: Pick<Planted, "accountId" | "conversationId">, at: Date) {
  const { db } = harness;
  const instant = at.toISOString();
  const isOf = sql`account_id = ${accountId} and conversation_id = ${conversationId}`;
  await db.execute(sql`update messages set sent_at = ${instant}, created_at = ${instant} where ${isOf}`);
  await db.execute(sql`update turns set created_at = ${instant} where ${isOf}`);
  await db.execute(sql`update form_sessions set updated_at = ${instant} where ${isOf}`);
  await db.execute(sql`update conversations set last_message_at = ${instant} where id = ${conversationId}`);
}

/** Somebody writes once more. */
async function write({ accountId, conversationId }: Pick<Planted, "accountId" | "conversationId">, at: Date) {
  const message = await aMessage(harness.db, { accountId, conversationId, body: "Are you there?", sentAt: at });
  await harness.db.update(conversations).set({ lastMessageAt: at }).where(eq(conversations.id, conversationId));
  return message;
}

const wordsIn = async (conversationId: string) =>
  (
    await harness.db.select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(messages.seq)
  ).map(({ body }) => body);

describe("a conversation whose last message is too old", () => {
  test("goes with everything that was kept of its contact, in any column of any table, and with its files", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await age(planted, daysAgo(91));
    await keep(90);
    await remove();
    expect(await tablesWith(harness.db, planted.secrets)).toEqual([]);
    // That somebody gave a customer a tag stays in the log; neither the tag nor the customer.
    expect(await tablesWith(harness.db, [planted.conversationId])).toEqual(["audit_entries"]);
    expect(await harness.mediaStore.list()).toEqual([]);
  });

  test("stays when the time is not over, for ever when nobody said otherwise, and until the day of grace is over", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await age(planted, daysAgo(89.9));
    await keep(90);
    const before = await tablesWith(harness.db, planted.secrets);
    await remove();
    await age(planted, daysAgo(2000));
    await keep(null, harness.accountId, null);
    await remove();
    await keep(90, harness.accountId, new Date(NOW.getTime() + 1));
    await remove();
    expect(await tablesWith(harness.db, planted.secrets)).toEqual(before);
    await remove({ now: new Date(NOW.getTime() + 1) });
    expect(await tablesWith(harness.db, planted.secrets)).toEqual([]);
  });

  test("stays whole as long as something in it is younger, by whatever clock the list goes", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await age(planted, daysAgo(91));
    await aMessage(harness.db, { ...keyOf(planted), body: "Are you there?", sentAt: daysAgo(3) });
    await keep(90);
    await remove();
    expect(await wordsIn(planted.conversationId)).toEqual(["", "", "", "Are you there?"]);
  });

  test("of another account stays, and so do all its rows", async () => {
    const { id: otherAccount } = await anAccount(harness.db);
    const planted = await plant("zebrafinch", "6281234509871");
    const other = await plant("kingfisher", "6281234500022", otherAccount);
    for (const one of [planted, other]) await age(one, daysAgo(400));
    // A picture of the page shows whoever was on it: there is one per account.
    const rowsOfOther = async () => {
      const tables = await tablesWith(harness.db, other.secrets);
      return Promise.all(tables.map((table) => rowsWith(harness.db, table, other.secrets)));
    };
    const before = await rowsOfOther();
    await keep(90);
    await remove();
    expect(await rowsOfOther()).toEqual(before);
    expect((await harness.mediaStore.list()).map(({ sha256 }) => sha256)).toEqual([other.sha256]);
  });

  test("leaves behind that its customer wants no automatic messages", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await age(planted, daysAgo(91));
    await harness.db.update(contacts).set({ optedOutAt: daysAgo(95) });
    await keep(90);
    await remove();
    expect((await harness.db.select().from(erasedOptOuts)).length).toBeGreaterThan(0);
  });
});

describe("older messages of a conversation that goes on", () => {
  test("say nothing any more, nor does what was made of them; what the team wrote of the customer stays", async () => {
    const { db } = harness;
    const planted = await plant("zebrafinch", "6281234509871");
    await age(planted, daysAgo(91));
    await db.update(conversations).set({ summaryThroughSeq: 2, needsPersonReason: "On zebrafinch" });
    await write(planted, daysAgo(1));
    // Calls of other systems go after a month by themselves.
    await db.delete(webhookDeliveries);
    await db.update(connectionScreenshots).set({ takenAt: daysAgo(91) });
    await keep(90);
    await remove();
    expect(await tablesWith(db, ["zebrafinch"])).toEqual([
      // Tags stay with their customer, and so does who gave them.
      ...["audit_entries", "contact_field_removals", "contact_tags", "contacts", "conversation_notes"],
      // Of the last message that the fixture has, whatever was written since; and the emoji of a reaction.
      ...["conversations", "message_reactions"],
    ]);
    const [conversation] = await db.select().from(conversations);
    expect(conversation).toMatchObject({ summary: null, lastMessagePreview: "zebrafinch?" });
    expect(conversation?.needsPersonReason).toBe("Waits for a person since long ago.");
    expect(await wordsIn(planted.conversationId)).toEqual(["", "", "", "Are you there?"]);
    expect(await harness.mediaStore.list()).toEqual([]);
    expect(await db.select().from(messageMedia)).toEqual([]);
  });

  test("are shown as removed after so many days, with neither file, reaction nor reason", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await age(planted, daysAgo(91));
    await write(planted, daysAgo(1));
    await keep(30);
    await remove();
    // What was removed says after how many days, whatever holds since.
    await keep(365);
    const { messages: shown } = await harness.service.listMessages({ ...keyOf(planted), limit: 10 });
    const gone = { body: "", kind: "text", media: null, details: null, reactions: [], band: null };
    expect(shown).toMatchObject([gone, gone, gone, { body: "Are you there?" }]);
  });

  test("a fact that the team wrote stays, and one that was only read in them goes", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    const { accountId, contactId } = planted;
    await harness.db.insert(contactFields).values({ accountId, contactId, name: "size", value: "42" });
    await age(planted, daysAgo(91));
    await write(planted, daysAgo(1));
    await keep(90);
    await remove();
    expect((await harness.db.select().from(contactFields)).map(({ name }) => name)).toEqual(["size"]);
  });

  test("a file that a younger message has as well stays", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await age(planted, daysAgo(91));
    const { id: messageId } = await write(planted, daysAgo(1));
    const { accountId, sha256 } = planted;
    await harness.db.insert(messageMedia).values({ id: "med_young", accountId, messageId, sha256, status: "stored" });
    await keep(90);
    await remove();
    expect((await harness.mediaStore.list()).map((file) => file.sha256)).toEqual([sha256]);
  });

  test("a reply that is on its way for so long is given up, and never sent without its words", async () => {
    const { accountId, db } = harness;
    const conversation = await aConversation(db, { accountId });
    const row = await anOutboxRow(db, { accountId, conversationId: conversation.id, body: "Hello", status: "unknown" });
    await age({ accountId, conversationId: conversation.id }, daysAgo(91));
    await write({ accountId, conversationId: conversation.id }, daysAgo(1));
    await keep(90);
    await remove();
    expect(await db.select().from(outbox).where(eq(outbox.id, row.id))).toMatchObject([
      { status: "expired", body: "" },
    ]);
  });

  test("don't come back by an edit, nor by being delivered again", async () => {
    const { accountId, db } = harness;
    const conversation = await aConversation(db, { accountId });
    const old = await aMessage(db, { accountId, conversationId: conversation.id, sentAt: daysAgo(91) });
    await write({ accountId, conversationId: conversation.id }, daysAgo(1));
    await keep(90);
    await remove();
    const at = { stanzaId: old.stanzaId ?? "", fromMe: false, chatId: conversation.chatId };
    const edit = { ...at, type: "edited" as const, body: "zebrafinch", at: NOW };
    await harness.inbound.change(accountId, edit);
    expect(await tablesWith(db, ["zebrafinch"])).toEqual([]);
  });
});

describe("the job", () => {
  test("does its share and leaves the rest to the next one, until nothing is left", async () => {
    const { accountId, db } = harness;
    for (let index = 0; index < 5; index++) {
      const conversation = await aConversation(db, { accountId });
      await aMessage(db, { accountId, conversationId: conversation.id });
      await age({ accountId, conversationId: conversation.id }, daysAgo(100 + index));
    }
    await keep(90);
    const enqueued: string[] = [];
    const left: number[] = [];
    do {
      enqueued.length = 0;
      await remove({ perJob: 2, enqueued });
      left.push(await db.$count(conversations));
    } while (enqueued.length > 0);
    expect(left).toEqual([3, 1, 0]);
  });

  test("clears a long conversation in several transactions", async () => {
    const { accountId, db } = harness;
    const { id: conversationId } = await aConversation(db, { accountId });
    await db.execute(sql`insert into messages (id, account_id, conversation_id, from_me, author, kind, body, sent_at)
      select 'msg_' || n, ${accountId}, ${conversationId}, false, 'customer', 'text', 'Hello', ${daysAgo(99).toISOString()}
      from generate_series(1, 1201) as n`);
    await write({ accountId, conversationId }, daysAgo(1));
    await keep(90);
    const enqueued: string[] = [];
    await remove({ perJob: 2, enqueued });
    const isLeft = and(eq(messages.conversationId, conversationId), eq(messages.body, "Hello"));
    expect(await db.$count(messages, isLeft)).toBe(201);
    expect(enqueued).toEqual([`remove_old {"accountId":"${accountId}"}`]);
    await remove({ perJob: 2 });
    expect(await db.$count(messages, isLeft)).toBe(0);
  });

  test.each(["contacts", "conversations"])("that ends in the middle leaves nothing half: at %s", async (table) => {
    const { db } = harness;
    const gone = await plant("zebrafinch", "6281234509871");
    await age(gone, daysAgo(91));
    const goingOn = await plant("kingfisher", "6281234500022");
    await age(goingOn, daysAgo(91));
    await db
      .update(conversations)
      .set({ summaryThroughSeq: 2_000_000 })
      .where(eq(conversations.id, goingOn.conversationId));
    await write(goingOn, daysAgo(1));
    await keep(90);
    const rows = async (planted: Planted) => {
      // A picture of the page is the account's, and goes with whoever goes.
      const tables = (await tablesWith(db, planted.secrets)).filter((one) => one !== "connection_screenshots");
      return JSON.stringify(await Promise.all(tables.map((one) => rowsWith(db, one, planted.secrets))));
    };
    const before = { gone: await rows(gone), goingOn: await rows(goingOn) };
    // The last statements of either way.
    await db.execute(
      sql`create function stop_here() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`,
    );
    const event = table === "contacts" ? "delete" : "update";
    await db.execute(sql.raw(`create trigger stop_here before ${event} on ${table} execute function stop_here()`));
    try {
      await expect(remove()).rejects.toThrow();
    } finally {
      await db.execute(sql`drop function stop_here() cascade`);
    }
    // The first conversation may be whole and gone by then.
    expect([before.gone, "[]"]).toContain(await rows(gone));
    expect(await rows(goingOn)).toBe(before.goingOn);
    await remove();
    expect(await rows(gone)).toBe("[]");
  });

  test("that is killed before it removes the files leaves them to the tidying", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await age(planted, daysAgo(91));
    await keep(90);
    const forget = () => Promise.reject(new Error("killed"));
    await expect(remove({ forget })).rejects.toThrow("killed");
    expect(await tablesWith(harness.db, planted.secrets)).toEqual([]);
    harness.scheduler.advance(24 * 3_600_000);
    await harness.media.tidy();
    expect(await harness.mediaStore.list()).toEqual([]);
  });

  test("is enqueued for accounts that keep things for a time only, once the day of grace is over", async () => {
    const later = await anAccount(harness.db);
    await anAccount(harness.db);
    await keep(30);
    await keep(30, later.id, new Date(NOW.getTime() + 1));
    const enqueued: string[] = [];
    await retentionOf({ enqueued }).enqueueRemovals();
    expect(enqueued).toEqual([`remove_old {"accountId":"${harness.accountId}"}`]);
  });
});

describe("the setting", () => {
  test("says beforehand what goes, of this account alone", async () => {
    const { id: otherAccount } = await anAccount(harness.db);
    await age(await plant("zebrafinch", "6281234509871"), daysAgo(91));
    await age(await plant("kingfisher", "6281234500022", otherAccount), daysAgo(91));
    const goingOn = await plant("sandpiper", "6281234500033");
    await age(goingOn, daysAgo(91));
    await write(goingOn, daysAgo(1));
    const preview = (keepDays: KeepTime) => retentionOf().preview({ accountId: harness.accountId, keepDays });
    expect(await preview(90)).toEqual({ conversationCount: 1, messageCount: 6 });
    expect(await preview(365)).toEqual({ conversationCount: 0, messageCount: 0 });
    expect(await preview(null)).toEqual({ conversationCount: 0, messageCount: 0 });
  });

  test("begins a day later when it is made shorter, goes on when it is made longer, and is written down", async () => {
    const { accountId } = harness;
    const actor = anActor(await aUser(harness.db));
    const retention = retentionOf();
    const set = async (keepDays: KeepTime) => {
      await retention.set({ accountId, actor, keepDays });
      return retention.read(accountId);
    };
    const inADay = new Date(NOW.getTime() + 86_400_000);
    expect(await set(90)).toEqual({ keepDays: 90, removesFrom: inADay });
    await keep(90);
    expect(await set(365)).toEqual({ keepDays: 365, removesFrom: DAY_AGO });
    expect(await set(30)).toEqual({ keepDays: 30, removesFrom: inADay });
    expect(await set(null)).toEqual({ keepDays: null, removesFrom: null });
    expect(await set(null)).toEqual({ keepDays: null, removesFrom: null });
    const entries = await harness.db.select().from(auditEntries).orderBy(auditEntries.createdAt, auditEntries.id);
    expect(entries.map(({ action, after }) => [action, after?.keepDays])).toEqual(
      [90, 365, 30, null].map((days) => ["account.keepTimeChanged", days]),
    );
  });
});

const keyOf = ({ accountId, conversationId }: Planted) => ({ accountId, conversationId });
