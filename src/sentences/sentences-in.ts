import { FORMAT_LOCALES, type Language } from "@/domain/words/languages";
import { type Sentences, sentenceTranslator } from "@/domain/words/sentences";
import arabicErrors from "./ar-errors.json";
import arabicProblems from "./ar-problems.json";
import arabicReasons from "./ar-reasons.json";
import spanishErrors from "./es-errors.json";
import spanishProblems from "./es-problems.json";
import spanishReasons from "./es-reasons.json";
import portugueseErrors from "./pt-errors.json";
import portugueseProblems from "./pt-problems.json";
import portugueseReasons from "./pt-reasons.json";

const SENTENCES: Record<Language, Sentences> = {
  en: {},
  es: { ...spanishErrors, ...spanishProblems, ...spanishReasons },
  pt: { ...portugueseErrors, ...portugueseProblems, ...portugueseReasons },
  ar: { ...arabicErrors, ...arabicProblems, ...arabicReasons },
};

const made = new Map<Language, (english: string) => string>();

/** Tells what the server refuses, and what is wrong with an input, in a language. */
export function sentencesIn(language: Language): (english: string) => string {
  const known = made.get(language) ?? sentenceTranslator(SENTENCES[language], FORMAT_LOCALES[language]);
  made.set(language, known);
  return known;
}
