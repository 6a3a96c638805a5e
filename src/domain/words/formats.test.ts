import fc from "fast-check";
import { expect, test } from "vitest";
import { dateFormat, numberFormat, relativeTimeFormat } from "./formats";

const locale = fc.constantFrom("en-GB", "en-US", "es-MX", "pt-PT", "ar-EG", "sv-SE");
const timeZone = fc.constantFrom("UTC", "Asia/Kathmandu", "Pacific/Apia", "Europe/Lisbon");
const options = fc.record({
  timeZone,
  dateStyle: fc.constantFrom("full" as const, "short" as const),
  timeStyle: fc.option(fc.constantFrom("short" as const, "medium" as const), { nil: undefined }),
});

test("a kept format writes what a new one would, whatever was written before", () => {
  const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(locale, options, instant), { maxLength: 40 }), (calls) => {
      for (const [by, how, at] of calls)
        expect(dateFormat(by, how).format(at)).toBe(new Intl.DateTimeFormat(by, how).format(at));
    }),
  );
});

test("the same locale and options are one format, of its kind", () => {
  const how = { timeZone: "UTC", dateStyle: "short" } as const;
  expect(dateFormat("en-GB", { ...how })).toBe(dateFormat("en-GB", how));
  expect(dateFormat("en-GB", how)).not.toBe(dateFormat("pt-PT", how));
  expect(numberFormat("en-GB", {}).format(1234.5)).toBe("1,234.5");
  expect(relativeTimeFormat("en-GB", { numeric: "auto" }).format(-1, "day")).toBe("yesterday");
});

test("readers of any number don't fill the memory", () => {
  const how = { timeZone: "UTC", dateStyle: "short" } as const;
  const first = dateFormat("en-GB", how);
  for (let n = 0; n < 1000; n++) dateFormat(`en-x-r${n}`, how);
  expect(dateFormat("en-GB", how)).not.toBe(first);
});
