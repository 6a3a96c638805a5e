import { languageCodeOf, languageNames } from "./language-names";

/**
 * English sentences and how another language says them; `{name}` stands for whatever is at that place. At `{why}` stands
 * another sentence, and at `{language}` or `{otherLanguage}` the English name of one: those are told as well.
 */
export type Sentences = Readonly<Record<string, string>>;

/** A sentence in another language; undefined when it isn't known. */
type Tell = (english: string) => string | undefined;

const SLOT = /\{(\w+)\}/g;
const LANGUAGE = /^(language|otherLanguage)$/;
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

interface Pattern {
  matches: RegExp;
  names: string[];
  translation: string;
}

/** @param isLoose what stands between quotation marks may hold some itself */
function patternOf([english, translation]: [string, string], isLoose: boolean): Pattern | undefined {
  const names = [...english.matchAll(SLOT)].map(([, name = ""]) => name);
  if (names.length === 0 || (isLoose && !english.includes("“{"))) return undefined;
  // Slots stand in an odd place of what split gives.
  const parts = english.split(SLOT).map((part, place, all) => {
    if (place % 2 === 0) return escaped(part);
    return !isLoose && all[place - 1]?.endsWith("“") ? "([^\\n“”]+?)" : "([^\\n]+?)";
  });
  return { matches: new RegExp(`^${parts.join("")}$`, "u"), names, translation };
}

/** Whatever takes what is quoted for a piece of a sentence comes last: `“a” matched: “b” is in it.` */
const patternsOf = (sentences: Sentences): Pattern[] =>
  [false, true].flatMap((isLoose) => Object.entries(sentences).flatMap((entry) => patternOf(entry, isLoose) ?? []));

/**
 * Tells finished sentences in another language: what the server refuses and what is wrong with an input are written once,
 * in English, where they are decided, and are told in the reader's language where they leave. Each line by itself, where
 * there are several. A sentence that isn't known stays English, and so does one within which something isn't.
 * @param locale in which languages are named
 */
export function sentenceTranslator(sentences: Sentences, locale = "en"): (english: string) => string {
  const patterns = patternsOf(sentences);
  const told: Tell = (english) => {
    const exact = Object.hasOwn(sentences, english) ? sentences[english] : undefined;
    if (exact !== undefined) return exact;
    for (const { matches, names, translation } of patterns) {
      const found = matches.exec(english)?.slice(1);
      const values = found?.map((value, place) => toldValue(names[place], value));
      if (values?.every((value) => value !== undefined))
        return translation.replaceAll(SLOT, (slot, name: string) => values[names.indexOf(name)] ?? slot);
    }
    return undefined;
  };
  const toldValue = (name: string | undefined, value: string): string | undefined => {
    if (name === "why") return told(value);
    if (!LANGUAGE.test(name ?? "")) return value;
    const code = languageCodeOf(value);
    return code && languageNames([code], locale);
  };
  return (english) =>
    told(english) ??
    english
      .split("\n")
      .map((line) => told(line) ?? line)
      .join("\n");
}
