import { afterAll, beforeAll, expect, test } from "vitest";
import { DELIVERY_TIMING } from "@/domain/messaging/delivery";
import { listHeads } from "@/server/conversations/outbox";
import { acquireLease } from "@/server/db/lease";
import { outbox } from "@/server/db/schema";
import { silentLogger } from "@/server/logger";
import { openTestDatabase, type TestDatabase } from "@/test/database";
import { aConversation, anOutboxRow } from "@/test/factories";
import { deliver } from "./delivery";
import { systemScheduler } from "./scheduler";

let handle: TestDatabase;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

/** Sends a person's reply in a process that stands still so long between its claim and the send. */
async function deliverAfterStandingStill(ms: number) {
  const { db } = handle;
  const chatId = "6281200000001@c.us";
  const { id: conversationId, accountId } = await aConversation(db, { chatId });
  await anOutboxRow(db, { accountId, conversationId, chatId, ownershipEpoch: null });
  const lease = (await acquireLease(db, { key: `channel:${accountId}`, holder: "test", ttlMs: 600_000 }))!;
  const begin = Date.now();
  const times = [begin, begin + ms];
  const sends: string[] = [];
  const [head] = await listHeads(db, accountId);
  await deliver(
    {
      db,
      accountId,
      lease,
      connection: {
        setTyping: async () => undefined,
        history: async () => [],
        send: async ({ text }) => {
          sends.push(text);
          return { status: "sent", stanzaId: "3EB0", sentAt: new Date() };
        },
      },
      scheduler: { ...systemScheduler, now: () => new Date(times.shift() ?? begin + ms) },
      logger: silentLogger(),
      pacing: "off",
      timing: DELIVERY_TIMING,
      signal: new AbortController().signal,
      onSent: () => undefined,
      readFile: async () => undefined,
      caughtUp: async () => undefined,
    },
    head!,
    (sending) => sending,
  );
  const [row] = (await db.select().from(outbox)).filter((each) => each.accountId === accountId);
  return { sends, row };
}

test("a process that stood still after its claim gives the reply back unsent: another one may be sending it again", async () => {
  const { sends, row } = await deliverAfterStandingStill(DELIVERY_TIMING.claimGoodForMs + 1);
  expect(sends).toEqual([]);
  expect(row).toMatchObject({ status: "queued", attempts: 0, sendingSince: null });
});

test("a claim that is acted on in time is sent", async () => {
  const { sends, row } = await deliverAfterStandingStill(DELIVERY_TIMING.claimGoodForMs);
  expect(sends).toHaveLength(1);
  expect(row).toMatchObject({ status: "sent", attempts: 1 });
});
