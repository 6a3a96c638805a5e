import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf, provenKeys, unprovenFacts } from "./facts";
import { readingsOf, toAsciiDigits } from "./number-readings";

const unproven = (text: string, source: string) =>
  unprovenFacts(text, provenKeys([source])).map((fact) => `${fact.kind} ${fact.text}`);

test.each([
  { written: "1,299.00", readings: ["1299"] },
  { written: "1.299,50", readings: ["1299.5"] },
  { written: "1 299", readings: ["1299"] },
  { written: "1.299", readings: ["1299", "1.299"] },
  { written: "1,5", readings: ["1.5"] },
  { written: "1.250.000", readings: ["1250000"] },
  { written: "0.30", readings: ["0.3"] },
  { written: "007", readings: ["7"] },
])("$written may mean $readings", ({ written, readings }) => {
  expect(readingsOf(written)).toEqual(readings);
});

test("digits of other scripts are the same numbers", () => {
  expect(toAsciiDigits("٣٠ ३० ３０ ۳۰")).toBe("30 30 30 30");
});

describe("a fact that the source states, however it is written, is proven", () => {
  test.each([
    ["It costs $1,299.", "Price: USD 1299.00"],
    ["It costs $12.", "| Express | 12 |"],
    ["Kostet 1.299,00 €.", "Der Preis beträgt EUR 1299."],
    ["Custa R$ 49,90.", "Preço: R$49,90 à vista"],
    ["Harganya Rp 150.000.", "Harga Rp150.000 per malam"],
    ["Open from 9 am to 5 pm.", "Open 09:00–17:00."],
    ["Open until 5 pm.", "Open 9 to 5 pm"],
    ["On 12 March 2025.", "Date: 2025-03-12"],
    ["On March 12.", "12/03/2025"],
    ["El 12 de marzo de 2025.", "am 12. März 2025"],
    ["You have 30 days.", "within ٣٠ days"],
    ["You have two years of warranty.", "Warranty: 2 years"],
    ["You have 2 years of warranty.", "A two-year warranty"],
    ["See https://www.shop.example/returns/.", "Details: shop.example/returns"],
    ["Visit shop.example.", "Details: https://shop.example/returns"],
    ["Write to Help@Shop.example.", "mail help@shop.example"],
    ["Call +1 (555) 010-0199.", "Phone: 1-555-010-0199"],
    ["The X-4 holds 4 people.", "X4: sleeps 4"],
    ["Save 20 %.", "20% off"],
    ["Closed on Sundays.", "Sunday: closed"],
    ["2025年3月12日です。", "12 March 2025"],
  ])("%s ← %s", (text, source) => {
    expect(unproven(text, source)).toEqual([]);
  });
});

describe("a fact that the source does not state is found", () => {
  test.each([
    ["It costs $15.", "Price: $12", "price $15"],
    ["It costs $30.", "Returns within 30 days", "price $30"],
    ["It costs 30 €.", "It costs $30", "price 30 €"],
    ["On 13 March 2025.", "Date: 2025-03-12", "date 13 March 2025"],
    ["On 12 March 2026.", "Date: 2025-03-12", "date 12 March 2026"],
    ["Open until 6 pm.", "Open 9:00-17:00", "time 6 pm"],
    ["Open until 9 pm.", "Open from 9 am", "time 9 pm"],
    ["You have three years.", "Warranty: 2 years", "number three"],
    ["See https://evil.example/login.", "Details: shop.example/returns", "link https://evil.example/login."],
    ["See shop.example/refunds.", "Details: shop.example/returns", "link shop.example/refunds."],
    ["Write to other@shop.example.", "mail help@shop.example", "email other@shop.example"],
    ["Call +1 555 010 0200.", "Phone: 1-555-010-0199", "phone +1 555 010 0200"],
    ["The X5 is fine.", "X4: sleeps 4", "code X5"],
    ["Save 20 %.", "Save 20 dollars", "percentage 20 %"],
    ["Closed on Monday.", "Sunday: closed", "weekday Monday"],
  ])("%s ← %s", (text, source, expected) => {
    expect(unproven(text, source)).toContain(expected);
  });
});

const sentence = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "It",
        "costs",
        "open",
        "until",
        "May",
        "two",
        "X4",
        "Monday",
        "a@b.example",
        "https://a.example/b",
      ),
      fc.integer({ min: 0, max: 99_999 }).map(String),
      fc.integer({ min: 0, max: 9_999 }).map((amount) => `$${amount}`),
      fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom("am", "pm")).map(([hour, half]) => `${hour} ${half}`),
      fc.string({ maxLength: 12 }),
    ),
    { maxLength: 20 },
  )
  .map((words) => words.join(" "));

test("every text proves its own facts", () => {
  fc.assert(
    fc.property(sentence, (text) => {
      expect(unproven(text, text)).toEqual([]);
    }),
  );
});

test("more sources never prove less", () => {
  fc.assert(
    fc.property(sentence, sentence, sentence, (text, source, more) => {
      const before = unprovenFacts(text, provenKeys([source])).length;
      expect(unprovenFacts(text, provenKeys([source, more])).length).toBeLessThanOrEqual(before);
    }),
  );
});

test("an invented amount is always found in a source without that number", () => {
  fc.assert(
    fc.property(fc.integer({ min: 13, max: 99_999 }), fc.integer({ min: 13, max: 99_999 }), (said, true_) => {
      fc.pre(said !== true_);
      expect(unproven(`It costs $${said}.`, `It costs $${true_}.`)).toEqual([`price $${said}`]);
    }),
  );
});

test("a long text takes linear time", () => {
  const started = performance.now();
  factsOf("a1 12.5 +1 555 ".repeat(3000));
  factsOf("1".repeat(20_000));
  factsOf("a.".repeat(10_000));
  expect(performance.now() - started).toBeLessThan(3_000);
});
