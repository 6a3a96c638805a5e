import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MIN_SAME_TEXT_CONTACTS } from "@/domain/messaging/number-safety";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { newId } from "@/server/db/ids";
import { messages, outbox } from "@/server/db/schema";
import { openTestDatabase } from "@/test/database";
import { aConversation, anAccount } from "@/test/factories";
import { loadStatistics, type StatisticsRow } from "./safety-queries";

const HOUR = 3_600_000;
const now = new Date("2026-03-08T12:00:00Z");
const CONTACTS = 6;

let handle: EmbeddedHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

/** In order of arrival; now and then one arrives after what was written later. */
interface Written {
  contact: number;
  secondsAgo: number;
  fromMe: boolean;
  /** False: it waits to be sent, or never was. */
  hasId: boolean;
  kind: "text" | "image";
  body: string;
  ack: "failed" | "read" | null;
  /** How often WhatsApp was asked in vain before it was given up; null: it has no row in the outbox that failed. */
  failedAttempts: number | null;
}

const written: fc.Arbitrary<Written> = fc.record({
  contact: fc.nat(CONTACTS - 1),
  secondsAgo: fc.oneof(
    fc.integer({ min: -60, max: 200 }),
    fc.integer({ min: 3_500, max: 3_700 }),
    fc.integer({ min: 24 * 3_600 - 100, max: 24 * 3_600 + 100 }),
    fc.integer({ min: 0, max: 9 * 24 * 3_600 }),
  ),
  fromMe: fc.boolean(),
  hasId: fc.boolean(),
  kind: fc.constantFrom("text", "text", "image"),
  body: fc.constantFrom("Big sale!", "See you", ""),
  ack: fc.constantFrom(null, null, "read", "failed"),
  failedAttempts: fc.constantFrom(null, null, 0, 2),
});

/** The figures as one would count them by hand, from every message there is. */
function countPlainly(all: readonly Written[]): StatisticsRow {
  const isSent = ({ fromMe, hasId }: Written) => fromMe && hasId;
  const within = (hours: number) => all.filter(({ secondsAgo }) => secondsAgo * 1_000 < hours * HOUR);
  const inOrder = [...all.entries()].map(([place, message]) => ({ place, ...message }));
  const week = inOrder.filter(({ secondsAgo }) => secondsAgo * 1_000 < 7 * 24 * HOUR);
  const contacts = [...new Set(week.filter(isSent).map(({ contact }) => contact))].map((contact) => {
    const first = week.find((message) => message.contact === contact && isSent(message))?.place ?? 0;
    const earlier = inOrder.filter((message) => message.contact === contact && message.place < first);
    return {
      isNew: !earlier.some(isSent),
      isUnasked: !earlier.some(({ fromMe }) => !fromMe),
      answers: week.some((message) => message.contact === contact && !message.fromMe),
    };
  });
  const day = within(24).filter(isSent);
  const texts = day.filter(({ kind }) => kind === "text");
  const sameTexts = [...new Set(texts.map(({ body }) => body))].flatMap((text) => {
    const same = texts.filter(({ body }) => body === text);
    const isSame = new Set(same.map(({ contact }) => contact)).size >= MIN_SAME_TEXT_CONTACTS;
    return isSame ? [{ text, messages: same.length }] : [];
  });
  const paceAt = (at: number) => day.filter(({ secondsAgo }) => secondsAgo >= at && secondsAgo <= at + 60).length;
  return {
    contacts: contacts.length,
    newContacts: contacts.filter(({ isNew }) => isNew).length,
    unaskedContacts: contacts.filter(({ isNew, isUnasked }) => isNew && isUnasked).length,
    answeringContacts: contacts.filter(({ answers }) => answers).length,
    sent: day.length,
    sentLastHour: within(1).filter(isSent).length,
    busiestMinute: Math.max(0, ...day.map(({ secondsAgo }) => paceAt(secondsAgo))),
    failed: within(24).filter(
      ({ fromMe, ack, failedAttempts }) => fromMe && (ack === "failed" || (failedAttempts ?? 0) > 0),
    ).length,
    sameTexts,
  };
}

async function write(all: readonly Written[]): Promise<string> {
  const { id: accountId } = await anAccount(handle.db);
  const conversationIds: string[] = [];
  for (let contact = 0; contact < CONTACTS; contact++)
    conversationIds.push((await aConversation(handle.db, { accountId })).id);
  const rows = all.map((message) => {
    const id = newId("message");
    return {
      ...message,
      id,
      accountId,
      conversationId: conversationIds[message.contact] ?? "",
      stanzaId: message.hasId || !message.fromMe ? id : null,
      author: message.fromMe ? ("bot" as const) : ("customer" as const),
      sentAt: new Date(now.getTime() - message.secondsAgo * 1_000),
    };
  });
  if (rows.length > 0) await handle.db.insert(messages).values(rows);
  const failed = rows.filter(({ failedAttempts }) => failedAttempts !== null);
  if (failed.length > 0)
    await handle.db.insert(outbox).values(
      failed.map(({ id, body, conversationId, failedAttempts }) => ({
        id: newId("outbox"),
        accountId,
        conversationId,
        messageId: id,
        idempotencyKey: id,
        chatId: "628@c.us",
        body,
        expiresAt: now,
        status: "failed" as const,
        attempts: failedAttempts ?? 0,
      })),
    );
  return accountId;
}

const byText = (row: StatisticsRow) => ({
  ...row,
  sameTexts: row.sameTexts.toSorted((a, b) => (a.text < b.text ? -1 : 1)),
});

test("what is judged of a number is what one would count by hand", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(written, { maxLength: 60 }), async (all) => {
      const accountId = await write(all);
      expect(byText(await loadStatistics(handle.db, accountId, now))).toEqual(byText(countPlainly(all)));
    }),
    { numRuns: 60 },
  );
});
