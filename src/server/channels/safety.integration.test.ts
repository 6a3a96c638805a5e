import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fillText, fixedTexts } from "@/domain/agent/fixed-texts";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import type { DatabaseHandle } from "@/server/db/client";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConnection, aConversation, aMessage, anAccount, anOutboxRow } from "@/test/factories";
import { openTestServer } from "@/test/postgres";
import { assessSafety, describeSafety } from "./safety";
import { listSendings, loadStatistics } from "./safety-queries";
import { getChannelSettings, saveChannelSettings } from "./settings";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = new Date("2026-03-08T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);

describe.each([
  { client: "embedded", open: () => openTestDatabase() as Promise<DatabaseHandle> },
  { client: "postgres.js", open: () => openTestServer() as Promise<DatabaseHandle> },
])("what was sent, counted by $client", ({ open }) => {
  let handle: DatabaseHandle;
  let accountId: string;
  beforeAll(async () => {
    handle = await open();
  });
  afterAll(() => handle.close());
  beforeEach(async () => {
    await truncateAll(handle);
    accountId = (await anAccount(handle.db, { name: "Bakery" })).id;
  });

  const conversation = async () => {
    const { id } = await aConversation(handle.db, { accountId });
    return { accountId, conversationId: id };
  };
  type Key = Awaited<ReturnType<typeof conversation>>;
  const received = (key: Key, at: Date) => aMessage(handle.db, { ...key, sentAt: at, createdAt: at });
  const sent = (key: Key, at: Date, body = `text ${at.getTime()}`) =>
    aMessage(handle.db, { ...key, fromMe: true, author: "phone", body, sentAt: at, createdAt: at });
  /** Through the outbox, sent at that instant by our clock and at another by WhatsApp's. */
  const throughOutbox = async (key: Key, at: Date, byWhatsApp: Date) => {
    const message = await sent(key, byWhatsApp);
    return anOutboxRow(handle.db, {
      ...key,
      messageId: message.id,
      status: "sent",
      sendingSince: at,
      sentAt: byWhatsApp,
    });
  };

  test("contacts are told apart by who wrote first, and whether they wrote at all", async () => {
    const [asked, unasked, known, long, silent] = await Promise.all([1, 2, 3, 4, 5].map(conversation));
    await received(asked!, ago(3 * DAY));
    await sent(asked!, ago(3 * DAY - MINUTE));
    await sent(unasked!, ago(2 * DAY));
    await received(unasked!, ago(DAY));
    await received(known!, ago(30 * DAY));
    await sent(known!, ago(29 * DAY));
    await sent(known!, ago(DAY));
    await sent(long!, ago(8 * DAY));
    await received(silent!, ago(MINUTE));
    // Another account's messages are nobody's business here.
    const other = await aConversation(handle.db);
    await sent({ accountId: other.accountId, conversationId: other.id }, ago(DAY));
    expect(await loadStatistics(handle.db, accountId, now)).toMatchObject({
      contacts: 3,
      newContacts: 2,
      unaskedContacts: 1,
      answeringContacts: 2,
    });
  });

  test("the busiest minute is any sixty seconds of the last day, not one by the clock", async () => {
    const key = await conversation();
    for (const seconds of [0, 20, 59, 61, 150]) await sent(key, new Date(ago(2 * HOUR).getTime() + seconds * 1000));
    await Promise.all(Array.from({ length: 9 }, () => sent(key, ago(25 * HOUR))));
    await sent(key, ago(30 * MINUTE));
    const { busiestMinute, sent: count, sentLastHour } = await loadStatistics(handle.db, accountId, now);
    expect({ busiestMinute, count, sentLastHour }).toEqual({ busiestMinute: 3, count: 6, sentLastHour: 1 });
  });

  test("the same text counts from three contacts on", async () => {
    const keys = await Promise.all([1, 2, 3].map(conversation));
    for (const key of keys) await sent(key, ago(HOUR), "Big sale!");
    for (const key of keys.slice(1)) await sent(key, ago(HOUR), "See you at nine.");
    for (let i = 0; i < 5; i++) await sent(keys[0]!, ago(HOUR), "ok");
    const { sameTexts } = await loadStatistics(handle.db, accountId, now);
    expect(sameTexts).toEqual([{ text: "Big sale!", messages: 3 }]);
  });

  test("failures are what WhatsApp refused, not what was never handed to it", async () => {
    const key = await conversation();
    const failed = async (attempts: number) => {
      const message = await aMessage(handle.db, {
        ...key,
        fromMe: true,
        author: "bot",
        stanzaId: null,
        sentAt: ago(HOUR),
      });
      await anOutboxRow(handle.db, { ...key, messageId: message.id, status: "failed", attempts });
    };
    await failed(5);
    await failed(0);
    await aMessage(handle.db, { ...key, fromMe: true, author: "bot", ack: "failed", sentAt: ago(HOUR) });
    await sent(key, ago(HOUR));
    expect(await loadStatistics(handle.db, accountId, now)).toMatchObject({ failed: 2, sent: 2 });
  });

  test("an account without a word is as safe as can be", async () => {
    const safety = await assessSafety(handle.db, accountId, now);
    expect(safety).toMatchObject({ score: 100, level: "good", sentLastHour: 0 });
  });

  test("what a bucket counts is dated by our clock, and what is just being sent is in it", async () => {
    const [old, fresh, doubtful] = await Promise.all([1, 2, 3].map(conversation));
    await sent(old!, ago(DAY));
    const byUs = await throughOutbox(old!, ago(10_000), ago(3 * MINUTE));
    await throughOutbox(old!, ago(2 * MINUTE), new Date(now.getTime() + 3 * MINUTE));
    await sent(fresh!, ago(5000));
    const row = { status: "unknown" as const, sendingSince: ago(20_000) };
    const unknown = await anOutboxRow(handle.db, { ...doubtful!, ...row });
    await anOutboxRow(handle.db, { ...doubtful!, status: "queued" });
    const list = async (firstOnly: boolean) =>
      (await listSendings(handle.db, { accountId, since: ago(MINUTE), firstOnly })).map(({ outboxId, at }) => ({
        outboxId,
        at,
      }));
    expect(await list(false)).toEqual([
      { outboxId: null, at: ago(5000) },
      { outboxId: byUs.id, at: ago(10_000) },
      { outboxId: unknown.id, at: ago(20_000) },
    ]);
    expect(await list(true)).toEqual([
      { outboxId: null, at: ago(5000) },
      { outboxId: unknown.id, at: ago(20_000) },
    ]);
  });

  test("the bot's set phrases weigh little, the same words of anybody else a lot", async () => {
    const keys = await Promise.all(Array.from({ length: 30 }, conversation));
    const greeting = fillText(fixedTexts("es").greeting, { name: "Bakery" });
    for (const key of keys) {
      await received(key, ago(2 * HOUR));
      await sent(key, ago(HOUR), greeting);
    }
    const pointsOf = async () =>
      (await assessSafety(handle.db, accountId, now)).signals.find(({ name }) => name === "Same text")?.points;
    expect(await pointsOf()).toBe(0);
    for (const key of keys) await sent(key, ago(HOUR), "Big sale!");
    expect(await pointsOf()).toBeGreaterThan(0);
  });

  test("the page is told the score, the level and since when, and what may be sent", async () => {
    await aConnection(handle.db, {
      accountId,
      numberLinkedAt: ago(10 * DAY),
      safetyLevel: "slowed",
      safetyLevelAt: ago(MINUTE),
    });
    expect(await describeSafety(handle.db, { accountId, now })).toMatchObject({
      score: 100,
      // It is good already, but must prove it for half an hour.
      level: "slowed",
      since: ago(MINUTE),
      limits: { perMinute: 9, newContactsPerDay: 125 },
      sentLastHour: 0,
      signals: expect.arrayContaining([expect.objectContaining({ name: "Failures", points: 0 })]),
    });
  });

  test("settings are kept, and an account that is gone has none", async () => {
    const settings = { ...DEFAULT_CHANNEL_SETTINGS, groups: "when_mentioned" as const, maxMediaMegabytes: 5 };
    await saveChannelSettings(handle.db, { accountId, settings });
    expect(await getChannelSettings(handle.db, accountId)).toEqual(settings);
    await expect(saveChannelSettings(handle.db, { accountId: "acc_none", settings })).rejects.toThrow("any more");
  });
});
