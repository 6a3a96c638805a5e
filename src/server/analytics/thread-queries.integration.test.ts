import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/domain/analytics/cells";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConversation, aMessage, anAccount, aTurn } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { listThreads } from "./thread-queries";

const FROM = Date.parse("2026-11-02T00:00:00Z");
const window = { from: FROM, to: FROM + DAY_MS };
let handle: EmbeddedHandle;
let accountId: string;
let conversationId: string;
const threads = () => listThreads(handle.db, { accountId }, { window });
const write = (minute: number, overrides: Parameters<typeof aMessage>[1] = {}) =>
  aMessage(handle.db, { accountId, conversationId, sentAt: new Date(FROM + minute * 60_000), ...overrides });

beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
  conversationId = (await aConversation(handle.db, { accountId })).id;
});

test("a message has the outcome of its turn, whenever that was closed", async () => {
  // As it comes, before it was written by WhatsApp's clock, and long after everything else of the window.
  const closings = [1 / 60, -5, 24 * 40];
  for (const [minute, hours] of closings.entries()) {
    const createdAt = new Date(FROM + hours * HOUR_MS);
    const turn = await aTurn(handle.db, { accountId, conversationId, outcome: "handed_off", createdAt });
    await write(minute, { turnId: turn.id });
    // A reply belongs to the turn, and has no outcome.
    await write(minute, { turnId: turn.id, fromMe: true, author: "bot" });
  }
  await write(60);
  const [thread] = await threads();
  expect(thread?.messages.map(({ writer, outcome }) => [writer, outcome])).toEqual([
    ...closings.flatMap(() => [
      ["customer", "handed_off"],
      ["bot", null],
    ]),
    ["customer", null],
  ]);
});

test("a thread is told in order of writing, of one instant in order of arrival, and without what was never sent", async () => {
  await write(3, { author: "phone", fromMe: true });
  await write(2);
  await write(2, { author: "person", fromMe: true });
  await write(2, { author: "person", fromMe: true, stanzaId: null });
  await write(2, { author: "system", fromMe: true });
  await write(-1);
  await write(24 * 60);
  expect(await threads()).toEqual([
    {
      conversationId,
      messages: [
        { at: FROM + 120_000, writer: "customer", outcome: null },
        { at: FROM + 120_000, writer: "person", outcome: null },
        { at: FROM + 180_000, writer: "person", outcome: null },
      ],
    },
  ]);
});
