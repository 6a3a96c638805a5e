import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findContradictions } from "./contradictions";
import type { ExaminedPassage } from "./examined-passage";
import { readStatements } from "./read-statements";

let count = 0;
const passage = (text: string, over: Partial<ExaminedPassage> = {}): ExaminedPassage => {
  count += 1;
  const name = `d${count}`;
  return { id: `p${count}`, documentId: name, documentName: name, page: null, heading: "", position: 0, text, ...over };
};
const check = (...passages: ExaminedPassage[]) => findContradictions(passages.flatMap(readStatements));
const kindsOf = (a: string, b: string) => check(passage(a), passage(b)).map(({ kind }) => kind);

describe("two documents that disagree", () => {
  test.each([
    [
      "Items can be returned within 14 days of delivery.",
      "Items can be returned within 30 days of delivery.",
      "duration",
    ],
    [
      "Items can be returned within 14 days of delivery.",
      "You can return items within three weeks of delivery.",
      "duration",
    ],
    ["The deposit for a kayak is 50 €.", "The deposit for a kayak is €80.", "price"],
    ["The shop opens at 9:00 on weekdays.", "On weekdays the shop opens at 10:00.", "time"],
    ["The shop is open from 9:00 to 17:00 all week.", "The shop is open from 10:00 to 18:00 all week.", "time"],
    ["Members get a discount of 10 % on boats.", "Members get a discount of 15 % on boats.", "percentage"],
    ["The boat festival takes place on 4 May 2027.", "The boat festival takes place on 11 May 2027.", "date"],
    ["A canoe carries 3 passengers and luggage.", "A canoe carries 4 passengers and luggage.", "amount"],
    [
      "Los artículos se devuelven en un plazo de 14 días.",
      "Los artículos se devuelven en un plazo de 30 días.",
      "duration",
    ],
    ["O depósito de um caiaque custa 50 euros.", "O depósito de um caiaque custa 80 euros.", "price"],
    [
      "Die Rückgabe ist innerhalb von 14 Tagen möglich.",
      "Die Rückgabe ist innerhalb von 30 Tagen möglich.",
      "duration",
    ],
    ["Barang dapat dikembalikan dalam 14 hari.", "Barang dapat dikembalikan dalam 30 hari.", "duration"],
    ["Товар можно вернуть в течение 14 дней.", "Товар можно вернуть в течение 30 дней.", "duration"],
    ["يمكن إرجاع المنتج خلال 14 يوما من الاستلام.", "يمكن إرجاع المنتج خلال ٣٠ يوما من الاستلام.", "duration"],
    ["सामान 14 दिन में वापस किया जा सकता है।", "सामान 30 दिन में वापस किया जा सकता है।", "duration"],
    ["商品在收到后14天内可以退货。", "商品在收到后30天内可以退货。", "duration"],
  ])("%s / %s", (a, b, kind) => {
    expect(kindsOf(a, b)).toEqual([kind]);
    expect(kindsOf(b, a)).toEqual([kind]);
  });
});

