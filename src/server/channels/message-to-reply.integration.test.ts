import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createInbound } from "@/server/conversations/inbound";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { turns } from "@/server/db/schema";
import { createAnswerHandler } from "@/server/jobs/answer";
import { createJobQueue, type JobQueue } from "@/server/jobs/queue";
import { silentLogger } from "@/server/logger";
import { anAnswer } from "@/test/channel-harness";
import { openTestDatabase } from "@/test/database";
import { aConnection } from "@/test/factories";
import { FakeDriver } from "@/test/fake-driver";
import { type ChannelManager, createChannelManager } from "./manager";

const now = () => new Date();
const logger = silentLogger();
const driver = new FakeDriver(now);
let handle: EmbeddedHandle;
let queue: JobQueue;
let manager: ChannelManager;

beforeAll(async () => {
  handle = await openTestDatabase();
  const { db } = handle;
  queue = createJobQueue(handle, logger);
  await queue.start();
  const agent = { answer: async ({ question }: { question: string }) => anAnswer(`About: ${question}`) };
  const answer = createAnswerHandler({ db, queue, agent, replyLanguage: async () => "en", logger, now });
  await queue.work("answer", { concurrency: 2 }, answer);
  const inbound = createInbound({ db, queue, logger, now, secretKey: new Uint8Array(32) });
  manager = createChannelManager({ handle, driver, inbound, logger, holder: randomUUID(), pacing: "off" });
  await manager.resumeAll();
});
afterAll(async () => {
  await manager.shutdown();
  await queue.stop({ timeoutMs: 5000 });
  await handle.close();
});

test("over the real queue and in real time, a burst of three messages gets one reply", async () => {
  const { accountId } = await aConnection(handle.db);
  const whatsApp = driver.of(accountId);
  await manager.start(accountId);
  await vi.waitFor(() => expect(manager.connection(accountId)).toBeDefined(), { timeout: 30_000 });
  for (const text of ["Hi", "do you bake", "on Sundays?"]) whatsApp.customerWrites(text);
  await vi.waitFor(() => expect(whatsApp.delivered).toHaveLength(1), { timeout: 15_000, interval: 50 });
  expect(whatsApp.delivered).toMatchObject([{ text: "About: Hi\ndo you bake\non Sundays?" }]);
  expect(await handle.db.$count(turns, eq(turns.accountId, accountId))).toBe(1);
});
