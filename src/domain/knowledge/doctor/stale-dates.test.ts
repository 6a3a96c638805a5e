import fc from "fast-check";
import { expect, test } from "vitest";
import { findStaleDates } from "./stale-dates";

const NOW = new Date("2026-11-27T12:00:00Z");
const check = (text: string, now = NOW) =>
  findStaleDates(
    [{ id: "p", documentId: "d", documentName: "d", page: null, heading: "", position: 0, text }],
    now,
  ).map(({ endedOn }) => endedOn);

test.each([
  ["The offer is valid until 31 March 2024.", "2024-03-31"],
  ["Apply by June 30, 2025.", "2025-06-30"],
  ["The discount expires on 2025-02-01.", "2025-02-01"],
  ["Prices 2023", "2023-12-31"],
  ["Opening hours in summer 2024: 9 to 6.", "2024-12-31"],
  ["Price list for the season 2024/25", "2025-12-31"],
  ["La oferta es válida hasta el 31 de marzo de 2024.", "2024-03-31"],
  ["Promoção até 31 de março de 2024.", "2024-03-31"],
  ["Offre valable jusqu'au 31 mars 2024.", "2024-03-31"],
  ["Das Angebot gilt bis zum 31. März 2024.", "2024-03-31"],
  ["L'offerta vale fino al 31 marzo 2024.", "2024-03-31"],
  ["Promo berlaku sampai 31 Maret 2024.", "2024-03-31"],
  ["Geldig tot 31 maart 2024.", "2024-03-31"],
  ["Цены на 2023 год", "2023-12-31"],
  ["优惠有效期至2024年3月31日。", "2024-03-31"],
  ["このクーポンは2024年3月31日まで使えます。", "2024-03-31"],
])("%s has passed", (text, day) => {
  expect(check(text)).toEqual([day]);
});

test.each([
  ["it lies ahead", "The offer is valid until 31 March 2027."],
  ["it is today", "The offer is valid until 27 November 2026."],
  ["one of its dates lies ahead", "Prices 2026 and 2027"],
  ["it is history", "The shop was founded in 1998 and moved in 2021."],
  ["it looks back", "Prices have been the same since 2023."],
  ["it was open then", "The old pier was open until 31 March 2024."],
  ["a price looks like a year", "The price of the boat is 2020 €."],
  ["nothing is promised", "The storm of 12 May 2024 took the roof."],
  ["the page was changed then", "Prices, updated in 2024"],
  ["no year is said", "Valid until 31 March."],
])("no alarm: %s", (_, text) => {
  expect(check(text)).toEqual([]);
});

test("a promise is stale from the day after it ends, and for some years", () => {
  const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.integer({ min: -1000, max: 2000 }), (end, days) => {
      const iso = end.toISOString().slice(0, 10);
      const now = new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000);
      expect(check(`The offer is valid until ${iso}.`, now)).toEqual(days >= 1 ? [iso] : []);
    }),
  );
});
