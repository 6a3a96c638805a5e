import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { soundsUpset } from "./upset";

describe("a customer who has had enough", () => {
  test.each([
    "This is ridiculous",
    "you are useless!!",
    "I'm so angry right now, nobody answers",
    "This is the third time I ask about my refund",
    "It's the fourth time I've asked!",
    "Worst service ever.",
    "I will never order from you again",
    "my lawyer will call you",
    "WHERE IS MY ORDER!!! ANSWER ME!!!",
    "Esto es inaceptable",
    "estoy muy enojada con ustedes",
    "Pésimo servicio",
    "Isso é uma vergonha",
    "estou muito irritado",
    "C'est une arnaque",
    "Das ist eine Frechheit",
    "ich bin echt sauer",
    "siete dei ladri, è una vergogna",
    "pelayanan kalian sangat buruk",
    "Dit is echt belachelijk",
    "Это безобразие",
    "هذا غير مقبول",
    "你们太差了",
  ])("%s", (text) => {
    expect(soundsUpset(text)).toBe(true);
  });
});

describe("who asks, however they put it", () => {
  test.each([
    "Is it a joke shop?",
    "Where is the damn refund policy?",
    "I'd like to make a complaint",
    "Do you sell a horrible monster costume?",
    "Is this normal?",
    "My order is late, can you check?",
    "ORDER AB-12345-XYZ-99",
    "THE OLD MILL HOUSE, 12 HIGH STREET",
    "My son is angry with his bike, do you repair chains?",
    "How do I report a lost card?",
    "¿Es muy tarde para reservar?",
    "Isso é muito caro?",
    "Thanks, that was a great service!!",
    "I've asked my friend and she likes it",
    "",
  ])("%s", (text) => {
    expect(soundsUpset(text)).toBe(false);
  });
});

test("any text can be looked at", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 5_000 }), (text) => {
      expect(typeof soundsUpset(text)).toBe("boolean");
    }),
  );
});
