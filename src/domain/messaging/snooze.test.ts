import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { say } from "@/test/say";
import { localTimeAt } from "../automation/zoned-time";
import { instantAt, snoozeChoices, snoozeRefusal } from "./snooze";

const LISBON = "Europe/Lisbon";
const offered = (now: string, timeZone: string) =>
  snoozeChoices(new Date(now), timeZone).map(({ choice, until }) => [choice, until.toISOString()]);

describe("what is offered", () => {
  test("is told by the clock of the zone, on the day that it is there", () => {
    // Thursday evening in Lisbon, Friday morning in Tokyo.
    expect(offered("2026-01-15T17:20:00Z", LISBON)).toEqual([
      ["later_today", "2026-01-15T21:00:00.000Z"],
      ["tomorrow", "2026-01-16T09:00:00.000Z"],
      ["next_monday", "2026-01-19T09:00:00.000Z"],
    ]);
    expect(offered("2026-01-15T17:20:00Z", "Asia/Tokyo")).toEqual([
      ["later_today", "2026-01-15T21:00:00.000Z"],
      ["tomorrow", "2026-01-17T00:00:00.000Z"],
      ["next_monday", "2026-01-19T00:00:00.000Z"],
    ]);
  });

  test("has no later today once the day is nearly over, and Monday's next Monday is a week away", () => {
    expect(offered("2026-01-12T19:00:00Z", LISBON)).toEqual([
      ["tomorrow", "2026-01-13T09:00:00.000Z"],
      ["next_monday", "2026-01-19T09:00:00.000Z"],
    ]);
  });

  test("is nine in the morning by the clock also when it is changed in the night", () => {
    expect(offered("2026-03-28T12:00:00Z", "Europe/Madrid")[1]).toEqual(["tomorrow", "2026-03-29T07:00:00.000Z"]);
  });

  test("always lies ahead, within eight days, and reads nine o'clock or a full hour of today", () => {
    const zones = fc.constantFrom(LISBON, "Asia/Kolkata", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe");
    const instants = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, zones, (now, timeZone) => {
        for (const { choice, until } of snoozeChoices(now, timeZone)) {
          expect(snoozeRefusal(say, until, now)).toBeNull();
          expect(until.getTime() - now.getTime()).toBeLessThan(8 * 24 * 3_600_000);
          const there = localTimeAt(timeZone, until);
          if (choice === "later_today") expect(there.date).toBe(localTimeAt(timeZone, now).date);
          else expect(there.minute).toBe(9 * 60);
          if (choice === "next_monday") expect(there.weekday).toBe(0);
        }
      }),
    );
  });
});

test("an hour that the clock skips is its end, one that comes twice the first", () => {
  expect(instantAt("Europe/Madrid", "2026-03-29", 150).toISOString()).toBe("2026-03-29T01:00:00.000Z");
  expect(instantAt("Europe/Madrid", "2026-10-25", 150).toISOString()).toBe("2026-10-25T00:30:00.000Z");
});

test.each([
  ["2026-01-15T12:00:00Z", "still to come"],
  ["2026-01-15T12:00:01Z", null],
  ["2027-01-10T12:00:00Z", null],
  ["2028-01-15T12:00:00Z", "within a year"],
  ["nonsense", "still to come"],
])("until %s: %s", (until, words) => {
  const refusal = snoozeRefusal(say, new Date(until), new Date("2026-01-15T12:00:00Z"));
  if (words === null) expect(refusal).toBeNull();
  else expect(refusal).toContain(words);
});