describe("what is no contradiction", () => {
  test.each([
    [
      "the same, said otherwise",
      "Items can be returned within 14 days of delivery.",
      "You can return items within 2 weeks of delivery.",
    ],
    ["a month and thirty days", "Repairs are guaranteed for 30 days.", "Repairs are guaranteed for 1 month."],
    ["the same price", "The deposit for a kayak is 50 €.", "The deposit for a kayak is 50.00 euros."],
    ["another thing", "The deposit for a kayak is 50 €.", "The deposit for an electric bike is 400 €."],
    ["another day", "On Saturdays the shop opens at 9:00.", "On Sundays the shop opens at 11:00."],
    ["another year", "In 2021 we hired out 400 boats.", "In 2022 we hired out 520 boats."],
    ["another version", "Version 2 needs 4 GB of memory.", "Version 3 needs 8 GB of memory."],
    ["another model", "The tent X4 weighs 5 kg with its bag.", "The tent X6 weighs 7 kg with its bag."],
    [
      "the other way round",
      "Bookings with less than 5 people pay later.",
      "Bookings with more than 8 people pay later.",
    ],
    ["before and after", "Cancel 2 days before arrival to get money.", "Cancel 5 days after arrival to get money."],
    ["no", "Children under 6 pay no entrance fee.", "Children under 12 pay the entrance fee."],
    ["a price by length", "A canoe costs 20 € for 2 hours by the lake.", "A canoe costs 35 € for 4 hours by the lake."],
    ["rows of a table", "Kayak deposit price | 50 € | per day", "Kayak deposit price | 80 € | per day"],
    ["questions", "Can I return items within 14 days of delivery?", "Can I return items within 30 days of delivery?"],
    ["dates of pages", "This page was last updated on 4 May 2026.", "This page was last updated on 9 June 2026."],
    ["clock without half", "Forms are filed by 4:00 at the counter.", "Forms are filed by 4:00 p.m. at the counter."],
  ])("%s", (_, a, b) => {
    expect(kindsOf(a, b)).toEqual([]);
  });

  test("headings that name different things", () => {
    const text = "The daily rent with helmet is %s euros.";
    const about = (heading: string, price: string) => passage(text.replace("%s", price), { heading });
    expect(check(about("Bikes › City bike", "12"), about("Bikes › Tandem", "20"))).toEqual([]);
    expect(check(about("Bikes › Tandem", "12"), about("Rent › Tandem", "20"))).toHaveLength(1);
  });

  test("sheets made after one model, about different products", () => {
    const sheet = (product: string, weight: number) =>
      ["Features", "Materials", "Care", "Warranty"].map((heading, position) =>
        passage(`The whole package weighs about ${weight} kg when packed.`, {
          documentId: product,
          documentName: product,
          heading: `${product} › ${heading}`,
          position,
        }),
      );
    expect(check(...sheet("Alpine tent", 5), ...sheet("River canoe", 19))).toEqual([]);
  });

  test("one wording with many values is a series", () => {
    const branches = [100, 200, 300, 400].map((boats) => passage(`Our branch hires out ${boats} boats a year.`));
    expect(check(...branches)).toEqual([]);
  });

  test("neighbouring sections of one document, but not sections far apart", () => {
    const at = (position: number, days: number, heading: string) =>
      passage(`Unused items can be returned within ${days} days of delivery.`, {
        documentId: "one",
        position,
        heading,
      });
    expect(check(at(0, 14, "Returns"), at(1, 30, "Returns"))).toEqual([]);
    expect(check(at(0, 14, "Returns"), at(9, 30, "Questions › Returns"))).toHaveLength(1);
  });
});

test("close in meaning counts where words alone don't suffice, and vectors are asked for such pairs only", () => {
  const a = passage("Unused goods are taken back within 14 days of delivery.");
  const b = passage("Unused articles are taken back by us within 30 days of delivery.");
  const c = passage("Breakfast is served in the garden for 2 hours.");
  const statements = [a, b, c].flatMap(readStatements);
  const asked: string[] = [];
  const withVectors = (likeness: number) =>
    findContradictions(statements, {
      vectorOf: (statement) => {
        asked.push(statement.passage.id);
        return statement.passage.id === a.id ? [1, 0] : [likeness, Math.sqrt(1 - likeness ** 2)];
      },
    });
  expect(withVectors(0.95)).toHaveLength(1);
  expect(withVectors(0.3)).toEqual([]);
  expect(asked).not.toContain(c.id);
});

test("each pair is told once, with quotes that stand in the passages, in whatever order they come", () => {
  const facts = fc.tuple(fc.constantFrom("kayak", "canoe", "tent"), fc.integer({ min: 2, max: 4 }));
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 12 }), (list) => {
      const passages = list.map(([thing, days]) =>
        passage(`Every rented ${thing} comes back after ${days} days at most.`),
      );
      const found = check(...passages);
      const texts = new Map(passages.map(({ id, text }) => [id, text]));
      for (const { quotes } of found) {
        for (const quote of quotes) expect(texts.get(quote.passageId)).toContain(quote.text);
        expect(quotes[0].text).not.toBe(quotes[1].text);
      }
      const reversed = check(...[...passages].reverse());
      expect(reversed.length).toBe(found.length);
    }),
  );
});

test("the work stays bounded when every sentence is alike", () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    passage(`Locker ${index} opens for ${index} hours after payment.`),
  );
  const started = performance.now();
  check(...many);
  expect(performance.now() - started).toBeLessThan(5_000);
});
