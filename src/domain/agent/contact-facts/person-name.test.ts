import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPersonName } from "./person-name";

describe("the customer's name", () => {
  test.each([
    ["My name is Ana", "Ana"],
    ["hello, my name is Ana Silva and I have a question", "Ana Silva"],
    ["Hi! My name's Jean-Luc O'Brien.", "Jean-Luc O'Brien"],
    ["Hi, I'm Ana Silva, do you rent tandems?", "Ana Silva"],
    ["Hola, me llamo José María de la Cruz.", "José María de la Cruz"],
    ["Mi nombre es Lucía", "Lucía"],
    ["Olá, o meu nome é Rui Costa", "Rui Costa"],
    ["Chamo-me Inês", "Inês"],
    ["Bonjour, je m’appelle Zoé Dupont", "Zoé Dupont"],
    ["Mein Name ist Jürgen von der Heide", "Jürgen von der Heide"],
    ["Ich heiße Ulla.", "Ulla"],
    ["Mi chiamo Luca Rossi, vorrei prenotare", "Luca Rossi"],
    ["Nama saya Budi Santoso", "Budi Santoso"],
    ["Mijn naam is Piet van den Berg", "Piet van den Berg"],
    ["Merhaba, benim adım Ayşe", "Ayşe"],
    ["Здравствуйте, меня зовут Иван Петров", "Иван Петров"],
    ["你好，我叫王小明。", "王小明"],
    ["田中と申します。", "田中"],
    ["My name is Anna. Sorry, my name is Ana!", "Ana"],
  ])("%s: %s", (text, name) => {
    expect(findPersonName(text)).toBe(name);
  });

  test.each([
    "What is my name in your system?",
    "My name is not on the list",
    "My name is Not on the list",
    "MY NAME IS WRONG ON THE INVOICE",
    "my name is misspelled",
    "the booking in my name is Confirmed",
    "Under my name is Another booking",
    "My daughter's name is Eva",
    "Her name is Eva",
    "I'm German",
    "Hi, I'm German",
    "Hi, I'm interested",
    "I'm Looking for a tandem",
    "I am Sorry",
    "Soy Cliente",
    "Hola, soy Cliente Premium",
    "Ich heiße Sie willkommen",
    "Ich bin Vegetarier",
    "Nama saya siapa?",
    "nama saya salah",
    "我叫你退款",
    "Is this Ana?",
    "Ana",
    "Call me Monday",
    "my name is Ana@example",
    "",
  ])("none: %s", (text) => {
    expect(findPersonName(text)).toBeUndefined();
  });
});

test("is always the text's own words, on one line and short", () => {
  const words = fc.array(
    fc.constantFrom(
      "My name is",
      "me llamo",
      "Hi, I'm",
      "Ana",
      "Silva",
      "de",
      "O'Brien",
      ".",
      "\n",
      "WRONG",
      "我叫",
      "😀",
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        words.map((all) => all.join(" ")),
        fc.string({ unit: "binary" }),
      ),
      (text) => {
        const name = findPersonName(text);
        if (name === undefined) return;
        expect(text).toContain(name);
        expect(name).toMatch(/^[\p{L}\p{M}.'’ -]{2,60}$/u);
      },
    ),
  );
});
