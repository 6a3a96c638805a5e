import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unprovenNames } from "./names";

const source =
  "The TrailMaster tent is made by Nordwind Ltd. in Malmö. Ask Jane O'Brien of the Return Merchandise Authorization desk. " +
  "Visitors from the U.S. need a visa; ask the CDC. " +
  "Доставка из Москвы. Магазины у станции Сокольники.";
const unproven = (text: string, language = "en") => unprovenNames(text, [source], language);

describe("a name that the source has is proven, however it is written", () => {
  test.each([
    "It is the TrailMaster tent of Nordwind.",
    "Write to NORDWIND in Malmo.",
    "That is Nordwind's own, and Jane O’Brien's.",
    "There are two TrailMasters.",
    "You need an RMA first.",
    "Доставка идёт в Москву.",
    "I'm sure it is open on Monday and in May.",
    "Unfortunately it isn't. Customers come first: Parcels leave daily.",
    "There is one. Each costs more. Shipping takes a day. Payment is due. Simply ask.",
    "• Tents\n• Stoves",
    "We answer on WhatsApp.",
    "Citizens of the United States and the Centers for Disease Control know.",
  ])("%s", (text) => {
    expect(unproven(text)).toEqual([]);
  });
});

describe("a name that it hasn't is found", () => {
  test.each([
    ["It is made by Sudwind.", ["Sudwind"]],
    ["Ask Marta Lindqvist.", ["Marta", "Marta Lindqvist"]],
    ["Harald Blom repairs it.", ["Harald Blom"]],
    ["It is for citizens of Ukraine Soberana.", ["Ukraine", "Ukraine Soberana"]],
    ["Quellmark says so.", ["Quellmark"]],
    ["Dr. Blom repairs it, says Prof. Zimmer.", ["Blom", "Zimmer"]],
    ["Ask at the Zellmore desk, the XQZ or Jane Zimmer.", ["Zellmore", "XQZ", "Zimmer"]],
    ["Магазин находится в Казани.", ["Казани"]],
  ])("%s", (text, names) => {
    expect(unproven(text)).toEqual(names);
  });
});

test("where nouns have capitals two unknown ones in a row are a name, and one is a noun", () => {
  expect(unproven("Das Zelt hat eine Garantie.", "de")).toEqual([]);
  expect(unproven("Das Zelt verkauft Marta Lindqvist.", "de")).toEqual(["Marta Lindqvist"]);
});

const word = fc.oneof(
  fc.stringMatching(/^[A-Z][a-z]{1,9}$/u),
  fc.stringMatching(/^[a-z]{1,9}$/u),
  fc.string({ maxLength: 8 }),
);
const anyText = fc.array(word, { maxLength: 20 }).map((words) => words.join(" "));

test("a text proves its own names, and more sources never prove less", () => {
  fc.assert(
    fc.property(anyText, anyText, fc.constantFrom("en", "de", "ru"), (text, more, language) => {
      expect(unprovenNames(text, [text], language)).toEqual([]);
      const found = unprovenNames(text, [source], language).length;
      expect(unprovenNames(text, [source, more], language).length).toBeLessThanOrEqual(found);
    }),
  );
});

test("an invented name in the middle of a sentence is always found", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z][b-df-hj-np-tv-z]{3,8}$/u), (name) => {
      fc.pre(!source.toLowerCase().includes(name.toLowerCase()));
      expect(unproven(`The tent was checked by ${name} last week.`)).toEqual([name]);
    }),
  );
});
