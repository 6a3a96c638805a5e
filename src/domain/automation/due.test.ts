import { describe, expect, test } from "vitest";
import { isSilenceDue, scheduleDue } from "./due";

const NOW = new Date("2026-12-07T10:30:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const clock = { now: NOW, onSince: ago(10_000) };
const silence = (from: "team" | "customer") => ({ kind: "no_reply", from, minutes: 30 }) as const;

describe("a silence", () => {
  test.each([
    ["team", { customer: ago(30), person: null, bot: ago(29) }, true, "the bot's words are no answer of the team"],
    ["team", { customer: ago(29), person: null, bot: null }, false, "not long enough"],
    ["team", { customer: ago(40), person: ago(35), bot: null }, false, "somebody wrote"],
    ["team", { customer: ago(40), person: ago(50), bot: null }, true, "somebody wrote before"],
    ["team", { customer: ago(30 + 24 * 60), person: null, bot: null }, false, "too long ago"],
    ["customer", { customer: ago(60), person: null, bot: ago(30) }, true, "after the bot wrote"],
    ["customer", { customer: ago(60), person: null, bot: ago(20) }, false, "the bot has just written"],
    ["customer", { customer: ago(60), person: null, bot: ago(90) }, false, "the bot hasn't answered"],
    ["customer", { customer: ago(60), person: ago(50), bot: ago(55) }, false, "a person is answering"],
    ["customer", { customer: null, person: null, bot: ago(40) }, false, "never wrote"],
  ] as const)("of the %s with %j is due: %s (%s)", (from, last, isDue, _why) => {
    expect(isSilenceDue(silence(from), last, clock)).toBe(isDue);
  });

  test("that was over before the rule was switched on is not caught up", () => {
    const last = { customer: ago(60), person: null, bot: null };
    expect(isSilenceDue(silence("team"), last, { now: NOW, onSince: ago(29) })).toBe(false);
    expect(isSilenceDue(silence("team"), last, { now: NOW, onSince: ago(31) })).toBe(true);
  });
});

describe("a time of day", () => {
  const daily = (at: string, weekdays = [0, 1, 2, 3, 4, 5, 6]) =>
    ({ kind: "schedule", at, weekdays, audience: "recent" }) as const;
  const due = (at: string, zone: string, now: string, weekdays?: number[]) =>
    scheduleDue(daily(at, weekdays), zone, { now: new Date(now), onSince: new Date(0) });

  test.each([
    ["17:00", "Europe/Lisbon", "2026-07-06T16:00:00Z", "2026-07-06", "summer time"],
    ["17:00", "Europe/Lisbon", "2026-12-07T17:00:00Z", "2026-12-07", "winter time"],
    ["17:00", "Europe/Lisbon", "2026-12-07T16:59:59Z", undefined, "a second early"],
    ["17:00", "Europe/Lisbon", "2026-12-07T17:59:00Z", "2026-12-07", "a little late"],
    ["17:00", "Europe/Lisbon", "2026-12-07T18:00:00Z", undefined, "too late"],
    ["02:30", "Europe/Berlin", "2026-03-29T01:30:00Z", "2026-03-29", "in the hour that is skipped: in the next one"],
    ["02:30", "Europe/Berlin", "2026-10-25T01:45:00Z", undefined, "in the hour that comes twice: only the first time"],
  ])("%s in %s at %s is due for %s (%s)", (at, zone, now, date, _why) => {
    expect(due(at, zone, now)).toBe(date);
  });

  test("comes on its weekdays alone, by the calendar there", () => {
    // Sunday evening in London is Monday morning in Tokyo.
    expect(due("08:00", "Asia/Tokyo", "2026-12-06T23:10:00Z", [0])).toBe("2026-12-07");
    expect(due("08:00", "Asia/Tokyo", "2026-12-06T23:10:00Z", [6])).toBeUndefined();
  });

  test("that had come before the rule was switched on is not caught up", () => {
    const now = new Date("2026-12-07T17:10:00Z");
    const onSince = new Date("2026-12-07T17:05:00Z");
    expect(scheduleDue(daily("17:00"), "Europe/Lisbon", { now, onSince })).toBeUndefined();
  });
});
