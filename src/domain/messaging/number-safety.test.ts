import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type HeldLevel,
  levelAfter,
  SAFETY_LEVELS,
  type SentStatistics,
  scoreSafety,
  throttleOf,
} from "./number-safety";

const now = new Date("2026-03-01T10:00:00Z");
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const limits = { perMinute: 20 };
const shop: SentStatistics = {
  contacts: 100,
  newContacts: 60,
  unaskedContacts: 0,
  answeringContacts: 98,
  sent: 200,
  busiestMinute: 12,
  sameTexts: [],
  failed: 0,
};
/** The same promotion to everybody in the address book. */
const promotion: SentStatistics = {
  contacts: 200,
  newContacts: 180,
  unaskedContacts: 180,
  answeringContacts: 4,
  sent: 200,
  busiestMinute: 60,
  sameTexts: [{ messages: 200, isFixed: false }],
  failed: 10,
};
const scoreOf = (sent: SentStatistics) => scoreSafety(sent, limits).score;
const levelOf = (sent: SentStatistics) => levelAfter({ level: "good", since: null }, scoreOf(sent), now).level;

test.each([
  {
    sent: { ...shop, contacts: 0, newContacts: 0, answeringContacts: 0, sent: 0, busiestMinute: 0 },
    level: "good",
    why: "silence",
  },
  { sent: shop, level: "good", why: "a shop that answers who writes, most of them new" },
  { sent: { ...shop, newContacts: 100 }, level: "good", why: "a new shop: everybody is new, everybody wrote first" },
  { sent: { ...shop, sameTexts: [{ messages: 100, isFixed: true }] }, level: "good", why: "set phrases of a bot" },
  { sent: { ...shop, sameTexts: [{ messages: 200, isFixed: false }] }, level: "good", why: "one question, one answer" },
  { sent: { ...shop, failed: 200 }, level: "watch", why: "WhatsApp refuses half of it" },
  {
    sent: { ...shop, failed: 200, sameTexts: [{ messages: 200, isFixed: false }] },
    level: "slowed",
    why: "and all alike",
  },
  { sent: promotion, level: "paused", why: "an address book is written to" },
  {
    sent: { ...shop, contacts: 2, newContacts: 2, sent: 2, answeringContacts: 0, unaskedContacts: 2, failed: 2 },
    level: "good",
    why: "too little to tell",
  },
] as const)("$level: $why", ({ sent, level }) => {
  expect(levelOf(sent)).toBe(level);
});

test("every point that is missing is told by a signal, with what was counted", () => {
  const { score, signals } = scoreSafety(promotion, limits);
  expect(score).toBe(Math.round(100 - signals.reduce((sum, { points }) => sum + points, 0)));
  expect(signals.map(({ counted }) => counted)).toEqual([
    { contacts: 200, fresh: 180, unasked: 180 },
    { contacts: 200, answering: 4 },
    { messages: 60, limit: 20 },
    { percent: 100 },
    { failed: 10, tried: 210 },
  ]);
});

const statistics: fc.Arbitrary<SentStatistics> = fc
  .record({
    contacts: fc.nat(300),
    isNew: fc.double({ min: 0, max: 1, noNaN: true }),
    isUnasked: fc.double({ min: 0, max: 1, noNaN: true }),
    answers: fc.double({ min: 0, max: 1, noNaN: true }),
    sent: fc.nat(2000),
    busiestMinute: fc.nat(200),
    same: fc.double({ min: 0, max: 1, noNaN: true }),
    isFixed: fc.boolean(),
    failed: fc.nat(500),
  })
  .map(({ contacts, isNew, isUnasked, answers, sent, busiestMinute, same, isFixed, failed }) => ({
    contacts,
    newContacts: Math.floor(contacts * isNew),
    unaskedContacts: Math.floor(contacts * isNew * isUnasked),
    answeringContacts: Math.floor(contacts * answers),
    sent,
    busiestMinute,
    sameTexts: [{ messages: Math.floor(sent * same), isFixed }],
    failed,
  }));

