import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import { openChangeFeed } from "@/server/db/changes";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { outbox } from "@/server/db/schema";
import { silentLogger } from "@/server/logger";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConversation, anOutboxRow } from "@/test/factories";
import { FakeScheduler } from "@/test/fake-scheduler";
import { eventually } from "@/test/harness-per-test";
import { keepExpiring } from "./expiry";

let handle: EmbeddedHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(() => truncateAll(handle));

const HOUR_MS = 3_600_000;
const statuses = async () => {
  const rows = await handle.db.select().from(outbox).orderBy(outbox.seq);
  return rows.map(({ status }) => status);
};

test("replies of numbers that are not connected are given up when their time is over, and people are told", async () => {
  const scheduler = new FakeScheduler();
  const conversation = await aConversation(handle.db);
  const key = { accountId: conversation.accountId, conversationId: conversation.id };
  const inHours = (hours: number) => new Date(scheduler.now().getTime() + hours * HOUR_MS);
  // In doubt whether it went out: its echo decides, however late.
  await anOutboxRow(handle.db, { ...key, status: "unknown", expiresAt: inHours(1) });
  await anOutboxRow(handle.db, { ...key, expiresAt: inHours(1) });
  await anOutboxRow(handle.db, { ...key, expiresAt: inHours(2) });
  const changes = await openChangeFeed(handle);
  const told = changes.subscribe(key.accountId, new AbortController().signal)[Symbol.asyncIterator]();
  const stop = keepExpiring({ db: handle.db, scheduler, logger: silentLogger() });
  try {
    scheduler.advance(HOUR_MS - 60_000);
    expect(await statuses()).toEqual(["unknown", "queued", "queued"]);
    await eventually(async () => {
      scheduler.advance(60_000);
      expect(await statuses()).toEqual(["unknown", "expired", "queued"]);
    });
    expect(await told.next()).toMatchObject({ value: { topic: "conversation", id: conversation.id } });
    const [, expired] = await handle.db.select().from(outbox).orderBy(outbox.seq);
    expect(expired?.error).toBe(DELIVERY_WORDS.expired);
  } finally {
    await stop();
    await changes.close();
  }
});
