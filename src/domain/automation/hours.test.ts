import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBusinessHours } from "./default-hours";
import { type BusinessHours, businessHoursSchema, isOpen, nextOpening } from "./hours";
import { instantsOf, localTimeAt } from "./zoned-time";

const LISBON = defaultBusinessHours("Europe/Lisbon");
const everyDay = (timeZone: string, ...intervals: [string, string][]): BusinessHours => {
  const day = intervals.map(([from, to]) => ({ from, to }));
  return { timeZone, week: [day, day, day, day, day, day, day], holidays: [] };
};
const at = (text: string) => new Date(text);

describe("open", () => {
  test.each([
    ["2026-07-06T07:59:00Z", false, "a minute before nine in summer time"],
    ["2026-07-06T08:00:00Z", true, "at nine in summer time"],
    ["2026-12-07T08:30:00Z", false, "half past eight in winter time"],
    ["2026-12-07T17:59:59Z", true, "the last second"],
    ["2026-12-07T18:00:00Z", false, "the end is exclusive"],
    ["2026-12-06T12:00:00Z", false, "a Sunday"],
  ])("%s: %s (%s)", (instant, open) => {
    expect(isOpen(LISBON, at(instant))).toBe(open);
  });

  test("over midnight, also into a holiday that is closed", () => {
    const bar = { ...everyDay("Europe/Madrid", ["20:00", "02:00"]), holidays: [holiday("2026-12-25")] };
    expect(isOpen(bar, at("2026-12-25T00:30:00Z"))).toBe(true);
    expect(isOpen(bar, at("2026-12-25T01:00:00Z"))).toBe(false);
    expect(isOpen(bar, at("2026-12-25T20:00:00Z"))).toBe(false);
  });

  test("all day is from midnight to midnight, or from 00:00 to 24:00", () => {
    for (const to of ["00:00", "24:00"]) {
      const always = everyDay("Asia/Kolkata", ["00:00", to]);
      expect(isOpen(always, at("2026-01-01T18:29:00Z"))).toBe(true);
      expect(isOpen(always, at("2026-01-01T18:31:00Z"))).toBe(true);
    }
  });

  test("a holiday's own hours stand instead of the weekday's", () => {
    const eve = { date: "2026-12-24", name: "Christmas Eve", intervals: [{ from: "09:00", to: "13:00" }] };
    const hours = { ...LISBON, holidays: [eve] };
    expect(isOpen(hours, at("2026-12-24T12:59:00Z"))).toBe(true);
    expect(isOpen(hours, at("2026-12-24T13:00:00Z"))).toBe(false);
  });

  test("in the hour that comes twice both times, in the hour that is skipped never", () => {
    const night = everyDay("Europe/Berlin", ["02:15", "02:45"]);
    // 25 October 2026: at 03:00 summer time the clock goes back to 02:00.
    expect(isOpen(night, at("2026-10-25T00:30:00Z"))).toBe(true);
    expect(isOpen(night, at("2026-10-25T01:30:00Z"))).toBe(true);
    // 29 March 2026: 02:00 is followed by 03:00.
    expect(isOpen(night, at("2026-03-29T00:59:00Z"))).toBe(false);
    expect(isOpen(night, at("2026-03-29T01:00:00Z"))).toBe(false);
  });
});

const holiday = (date: string) => ({ date, name: "", intervals: [] });

