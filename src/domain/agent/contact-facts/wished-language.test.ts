import { expect, test } from "vitest";
import { findWishedLanguage } from "./wished-language";

test.each([
  ["Can you answer in English?", "en"],
  ["In Spanish please", "es"],
  ["Please write to me in Portuguese", "pt"],
  ["¿Puede responder en inglés?", "en"],
  ["Responda em português, por favor", "pt"],
  ["Können Sie auf Deutsch antworten? Schreiben Sie bitte auf Deutsch.", "de"],
  ["Do you speak French?", "fr"],
  ["En français, s'il vous plaît", "fr"],
])("%s: %s", (text, language) => {
  expect(findWishedLanguage(text)).toBe(language);
});

test.each([
  "Do you have the manual in English?",
  "Is there a tour in Spanish, please?",
  "I don't speak French",
  "The menu in Italian please",
  "I am in Spanish class",
  "English breakfast please",
  "answer in English or in French",
  "",
])("none: %s", (text) => {
  expect(findWishedLanguage(text)).toBeUndefined();
});
