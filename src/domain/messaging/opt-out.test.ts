import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AGENT_LANGUAGES } from "../agent/calendar-words";
import { fixedTexts } from "../agent/fixed-texts";
import { languageOfWish, optOutIntent, optOutWish } from "./opt-out";
import { START_PHRASES, STOP_PHRASES } from "./opt-out-phrases";

const LANGUAGES = "en es pt fr de it nl id ar hi ur tr ru zh ja ko pl sw".split(" ");

test.each([
  ["STOP", "stop"],
  ["  Stop.  ", "stop"],
  ["stop!!! 🛑🛑", "stop"],
  ["Stop stop STOP", "stop"],
  ["please stop", "stop"],
  ["Stop, please. Thank you!", "stop"],
  ["UNSUBSCRIBE", "stop"],
  ["Opt-out", "stop"],
  ["Baja", "stop"],
  ["BAJA por favor", "stop"],
  ["Por favor, no más mensajes", "stop"],
  ["parar", "stop"],
  ["Arrêtez svp", "stop"],
  ["ARRETEZ", "stop"],
  ["Bitte abmelden!", "stop"],
  ["Stopp", "stop"],
  ["berhenti kak", "stop"],
  ["إيقاف", "stop"],
  ["ايقاف من فضلك", "stop"],
  ["कृपया बंद करें", "stop"],
  ["براہ کرم بند کریں", "stop"],
  ["ABONELİKTEN ÇIK", "stop"],
  ["abonelikten çık lütfen", "stop"],
  ["Стоп", "stop"],
  ["退订", "stop"],
  ["配信停止", "stop"],
  ["수신거부", "stop"],
  ["Wypisz mnie, proszę", "stop"],
  ["Acheni tafadhali", "stop"],
  ["START", "start"],
  ["Start please", "start"],
  ["Mulai", "start"],
  ["ابدأ", "start"],
  ["начать", "start"],
  ["When does the bus stop?", null],
  ["please don't stop", null],
  ["Don't stop", null],
  ["stop by tomorrow", null],
  ["bus stop", null],
  ["Is there a stop near you?", null],
  ["Can I cancel my order?", null],
  ["cancel", null],
  ["no", null],
  ["acha", null],
  ["Basta, grazie", null],
  ["para mañana", null],
  ["¿Para cuándo?", null],
  ["start the delivery tomorrow", null],
  ["I want to unsubscribe from the newsletter of another shop", null],
  ["please", null],
  ["", null],
  ["🛑", null],
  ["toString", null],
] as const)("%s: %s", (text, intent) => {
  expect(optOutIntent(text)).toBe(intent);
});

describe.each(LANGUAGES)("in %s", (language) => {
  test("there are words for both, also in capitals and with a full stop", () => {
    for (const [phrases, intent] of [
      [STOP_PHRASES, "stop"],
      [START_PHRASES, "start"],
    ] as const)
      for (const phrase of phrases[language]?.split("|") ?? [""]) {
        expect(optOutIntent(phrase)).toBe(intent);
        expect(optOutIntent(`${phrase.toUpperCase()}.`)).toBe(intent);
        expect(optOutWish(phrase)?.languages).toContain(language);
      }
  });
});

test.each(AGENT_LANGUAGES)("what the confirmation in %s asks to write is understood", (language) => {
  const { optedOut, welcomeBack } = fixedTexts(language);
  const understood = (text: string) => (text.match(/[\p{L}\p{M}]+/gu) ?? []).map(optOutIntent);
  // Written without spaces, the word stands in quotation marks.
  const asked = (text: string) => (/[“「](.+?)[”」]/u.exec(text)?.[1] ?? "").split(" ").map(optOutIntent);
  expect([...understood(optedOut), ...asked(optedOut)]).toContain("start");
  expect([...understood(welcomeBack), ...asked(welcomeBack)]).toContain("stop");
  // A bot at the other end that repeats it must not turn it on and off for ever.
  expect([optOutIntent(optedOut), optOutIntent(welcomeBack)]).toEqual([null, null]);
});

test("a word of one language tells it, one of many does not", () => {
  expect(optOutWish("berhenti")?.languages).toEqual(["id"]);
  expect(optOutWish("stop")?.languages.length).toBeGreaterThan(10);
});

test.each([
  { text: "berhenti", earlier: ["What are your hours?"], language: "id", why: "the word itself tells" },
  { text: "stop", earlier: ["ok", "¿Cuánto cuesta el envío?"], language: "es", why: "the newest that tells" },
  { text: "stop", earlier: ["مرحبا كم السعر"], language: "ar", why: "by script" },
  { text: "parar", earlier: ["Quanto custa o frete?"], language: "pt", why: "one of two" },
  { text: "parar", earlier: ["How much is the cake?"], language: "es", why: "never one the word does not stand in" },
  { text: "stop", earlier: [], language: "en", why: "nothing tells" },
])("$text after $earlier is answered in $language: $why", ({ text, earlier, language }) => {
  expect(languageOfWish(optOutWish(text)!, earlier)).toBe(language);
});

test("whatever else is said, it is no such wish", () => {
  const words = fc.array(fc.constantFrom("the", "bus", "tomorrow", "don't", "order", "we", "9"), { minLength: 1 });
  fc.assert(
    fc.property(words, words, fc.constantFrom("stop", "baja", "start", "unsubscribe"), (before, after, word) => {
      expect(optOutIntent([...before, word].join(" "))).toBeNull();
      expect(optOutIntent([word, ...after].join(" "))).toBeNull();
    }),
  );
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void optOutIntent(text)));
});
