import { findMonth, findWeekday } from "./calendar-words";

/** Languages that write every noun with a capital letter. */
const CAPITALISED_NOUNS: readonly string[] = ["de", "lb"];
/** A capital letter here says nothing: a sentence, a quotation, an item of a list begins. */
const BEGINS = /(?:^|[.!?…:;•\n。！？]["'”’)\]*_]*\s*|["“„«‘([{*_]\s*|(?:^|\s)[-–—>]\s*)$/u;
/** …but not after these, which a full stop shortens. */
const SHORTENED = /(?<![\p{L}\p{N}])(?:dr|prof|mr|mrs|ms|st|sr|sra|dra|srta|mme|hr|fr|ing|sig|г|ул)\.\s*$/iu;
const INITIAL = /(?<![\p{L}\p{N}'’])\p{Lu}\.\s*$/u;
const CAPITALISED = /(?<![\p{L}\p{M}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
/** Words that are written with capitals wherever they stand, and name nothing that could be wrong. */
const COMMON = new Set(
  "i i'm i'll i'd i've ok faq id pdf sms pin tv pc url usb wifi wi-fi whatsapp internet english am pm a.m p.m mr mrs ms dr prof".split(
    " ",
  ),
);

const fold = (word: string): string =>
  word
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/'s?$|'s$/u, "");

/** The parts of a word that may each be a name: "Pro-X's" → "prox", "pro", "x". */
const partsOf = (word: string): string[] => fold(word).split(/['-]/u).filter(Boolean);

/** "Tents" is proven by "tent"; in languages that inflect names, so is "Москве" by "Москва". */
const stemOf = (word: string): string =>
  /^\p{Script=Latin}+$/u.test(word)
    ? word.replace(/(?<=.{3})(?:es|s)$/u, "")
    : word.slice(0, Math.max(4, word.length - 2));

/** English words that begin a sentence and name nothing, for all that an "-s" follows them ("There is", "Each costs"). */
const OPENERS = new Set(
  "that there here what which each none both neither either such only also then when where while who how why yes sure and but they".split(
    " ",
  ),
);
/** Endings of words that are no names, or hardly ever. */
const NOUN_ENDING = /(?:s|ly|ing|ed|tion|sion|ment|ness|ship|ance|ence|ity|age|ery|ory|body|one|thing)$/u;

/**
 * "Quellmark says …": a capital letter that opens an English sentence says nothing, but an unknown word that then acts
 * by itself, without an article and in the singular, is most often a name.
 */
const opensAsName = (word: string, after: string): boolean =>
  /^\p{Lu}\p{Ll}{3,}$/u.test(word) &&
  !OPENERS.has(word.toLowerCase()) &&
  !NOUN_ENDING.test(word) &&
  /^ (?:\p{Ll}+s|will|can) \p{L}/u.test(after);

const beginsAfter = (before: string): boolean =>
  BEGINS.test(before) && !SHORTENED.test(before) && !INITIAL.test(before);

interface NamedText {
  stems: ReadonlySet<string>;
  /** First letters of its words, in order: what an abbreviation in capitals stands for. */
  initials: string;
  /** Abbreviations in capitals, without their dots: what a name in full may stand for. */
  abbreviations: ReadonlySet<string>;
}

const ABBREVIATION =
  /(?<![\p{L}\p{N}.])(?:\p{Lu}\.){1,5}\p{Lu}\.?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\p{Lu}{2,6}(?![\p{L}\p{N}])/gu;

function read(texts: readonly string[]): NamedText {
  const words = texts.flatMap(
    (text) => text.normalize("NFKC").match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? [],
  );
  const stems = new Set(words.flatMap((word) => [fold(word).replaceAll(/['-]/gu, ""), ...partsOf(word)].map(stemOf)));
  const shortened = texts.flatMap((text) => text.match(ABBREVIATION) ?? []);
  return {
    stems,
    initials: words.map((word) => fold(word)[0] ?? "").join(""),
    abbreviations: new Set(shortened.map((text) => fold(text.replaceAll(".", "")))),
  };
}

function isProven(word: string, { stems, initials }: NamedText): boolean {
  const whole = fold(word);
  if (COMMON.has(whole) || whole.length < 2) return true;
  // Checked as dates and days, in whatever language.
  if (findMonth(word) !== undefined || findWeekday(word) !== undefined) return true;
  if (stems.has(stemOf(whole.replaceAll(/['-]/gu, "")))) return true;
  const parts = partsOf(word);
  if (parts.length > 1 && parts.every((part) => part.length < 2 || stems.has(stemOf(part)))) return true;
  return /^\p{Lu}{2,6}$/u.test(word) && initials.includes(whole);
}

/** Several words with capitals, small ones between them: "Centers for Disease Control". */
const IN_FULL = /\p{Lu}[\p{L}\p{M}]+(?: (?:(?:of|for|de|da|do|del|du|des) )?\p{Lu}[\p{L}\p{M}]+){1,5}/gu;
/** Two letters are the beginning of many names, so these are told by their words. */
const OF_TWO_LETTERS = new Map([
  ["united states", "us"],
  ["united kingdom", "uk"],
  ["united nations", "un"],
  ["european union", "eu"],
]);

/** Where a text spells out what a source has as an abbreviation, "United States" for "U.S.": from and to, in characters. */
const spelledOut = (text: string, { abbreviations }: NamedText): [number, number][] =>
  [...text.normalize("NFKC").matchAll(IN_FULL)].flatMap((match): [number, number][] => {
    const initials = fold((match[0].match(/\p{Lu}/gu) ?? []).join(""));
    const short = initials.length > 2 ? initials : OF_TWO_LETTERS.get(match[0].toLowerCase());
    return short && abbreviations.has(short) ? [[match.index, match.index + match[0].length]] : [];
  });

/**
 * Names of a text that none of the sources has: words that a capital letter marks as such in the middle of a sentence, in
 * scripts that have capitals. Languages (ISO 639-1) differ: where every noun has a capital letter, only two such words in a
 * row are a name; in English one that opens a sentence can be told too.
 */
export function unprovenNames(text: string, sources: readonly string[], language?: string): string[] {
  const nounsAreCapitalised = CAPITALISED_NOUNS.includes(language ?? "");
  const source = read(sources);
  const inFull = spelledOut(text, source);
  const words = [...text.normalize("NFKC").matchAll(CAPITALISED)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    begins: beginsAfter(text.slice(Math.max(0, match.index - 8), match.index)),
    isUnknown: !isProven(match[0], source) && !inFull.some(([start, end]) => match.index >= start && match.index < end),
  }));
  const opener = (word: (typeof words)[number]): boolean =>
    language === "en" && opensAsName(word.text, text.slice(word.end, word.end + 30));
  return words.flatMap((word, index) => {
    const before = words[index - 1];
    const follows = before !== undefined && text.slice(before.end, word.start) === " ";
    if (!word.isUnknown || (word.begins && !opener(word))) return [];
    if (!nounsAreCapitalised) return [follows && before.isUnknown ? `${before.text} ${word.text}` : word.text];
    return follows && before.isUnknown && !before.begins ? [`${before.text} ${word.text}`] : [];
  });
}
