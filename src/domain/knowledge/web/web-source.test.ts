import fc from "fast-check";
import { expect, test } from "vitest";
import { nextReadingAt, pageName } from "./web-source";

test.each([
  ["Prices & more", "https://shop.example/a", "Prices & more"],
  [null, "https://shop.example/help/opening%20hours", "opening hours"],
  [null, "https://shop.example/%E0%A4", "%E0%A4"],
  [null, "https://shop.example/", "shop.example"],
  [null, "https://shop.example/a%00b", "a b"],
  ["  \n ", "https://shop.example/a", "shop.example"],
])("a page with the title %j at %s is called %j", (title, url, name) => {
  expect(pageName(title, url)).toBe(name);
});

test("a long title is cut between words, and never inside a character", () => {
  expect(pageName(`${"word ".repeat(60)}`, "https://shop.example/")).toBe(`${"word ".repeat(22)}word…`);
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 400 }), (title) => {
      const name = pageName(title, "https://shop.example/");
      expect(name.length).toBeLessThanOrEqual(120);
      expect(name.trim()).not.toBe("");
      if (title.isWellFormed()) expect(name.isWellFormed()).toBe(true);
    }),
  );
});

test("the next reading is so many hours after the last one, or never", () => {
  const at = new Date("2026-03-02T09:00:00Z");
  expect(nextReadingAt(at, 24)).toEqual(new Date("2026-03-03T09:00:00Z"));
  expect(nextReadingAt(at, null)).toBeNull();
});