describe("the next opening", () => {
  test.each([
    ["2026-12-04T18:00:00Z", "2026-12-07T09:00:00.000Z", "Friday evening: Monday"],
    ["2026-03-27T18:00:00Z", "2026-03-30T08:00:00.000Z", "over the change to summer time"],
    ["2026-12-07T10:00:10Z", "2026-12-07T10:00:10.000Z", "now, when it is open"],
  ])("after %s is %s (%s)", (instant, opening) => {
    expect(nextOpening(LISBON, at(instant))?.toISOString()).toBe(opening);
  });

  test("comes a second time in the hour that comes twice", () => {
    const night = everyDay("Europe/Berlin", ["02:15", "02:45"]);
    expect(nextOpening(night, at("2026-10-25T00:50:00Z"))).toEqual(at("2026-10-25T01:15:00Z"));
  });

  test("is when the clock jumps, where it jumps into open hours", () => {
    const night = everyDay("Europe/Berlin", ["02:30", "04:00"]);
    expect(nextOpening(night, at("2026-03-29T00:30:00Z"))).toEqual(at("2026-03-29T01:00:00Z"));
  });

  test("is none where it never opens", () => {
    expect(nextOpening(everyDay("UTC"), at("2026-01-01T00:00:00Z"))).toBeUndefined();
  });
});

const ZONES = ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "UTC"];
/** Around the changes of the clock in these zones, and anywhere. */
const instants = fc.oneof(
  fc
    .constantFrom(
      "2026-03-08T06:00:00Z",
      "2026-03-29T00:00:00Z",
      "2026-04-04T14:00:00Z",
      "2026-10-03T14:00:00Z",
      "2026-10-25T00:00:00Z",
      "2026-11-01T05:00:00Z",
    )
    .map((text) => Date.parse(text)),
  fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2027, 0) }),
);
const aMinute = fc.tuple(instants, fc.integer({ min: -600, max: 600 })).map(([base, minutes]) => {
  const ms = base + minutes * 60_000;
  return new Date(ms - (ms % 60_000));
});
const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15];
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
});
const day = fc.array(fc.record({ from: clock, to: clock }), { maxLength: 2 });
const hoursIn = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  week: fc.tuple(day, day, day, day, day, day, day),
  holidays: fc.constant<BusinessHours["holidays"]>([]),
});

/** The wall clock as the platform prints it, by another way than the code under test. */
const printed = (timeZone: string, instant: Date) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(instant);

describe("against the platform's own clock", () => {
  test("date, minute and weekday are what it prints", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), aMinute, (timeZone, instant) => {
        const { date, minute, weekday } = localTimeAt(timeZone, instant);
        const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
        expect(`${date} ${time}`).toBe(printed(timeZone, instant));
        const named = new Intl.DateTimeFormat("en", { timeZone, weekday: "short" }).format(instant);
        expect(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday]).toBe(named);
      }),
    );
  });

  test("every instant is among those of its own wall clock", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), aMinute, (timeZone, instant) => {
        const { date, minute } = localTimeAt(timeZone, instant);
        expect(instantsOf(timeZone, date, minute)).toContainEqual(instant);
      }),
    );
  });

  test("a day that begins before the clock is changed opens at its beginning", () => {
    const sundays: BusinessHours = {
      ...LISBON,
      week: [[], [], [], [], [], [], [{ from: "00:00", to: "00:00" }]],
      holidays: [],
    };
    expect(nextOpening(sundays, new Date("2026-03-28T23:59:00Z"))).toEqual(new Date("2026-03-29T00:00:00Z"));
  });

  test("the next opening is what counting minutes finds", () => {
    fc.assert(
      fc.property(hoursIn, aMinute, (hours, from) => {
        const opening = nextOpening(hours, from);
        // A day and a half of minutes is enough to cross every change of the clock above.
        const counted = Array.from({ length: 36 * 60 }, (_, minute) => new Date(from.getTime() + minute * 60_000)).find(
          (minute) => isOpen(hours, minute),
        );
        if (counted) expect(opening).toEqual(counted);
        else if (opening) expect(opening.getTime() - from.getTime()).toBeGreaterThanOrEqual(36 * 3_600_000);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  { timeZone: "Mars/Olympus" },
  { holidays: [holiday("2026-02-30")] },
  { holidays: [holiday("2026-12-25"), holiday("2026-12-25")] },
  { week: [[{ from: "9:00", to: "25:00" }], [], [], [], [], [], []] },
])("%j is refused", (change) => {
  expect(businessHoursSchema.safeParse({ ...LISBON, ...change }).success).toBe(false);
});
