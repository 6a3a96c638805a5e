import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limitsOf, newContactBucket, replyBucket, throttled } from "./sending-limits";
import { type Bucket, nextTokenAt } from "./token-bucket";

const start = new Date("2026-03-01T10:00:00Z");
const at = (ms: number) => new Date(start.getTime() + ms);
const bucket: Bucket = { limit: 6, burst: 2, windowMs: 60_000 };

test.each([
  { spent: [], next: 0, why: "nothing was sent" },
  { spent: [0], next: 0, why: "the second may follow at once" },
  { spent: [0, 0], next: 15_000, why: "the burst is used up: four a minute from here" },
  { spent: [-15_000, 0], next: 0, why: "one has been refilled" },
  { spent: [-60_000, -60_000, -60_000], next: 0, why: "a minute ago counts no more" },
  { spent: Array.from({ length: 50 }, () => -1000), next: 59_000, why: "an overdraft lasts a window, not for ever" },
  { spent: [5000, 5000], next: 15_000, why: "a clock that was ahead holds up no longer than one that was right" },
])("$spent: in $next ms ($why)", ({ spent, next }) => {
  expect(nextTokenAt(spent.map(at), bucket, start)).toEqual(at(next));
});

describe("whoever sends as soon as a token is there", () => {
  const buckets = fc
    .record({ limit: fc.integer({ min: 1, max: 20 }), share: fc.double({ min: 0.05, max: 1, noNaN: true }) })
    .map(({ limit, share }) => ({ limit, burst: Math.max(1, Math.round(limit * share)), windowMs: 60_000 }));
  const sendingAsSoonAsAllowed = (waits: readonly number[], limits: Bucket) => {
    const sent: Date[] = [];
    let now = start;
    for (const wait of waits) {
      now = nextTokenAt(sent, limits, new Date(now.getTime() + wait));
      sent.push(now);
    }
    return sent.map((date) => date.getTime());
  };
  const waits = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 60 });

  test("never sends more than the limit within any window, nor more than the burst at once", () => {
    fc.assert(
      fc.property(waits, buckets, (gaps, limits) => {
        const sent = sendingAsSoonAsAllowed(gaps, limits);
        for (const first of sent) {
          const within = (ms: number) => sent.filter((time) => time >= first && time < first + ms).length;
          expect(within(limits.windowMs)).toBeLessThanOrEqual(limits.limit);
          expect(within(1)).toBeLessThanOrEqual(limits.burst);
        }
      }),
    );
  });

  test("gets all of it: the burst at once, and the rest of the limit every window", () => {
    fc.assert(
      fc.property(buckets, fc.integer({ min: 1, max: 60 }), (limits, count) => {
        const sent = sendingAsSoonAsAllowed(
          Array.from({ length: count }, () => 0),
          limits,
        );
        // With nothing to refill, a spent token comes back when its window is over.
        const perWindow = limits.limit - limits.burst || limits.burst;
        const windows = Math.ceil(Math.max(0, count - limits.burst) / perWindow);
        expect(sent.at(-1)! - start.getTime()).toBeLessThanOrEqual(windows * limits.windowMs + count);
      }),
    );
  });

  test("waits the longer, the more was sent", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -60_000, max: 0 })),
        fc.integer({ min: -60_000, max: 0 }),
        (spent, more) => {
          const before = nextTokenAt(spent.map(at), bucket, start);
          expect(nextTokenAt([...spent, more].map(at), bucket, start) >= before).toBe(true);
        },
      ),
    );
  });
});

describe("limits", () => {
  test("grow week by week from when the number was linked, and never shrink", () => {
    const days = [0, 6.9, 7, 14, 21, 400].map((day) => limitsOf(start, at(day * 86_400_000)).perMinute);
    expect(days).toEqual([12, 12, 18, 24, 30, 30]);
    expect(limitsOf(null, start)).toEqual(limitsOf(start, start));
  });

  test("throttled, at least one is left until nothing is", () => {
    const limits = limitsOf(start, start);
    expect(throttled(limits, 1)).toEqual(limits);
    expect(throttled(limits, 0.5)).toEqual({ perMinute: 6, newContactsPerDay: 50 });
    expect(throttled({ perMinute: 1, newContactsPerDay: 1 }, 0.25)).toEqual({ perMinute: 1, newContactsPerDay: 1 });
    expect(throttled(limits, 0)).toEqual({ perMinute: 0, newContactsPerDay: 0 });
    expect(replyBucket(limits)).toEqual({ limit: 12, burst: 4, windowMs: 60_000 });
    expect(newContactBucket(limits)).toEqual({ limit: 100, burst: 100, windowMs: 86_400_000 });
  });
});
