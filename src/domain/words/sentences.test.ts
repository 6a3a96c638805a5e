import fc from "fast-check";
import { expect, test } from "vitest";
import { sentenceTranslator } from "./sentences";

const SENTENCES = {
  "Choose a file.": "Elige un archivo.",
  "An account can have {count} forms.": "Una cuenta puede tener {count} formularios.",
  "{email} is in the team of {name}.": "En el equipo de {name} está {email}.",
  "Is it $5 (or more)?": "¿Son 5 $ (o más)?",
  // Before the rule that it could stand in.
  "“{text}” is in it.": "Contiene «{text}».",
  "“{rule}” matched: {why}": "«{rule}» coincidió: {why}",
  "{why} It was not sent.": "{why} No se envió.",
  "It is in {language}.": "Está en {language}.",
  "It is in {language}, not in {otherLanguage}.": "No está en {otherLanguage}, sino en {language}.",
};
const inSpanish = sentenceTranslator(SENTENCES, "es");

test.each([
  { english: "Choose a file.", spanish: "Elige un archivo." },
  { english: "An account can have 20 forms.", spanish: "Una cuenta puede tener 20 formularios." },
  { english: "a@b.example is in the team of Ana.", spanish: "En el equipo de Ana está a@b.example." },
  { english: "Is it $5 (or more)?", spanish: "¿Son 5 $ (o más)?" },
  { english: "Choose a file. It was not sent.", spanish: "Elige un archivo. No se envió." },
  { english: "“Prices” matched: “price” is in it.", spanish: "«Prices» coincidió: Contiene «price»." },
  { english: "“The “old” rule” matched: Choose a file.", spanish: "«The “old” rule» coincidió: Elige un archivo." },
  {
    english: "“a” matched: It is in French. It was not sent.",
    spanish: "«a» coincidió: Está en francés. No se envió.",
  },
  { english: "It is in German, not in French.", spanish: "No está en francés, sino en alemán." },
])("“$english” is told as “$spanish”", ({ english, spanish }) => {
  expect(inSpanish(english)).toBe(spanish);
});

test("each line is told by itself", () => {
  expect(inSpanish("Choose a file.\nMy own words\n“a” matched: Choose a file.")).toBe(
    "Elige un archivo.\nMy own words\n«a» coincidió: Elige un archivo.",
  );
});

test.each(["“a” matched: Because.", "Because. It was not sent.", "It is in Klingonese."])(
  "where something within isn't known, nothing is half told: %s",
  (english) => expect(inSpanish(english)).toBe(english),
);

test("what isn't known stays as it is", () => {
  expect(inSpanish("Choose a file. Now.")).toBe("Choose a file. Now.");
  expect(inSpanish("toString")).toBe("toString");
});

test("what stands at a place comes through unchanged, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (value) => {
      fc.pre(!value.includes("\n"));
      expect(inSpanish(`An account can have ${value} forms.`)).toBe(`Una cuenta puede tener ${value} formularios.`);
    }),
  );
});
