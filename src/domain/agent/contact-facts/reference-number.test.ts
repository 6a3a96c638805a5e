import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findReferences, mentionsReference } from "./reference-number";

const found = (text: string) => findReferences(text).map(({ kind, value }) => `${kind} ${value}`);

describe("a number that somebody gives", () => {
  test.each([
    ["My order number is 48213", ["order_number 48213"]],
    ["order #1042, where is it?", ["order_number 1042"]],
    ["Order no. AB-1042/7", ["order_number AB-1042/7"]],
    ["Where is my order 48213?", ["order_number 48213"]],
    ["it is about order LB20931 and it never came", ["order_number LB20931"]],
    ["mi pedido nº 48213 no llegó", ["order_number 48213"]],
    ["o número da minha encomenda: a encomenda número 48213", ["order_number 48213"]],
    ["ma commande numéro 48213", ["order_number 48213"]],
    ["Meine Bestellnummer ist 48213", ["order_number 48213"]],
    ["pesanan nomor 48213", ["order_number 48213"]],
    ["заказ № 48213", ["order_number 48213"]],
    ["订单号 48213", ["order_number 48213"]],
    ["my booking reference is QX7K21", ["booking_number QX7K21"]],
    ["reserva: 99120", ["booking_number 99120"]],
    ["invoice 2024-00012?", ["invoice_number 2024-00012"]],
    ["factura número F-2024-18", ["invoice_number F-2024-18"]],
    ["Rechnung Nr. 20931 ist falsch", ["invoice_number 20931"]],
    ["order #1042 and invoice #77120", ["order_number 1042", "invoice_number 77120"]],
  ])("%s", (text, numbers) => {
    expect(found(text)).toEqual(numbers);
  });

  test.each([
    "I want to order 2 pizzas",
    "Can I order 10000?",
    "I'd like to order 1000 flyers",
    "order 10000 flyers",
    "a booking for 2026-05-01",
    "booking: 20:30",
    "my order is late",
    "my order is 3 days late",
    "is my order ready",
    "my order number",
    "booking in 2026",
    "invoice: 2026",
    "the bill is 120.50",
    "the bill is 120€",
    "bill: 1200 euros".replace("bill: 1200", "the bill was 1200"),
    "call me at +351 912 345 678",
    "48213",
    "",
  ])("none: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

test("what a text is about is told by its words", () => {
  expect(mentionsReference("Wo ist meine Bestellung?", "order_number")).toBe(true);
  expect(mentionsReference("in what order?", "booking_number")).toBe(false);
  expect(mentionsReference("borders", "order_number")).toBe(false);
});

test("whatever is written, a number stands in the text, has digits, and is neither a date nor longer than one is", () => {
  const part = fc.constantFrom(
    "order",
    "no.",
    "#",
    "is",
    "12",
    "AB-1042",
    "2026-05-01",
    "20:30",
    " ",
    "€",
    "\n",
    "encomenda",
    "😀",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(part, { maxLength: 15 }).map((all) => all.join(" ")),
        fc.string({ unit: "binary" }),
      ),
      (text) => {
        for (const { value } of findReferences(text)) {
          expect(text).toContain(value);
          expect(value).toMatch(/^(?=(?:\D*\d){3})[A-Za-z\d/_-]{3,24}$/u);
          expect(value).not.toMatch(/^\d{4}-\d{2}-\d{2}$/u);
        }
      },
    ),
  );
});
