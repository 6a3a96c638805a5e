import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCards } from "./vcard";

test.each([
  {
    why: "as WhatsApp writes it",
    source:
      "BEGIN:VCARD\nVERSION:3.0\nN:;Sari;;;\nFN:Sari Dewi\nitem1.TEL;waid=628555000111:+62 855-500-0111\nEND:VCARD",
    cards: [{ name: "Sari Dewi", phones: ["+62 855-500-0111"] }],
  },
  {
    why: "with two numbers, one of them twice",
    source: "BEGIN:VCARD\r\nFN:Ani\r\nTEL;type=CELL:0812\r\nTEL:0813\r\nTEL:0812\r\nEND:VCARD\r\n",
    cards: [{ name: "Ani", phones: ["0812", "0813"] }],
  },
  {
    why: "with a folded line and escaped signs",
    source: "BEGIN:VCARD\nFN:Toko Bunga\\, Jala\n n Merdeka\nTEL:1\nEND:VCARD",
    cards: [{ name: "Toko Bunga, Jalan Merdeka", phones: ["1"] }],
  },
  {
    why: "of the last century, with bytes written as hexadecimal",
    source: "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=\n=BCr=\ngen\nTEL:2\nEND:VCARD",
    cards: [{ name: "Jürgen", phones: ["2"] }],
  },
  {
    why: "without a display name",
    source: "BEGIN:VCARD\nN:Dewi;Sari;;;\nTEL;VALUE=uri:tel:+62-1\nEND:VCARD",
    cards: [{ name: "Sari Dewi", phones: ["+62-1"] }],
  },
  {
    why: "several in one text",
    source: "BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD",
    cards: [
      { name: "A", phones: [] },
      { name: "B", phones: [] },
    ],
  },
  { why: "that says nothing", source: "BEGIN:VCARD\nEND:VCARD", cards: [] },
  { why: "that is none", source: "hello", cards: [] },
])("a card $why", ({ source, cards }) => {
  expect(parseCards(source)).toEqual(cards);
});

test("a card that somebody made to be huge stays within what is stored", () => {
  const phones = Array.from({ length: 500 }, (_, i) => `TEL:${i}`).join("\n");
  const [card] = parseCards(`BEGIN:VCARD\nFN:${"x".repeat(10_000)}\n${phones}\nEND:VCARD`);
  expect(card?.name.length).toBe(200);
  expect(card?.phones).toHaveLength(20);
});

test("whatever comes is read without an error", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const { name, phones } of parseCards(`BEGIN:VCARD\nFN:${text}\n${text}\nTEL:${text}\nEND:VCARD`))
        for (const value of [name, ...phones]) expect(value.isWellFormed() && !value.includes("\0")).toBe(true);
    }),
  );
});
