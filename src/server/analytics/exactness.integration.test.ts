import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DELAY_CLASSES } from "@/domain/analytics/delay-classes";
import type { Totals } from "@/domain/analytics/report";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { analyticsProgress, analyticsRollups, contacts, messageReactions, messages, turns } from "../db/schema";
import { REASONS, seedMonth } from "./month-fixture";
import { type NaiveRows, naiveTotals, wall } from "./naive-report-fixture";
import { createAnalyticsService } from "./service";

// The clocks of Lisbon go forward on 29 March, those of New York on 8 March; Kathmandu is off by 5 h 45 min.
const FROM = new Date("2026-02-20T00:00:00Z");
const TO = new Date("2026-04-02T00:00:00Z");
const ZONES = ["Europe/Lisbon", "America/New_York", "Asia/Kathmandu", "America/Sao_Paulo"];
const PERIOD = { from: "2026-03-10", to: "2026-03-30" };
const BEFORE = { from: "2026-02-17", to: "2026-03-09" };
const NOW = new Date("2026-04-01T10:07:00Z");
const SEED = Number(process.env.ANALYTICS_SEED ?? 20_260_329);

let handle: EmbeddedHandle;
let accountId: string;
let all: NaiveRows;
let ofTag: NaiveRows;
let now = NOW;
const analytics = () =>
  createAnalyticsService({ db: handle.db, queue: { enqueue: async () => undefined } as never, now: () => now });
const rollUp = (id = accountId) => analytics().rollUp(id, new AbortController().signal);

beforeAll(async () => {
  handle = await openTestDatabase();
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
  const { id: otherId } = await anAccount(handle.db);
  const months = { from: FROM, to: TO };
  await seedMonth(handle.db, { ...months, accountId: otherId, seed: SEED + 1, contacts: 20 });
  const { tags } = await seedMonth(handle.db, { ...months, accountId, seed: SEED, contacts: 60 });
  await rollUp(otherId);
  all = await readRows(() => true);
  const tagged = new Set(tags.map(({ contactId }) => contactId));
  ofTag = await readRows((contactId) => tagged.has(contactId));
}, 60_000);
afterAll(() => handle.close());

/** Every row of every account is read, and sorted out here. */
async function readRows(isMeant: (contactId: string) => boolean): Promise<NaiveRows> {
  const { db } = handle;
  const people = (await db.select().from(contacts)).filter((one) => one.accountId === accountId && isMeant(one.id));
  const threads = new Set(
    (await db.query.conversations.findMany()).flatMap(({ id, contactId }) =>
      people.some((one) => one.id === contactId) ? [id] : [],
    ),
  );
  const own = (await db.select().from(messages)).filter(({ conversationId }) => threads.has(conversationId));
  const ids = new Set(own.map(({ id }) => id));
  return {
    messages: own,
    turns: (await db.select().from(turns)).filter(({ conversationId }) => threads.has(conversationId)),
    reactions: (await db.select().from(messageReactions)).filter(({ messageId }) => ids.has(messageId)),
    optedOutAt: people.flatMap(({ optedOutAt }) => optedOutAt ?? []),
  };
}

/** The report in the words of the recount. */
function inNaiveWords({ handoffs: _kinds, handoffRate: _rate, ...totals }: Totals) {
  const delays = ({ classes, meanMs }: Totals["botAnswer"]) => ({ counts: classes.map(({ count }) => count), meanMs });
  return {
    ...totals,
    firstResponse: delays(totals.firstResponse),
    botAnswer: delays(totals.botAnswer),
    personReply: delays(totals.personReply),
    languages: Object.fromEntries(totals.languages.map(({ language, count }) => [language, count])),
    models: Object.fromEntries(totals.models.map(({ model, ...figures }) => [model, figures])),
  };
}

