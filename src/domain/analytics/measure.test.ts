import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantsOf } from "../automation/zoned-time";
import { BUCKET_MS, DAY_MS, HOUR_MS, SETTLED_AFTER_MS } from "./cells";
import type { MessageFact, Writer } from "./conversation-metrics";
import { measure } from "./measure";
import { datesOf, daysIn, dayWindows, periodBefore } from "./period";
import { totalsOf } from "./report";

const START = Date.parse("2026-03-02T00:00:00Z");
const END = START + 30 * DAY_MS;

const anyThread = fc.array(
  fc.record({
    gap: fc.oneof(
      fc.integer({ min: 0, max: 2 * HOUR_MS }),
      fc.constantFrom(DAY_MS - 1, DAY_MS, SETTLED_AFTER_MS - 1, SETTLED_AFTER_MS, 4 * DAY_MS),
    ),
    writer: fc.constantFrom<Writer>("customer", "bot", "person"),
    outcome: fc.constantFrom("answered" as const, "handed_off" as const, "ignored" as const, null),
  }),
  { maxLength: 40 },
);
const anyThreads = fc.array(anyThread, { maxLength: 4 }).map((threads) =>
  threads.map((thread) => {
    let at = START;
    return thread.map(({ gap, writer, outcome }): MessageFact => {
      at += gap;
      return { at, writer, outcome: writer === "customer" ? outcome : null };
    });
  }),
);
const totals = (threads: MessageFact[][], window: { from: number; to: number }, asOf = END * 2) =>
  measure({ threads, turns: [] }, window, asOf);

describe("what happened", () => {
  test("is the same whether a time is counted at once or in pieces", () => {
    fc.assert(
      fc.property(anyThreads, fc.integer({ min: 1, max: 2_000 }), (threads, buckets) => {
        const middle = START + buckets * BUCKET_MS;
        const pieces = [
          ...totals(threads, { from: START, to: middle }),
          ...totals(threads, { from: middle, to: END * 2 }),
        ];
        expect(totalsOf(pieces)).toEqual(totalsOf(totals(threads, { from: START, to: END * 2 })));
      }),
    );
  });

  test("is not changed by what is written three days later", () => {
    fc.assert(
      fc.property(anyThreads, fc.integer({ min: 1, max: 2_000 }), (threads, buckets) => {
        const window = { from: START, to: START + buckets * BUCKET_MS };
        const known = threads.map((thread) => thread.filter(({ at }) => at < window.to + SETTLED_AFTER_MS));
        expect(totals(known, window)).toEqual(totals(threads, window));
      }),
    );
  });

  test("never has more settled conversations than begun ones, nor more first responses", () => {
    fc.assert(
      fc.property(anyThreads, (threads) => {
        const { conversations, resolution, firstResponse } = totalsOf(totals(threads, { from: START, to: END * 2 }));
        expect(resolution.settled).toBe(conversations);
        expect(resolution.resolved).toBeLessThanOrEqual(resolution.settled);
        expect(firstResponse.count).toBeLessThanOrEqual(conversations);
      }),
    );
  });

  test("is settled once three days of silence are over, and not before", () => {
    const message = { at: START, writer: "customer", outcome: "answered" } as const;
    const window = { from: START, to: END };
    const settled = (asOf: number) => totalsOf(totals([[message]], window, asOf)).resolution;
    expect(settled(START + SETTLED_AFTER_MS - 1)).toEqual({ resolved: 0, settled: 0 });
    expect(settled(START + SETTLED_AFTER_MS)).toEqual({ resolved: 1, settled: 1 });
  });
});

describe("a person's reply", () => {
  const thread = (...said: [minutes: number, writer: Writer, outcome?: "answered" | "handed_off"][]) =>
    said.map(([minutes, writer, outcome = null]): MessageFact => {
      return { at: START + minutes * 60_000, writer, outcome: outcome as never };
    });
  const replies = (...said: Parameters<typeof thread>) =>
    totalsOf(totals([thread(...said)], { from: START, to: END })).personReply;

  test("is measured from what the bot left to people, not from what it answered", () => {
    expect(
      replies([0, "customer", "answered"], [1, "bot"], [60, "customer", "handed_off"], [60, "bot"], [70, "person"]),
    ).toMatchObject({ count: 1, meanMs: 10 * 60_000 });
  });

  test("to nothing that waits is no reply", () => {
    expect(replies([0, "customer", "answered"], [1, "bot"], [70, "person"])).toMatchObject({ count: 0, meanMs: null });
  });
});

describe("local days", () => {
  const anyZone = fc.constantFrom(
    "Europe/Lisbon",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
  );
  const anyPeriod = fc
    .tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 60 }))
    .map(([day, length]) => {
      const date = (offset: number) => new Date(Date.UTC(2020, 0, 1 + day + offset)).toISOString().slice(0, 10);
      return { from: date(0), to: date(length - 1) };
    });

  test("follow each other without a gap, in whole buckets, each from its midnight on", () => {
    fc.assert(
      fc.property(anyZone, anyPeriod, (timeZone, period) => {
        const days = dayWindows(timeZone, period);
        expect(days.map(({ date }) => date)).toEqual(datesOf(period));
        for (const [index, { date, from, to }] of days.entries()) {
          expect(from % BUCKET_MS).toBe(0);
          expect(to).toBe(days[index + 1]?.from ?? to);
          expect((to - from) / HOUR_MS).toBeGreaterThanOrEqual(23);
          expect((to - from) / HOUR_MS).toBeLessThanOrEqual(25);
          const [midnight] = instantsOf(timeZone, date, 0);
          if (midnight) expect(from).toBe(midnight.getTime());
        }
      }),
      { numRuns: 60 },
    );
  });

  test("have 23 and 25 hours when the clocks change", () => {
    const hours = (date: string) =>
      dayWindows("Europe/Lisbon", { from: date, to: date }).map(({ from, to }) => (to - from) / HOUR_MS);
    expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-06-01")]).toEqual([[23], [25], [24]]);
  });

  test("before a period are as many, and end where it begins", () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const before = periodBefore(period);
        expect(daysIn(before)).toBe(daysIn(period));
        expect(datesOf({ from: before.from, to: period.to })).toEqual([...datesOf(before), ...datesOf(period)]);
      }),
    );
  });
});
