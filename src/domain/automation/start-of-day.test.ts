import fc from "fast-check";
import { expect, test } from "vitest";
import { localTimeAt, startOfDay } from "./zoned-time";

const ZONES = ["UTC", "Europe/Lisbon", "America/Sao_Paulo", "Asia/Kathmandu", "America/Havana", "Pacific/Apia"];
const anInstant = fc.date({ min: new Date("2015-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });

test("a day starts at its first instant: the date is another one a minute before", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), anInstant, (timeZone, at) => {
      const start = startOfDay(timeZone, at);
      const { date } = localTimeAt(timeZone, at);
      expect(localTimeAt(timeZone, start).date).toBe(date);
      expect(localTimeAt(timeZone, new Date(start.getTime() - 60_000)).date < date).toBe(true);
      expect(start.getTime()).toBeLessThanOrEqual(at.getTime());
    }),
  );
});

test("where the clock is put forward at midnight, the day starts at one", () => {
  const start = startOfDay("America/Havana", new Date("2026-03-08T15:00:00Z"));
  expect(localTimeAt("America/Havana", start)).toMatchObject({ date: "2026-03-08", minute: 60 });
});
