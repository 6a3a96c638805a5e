import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPersonActive } from "../agent/gate";
import {
  hasTakeoverExpired,
  mergedOwnership,
  type Ownership,
  ownershipAfterReply,
  returnedToBot,
  takenOver,
} from "./ownership";

const now = new Date("2026-03-01T10:00:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const bots: Ownership = { owner: "bot", ownershipEpoch: 3, takeoverUntil: null };
const persons = (until: Date | null): Ownership => ({ owner: "person", ownershipEpoch: 3, takeoverUntil: until });

test.each([
  { ownership: bots, active: false, why: "the bot answers" },
  { ownership: persons(null), active: true, why: "until given back" },
  { ownership: persons(minutes(1)), active: true, why: "time left" },
  { ownership: persons(now), active: false, why: "the end is exclusive" },
  { ownership: persons(minutes(-1)), active: false, why: "run out" },
])("a person is active: $active ($why)", ({ ownership, active }) => {
  expect(isPersonActive(ownership, now)).toBe(active);
  expect(hasTakeoverExpired(ownership, now)).toBe(ownership.owner === "person" && !active);
});

describe("taking over", () => {
  test("from the bot starts a new epoch, so that its drafts are not sent", () => {
    expect(takenOver(bots, minutes(60), now)).toEqual({
      owner: "person",
      ownershipEpoch: 4,
      takeoverUntil: minutes(60),
    });
  });

  test("after an earlier takeover ran out starts a new epoch too", () => {
    expect(takenOver(persons(minutes(-1)), minutes(60), now).ownershipEpoch).toBe(4);
  });

  test.each([
    { from: minutes(10), to: minutes(60), expected: minutes(60) },
    { from: minutes(60), to: minutes(10), expected: minutes(60) },
    { from: null, to: minutes(10), expected: null },
    { from: minutes(10), to: null, expected: null },
  ])("lengthens a standing takeover and never shortens it ($from, $to)", ({ from, to, expected }) => {
    expect(takenOver(persons(from), to, now)).toEqual({ owner: "person", ownershipEpoch: 3, takeoverUntil: expected });
  });
});

describe("a reply of somebody of the business", () => {
  const until = minutes(60);
  test("takes over, and in shadow mode doesn't", () => {
    expect(ownershipAfterReply(bots, { until, isShadowed: false, now })).toEqual(takenOver(bots, until, now));
    expect(ownershipAfterReply(bots, { until, isShadowed: true, now })).toEqual(bots);
    const lapsed = persons(minutes(-1));
    expect(ownershipAfterReply(lapsed, { until, isShadowed: true, now })).toEqual(lapsed);
  });

  test("lengthens a takeover that stands in either mode", () => {
    for (const isShadowed of [true, false])
      expect(ownershipAfterReply(persons(minutes(10)), { until, isShadowed, now }).takeoverUntil).toEqual(until);
  });
});

test("giving back starts a new epoch once, not again when the bot already answers", () => {
  const back = returnedToBot(persons(null));
  expect(back).toEqual({ owner: "bot", ownershipEpoch: 4, takeoverUntil: null });
  expect(returnedToBot(back)).toEqual(back);
});

const anOwnership = fc.record({
  owner: fc.constantFrom("bot" as const, "person" as const),
  ownershipEpoch: fc.nat(20),
  takeoverUntil: fc.option(fc.integer({ min: -100, max: 100 }).map(minutes)),
});

test("merging keeps whoever answers, and no draft of either side stays current", () => {
  fc.assert(
    fc.property(anOwnership, anOwnership, (left, right) => {
      const merged = mergedOwnership(left, right, now);
      expect(isPersonActive(merged, now)).toBe(isPersonActive(left, now) || isPersonActive(right, now));
      expect(merged.ownershipEpoch).toBeGreaterThan(Math.max(left.ownershipEpoch, right.ownershipEpoch));
      expect(merged).toEqual(mergedOwnership(right, left, now));
    }),
  );
});