describe("the score", () => {
  test("is a whole number from 0 to 100, and never gets better by something bad", () => {
    fc.assert(
      fc.property(statistics, fc.integer({ min: 1, max: 50 }), (sent, more) => {
        const score = scoreOf(sent);
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
        const worse: SentStatistics[] = [
          { ...sent, failed: sent.failed + more },
          { ...sent, busiestMinute: sent.busiestMinute + more },
          { ...sent, answeringContacts: Math.max(0, sent.answeringContacts - more) },
          { ...sent, unaskedContacts: Math.min(sent.newContacts, sent.unaskedContacts + more) },
          { ...sent, newContacts: Math.min(sent.contacts, sent.newContacts + more) },
          { ...sent, sameTexts: [...sent.sameTexts, { messages: more, isFixed: false }] },
        ];
        for (const changed of worse) expect(scoreOf(changed)).toBeLessThanOrEqual(score);
      }),
    );
  });

  test("after a day in which nothing was sent is too good for a pause, whatever came before", () => {
    fc.assert(
      fc.property(statistics, (sent) => {
        const rested = { ...sent, sent: 0, busiestMinute: 0, sameTexts: [], failed: 0 };
        const held = levelAfter({ level: "paused", since: now }, scoreOf(rested), inMinutes(24 * 60));
        expect(["good", "watch", "slowed"]).toContain(held.level);
        expect(throttleOf(held.level, scoreOf(rested))).toBeGreaterThan(0);
      }),
    );
  });
});

describe("the level", () => {
  test("gets worse at once, and better only by a margin and after half an hour", () => {
    const slowed = levelAfter({ level: "good", since: null }, 50, now);
    expect(slowed).toEqual({ level: "slowed", since: now });
    expect(levelAfter(slowed, 100, inMinutes(29))).toEqual(slowed);
    expect(levelAfter(slowed, 64, inMinutes(60))).toEqual(slowed);
    expect(levelAfter(slowed, 65, inMinutes(30))).toEqual({ level: "watch", since: inMinutes(30) });
    expect(levelAfter(slowed, 100, inMinutes(30))).toEqual({ level: "good", since: inMinutes(30) });
    expect(levelAfter(slowed, 10, inMinutes(1))).toEqual({ level: "paused", since: inMinutes(1) });
  });

  test("of a score that wavers by less than the margin changes once at most", () => {
    const wavering = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.array(fc.nat(4), { maxLength: 200 }));
    fc.assert(
      fc.property(wavering, fc.constantFrom(...SAFETY_LEVELS), ([base, waves], level) => {
        // Whatever it was before, a first look long after settles it.
        let held: HeldLevel = levelAfter({ level, since: null }, base, now);
        let changes = 0;
        waves.forEach((wave, minute) => {
          const next = levelAfter(held, base - wave, inMinutes(minute * 31));
          if (next.level !== held.level) changes += 1;
          held = next;
        });
        expect(changes).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("gets better at most every half an hour, however wild the score", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 20 }))), (looks) => {
        let held: HeldLevel = { level: "good", since: null };
        let minute = 0;
        let changedAt = Number.NEGATIVE_INFINITY;
        for (const [score, minutes] of looks) {
          minute += minutes;
          const next = levelAfter(held, score, inMinutes(minute));
          const isBetter = SAFETY_LEVELS.indexOf(next.level) < SAFETY_LEVELS.indexOf(held.level);
          if (isBetter) expect(minute - changedAt).toBeGreaterThanOrEqual(30);
          if (next.level !== held.level) changedAt = minute;
          held = next;
        }
      }),
    );
  });

  test.each([
    ["good", 80, 1],
    ["watch", 60, 1],
    ["slowed", 59, 0.5],
    ["slowed", 44, 0.25],
    ["paused", 34, 0],
  ] as const)("%s at %d leaves %d of the limits", (level, score, throttle) => {
    expect(throttleOf(level, score)).toBe(throttle);
  });
});
