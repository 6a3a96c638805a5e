import fc from "fast-check";
import { expect, test } from "vitest";
import { sentenceTranslator } from "./sentences";

const inSpanish = sentenceTranslator({
  "Choose a file.": "Elige un archivo.",
  "An account can have {count} forms.": "Una cuenta puede tener {count} formularios.",
  "{email} is in the team of {name}.": "En el equipo de {name} está {email}.",
  "Is it $5 (or more)?": "¿Son 5 $ (o más)?",
});

test.each([
  { english: "Choose a file.", spanish: "Elige un archivo." },
  { english: "An account can have 20 forms.", spanish: "Una cuenta puede tener 20 formularios." },
  { english: "a@b.example is in the team of Ana.", spanish: "En el equipo de Ana está a@b.example." },
  { english: "Is it $5 (or more)?", spanish: "¿Son 5 $ (o más)?" },
])("“$english” is told as “$spanish”", ({ english, spanish }) => {
  expect(inSpanish(english)).toBe(spanish);
});

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