function expectTotals(totals: Totals, { reasons, ...naive }: ReturnType<typeof naiveTotals>) {
  expect(inNaiveWords(totals)).toEqual(naive);
  expect(totals.botAnswer.classes.map(({ name }) => name)).toEqual(DELAY_CLASSES.map(({ name }) => name));
  const kinds: Record<string, number> = {};
  for (const [reason, count] of Object.entries(reasons))
    kinds[REASONS[reason] ?? "?"] = (kinds[REASONS[reason] ?? "?"] ?? 0) + count;
  expect(Object.fromEntries(totals.handoffs.map(({ kind, count }) => [kind, count]))).toEqual(kinds);
  const { shadow = 0 } = kinds;
  const byBot = naive.turns.handed_off - shadow;
  expect(totals.handoffRate).toBe(byBot / (byBot + naive.turns.answered));
}

async function expectExact(timeZone: string, rows: NaiveRows, tag?: string) {
  const report = await analytics().report({ accountId, period: PERIOD, timeZone, tag });
  const isIn =
    ({ from, to }: typeof PERIOD) =>
    (at: Date) => {
      const { date } = wall(timeZone, at);
      return date >= from && date <= to;
    };
  const naive = naiveTotals(rows, isIn(PERIOD), now);
  expect(naive.messages.customer).toBeGreaterThan(tag ? 100 : 1_000);
  expectTotals(report.totals, naive);
  expect(report.before).toEqual(BEFORE);
  expectTotals(report.totalsBefore, naiveTotals(rows, isIn(BEFORE), now));

  const received = rows.messages.filter(({ author, sentAt }) => author === "customer" && isIn(PERIOD)(sentAt));
  const hours = Array.from({ length: 7 }, () => new Array(24).fill(0));
  for (const { sentAt } of received) {
    const { weekday, hour } = wall(timeZone, sentAt);
    hours[weekday]![hour]++;
  }
  expect(report.hours).toEqual(hours);
  expect(report.days).toHaveLength(21);
  for (const { date, ...figures } of report.days) {
    const day = naiveTotals(rows, (at) => wall(timeZone, at).date === date, now);
    expect({ date, ...figures }).toEqual({
      date,
      received: day.messages.customer,
      byBot: day.messages.bot,
      byPeople: day.messages.person,
      conversations: day.conversations,
      answered: day.turns.answered,
      handedOver: day.turns.handed_off - (day.reasons["Shadow mode: the bot's draft waits for a person."] ?? 0),
    });
  }
}

const rolledRows = () => handle.db.$count(analyticsRollups);

// The seed stands in the name, so that a failure can be had again: ANALYTICS_SEED=… npm run test:unit
describe(`every figure is what a recount of the rows gives (seed ${SEED})`, () => {
  test.each(ZONES)("from the rows alone, in %s", (timeZone) => expectExact(timeZone, all));

  test.each(ZONES)("of one tag, in %s", (timeZone) => expectExact(timeZone, ofTag, "vip"));

  describe("rolled up", () => {
    beforeAll(async () => {
      now = NOW;
      await rollUp();
    });
    test.each(ZONES)("with what is newer from the rows, in %s", (timeZone) => expectExact(timeZone, all));

    test("a second time, which changes nothing", async () => {
      const before = await rolledRows();
      await handle.db.update(analyticsProgress).set({ rolledThrough: FROM });
      await rollUp();
      expect(await rolledRows()).toBe(before);
      await expectExact("Europe/Lisbon", all);
    });

    test("with a message that arrives weeks late", async () => {
      const template = all.messages.find(
        ({ author, sentAt }) => author === "customer" && sentAt > new Date("2026-03-12"),
      )!;
      const late = {
        ...template,
        id: "msg_late",
        stanzaId: "late",
        turnId: null,
        sentAt: new Date("2026-03-15T08:00:00Z"),
      };
      const { seq: _seq, ...row } = late;
      const [inserted] = await handle.db.insert(messages).values(row).returning();
      await rollUp();
      all = { ...all, messages: [...all.messages, inserted!] };
      for (const timeZone of ZONES) await expectExact(timeZone, all);
    });
  });

  describe("long after", () => {
    beforeAll(async () => {
      now = new Date("2026-05-20T03:00:00Z");
      await rollUp();
    });
    test.each(ZONES)("from what was rolled up alone, in %s", async (timeZone) => {
      const { rolledThrough } = (await handle.db.query.analyticsProgress.findMany()).find(
        (one) => one.accountId === accountId,
      )!;
      expect(rolledThrough > TO).toBe(true);
      await expectExact(timeZone, all);
    });
  });
});
