import { contentStems } from "./word-overlap";

const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
/** Undefined for a word that carries grammar more than meaning. */
const stemOf = (word: string): string | undefined => [...contentStems(word)][0];

/**
 * How many content words in a row stand in none of the sources. People who rephrase a document rarely need more than
 * three; what is appended to a true statement has its words together.
 */
export function longestUnsupportedRun(text: string, sources: readonly string[]): number {
  const supported = contentStems(sources.join("\n"));
  let run = 0;
  let longest = 0;
  for (const word of wordsOf(text)) {
    const stem = stemOf(word);
    if (stem === undefined) continue;
    run = supported.has(stem) ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Words in a row that are no chance any more. */
const BORROWED = 5;
/** A reply may take up a word of the question; with two that no source has it says what the customer said. */
const OWN_WORDS = 2;
/** From so many borrowed words on, one of them is enough. */
const MANY_BORROWED = 7;
/** A whole sentence of so many words and more is borrowed as a whole, and then one such word is enough. */
const WHOLE_SENTENCE = 3;

/**
 * True when a text says after the customer what the sources don't say: five of their words in a row, or a whole sentence
 * of theirs, with content words that are in none of the sources; or nothing else; or in a part of it, half of whose
 * content words at least no source has.
 */
export function repeatsCustomer(text: string, customerText: string, sources: readonly string[]): boolean {
  const supported = contentStems(sources.join("\n"));
  const said = wordsOf(text);
  const ownWordsAt = (places: Iterable<number>): number =>
    new Set([...places].flatMap((at) => stemOf(said[at] ?? "") ?? []).filter((stem) => !supported.has(stem))).size;

  const runs = new Set(runsOf(wordsOf(customerText), BORROWED));
  const taken = new Set<number>();
  for (const [start, run] of runsOf(said, BORROWED).entries())
    if (runs.has(run)) for (let at = start; at < start + BORROWED; at++) taken.add(at);
  if (ownWordsAt(taken) >= (taken.size >= MANY_BORROWED ? 1 : OWN_WORDS)) return true;

  const isBorrowed = (part: string, stems = contentStems(part)): boolean =>
    // Without content it may be there by chance, if it is short.
    wordsOf(part).length >= (stems.size > 0 ? WHOLE_SENTENCE : WHOLE_SENTENCE + 1) &&
    isEcho(part, customerText) &&
    !sources.some((source) => isEcho(part, source));
  if (isBorrowed(text)) return true;
  // By whole words: "everything" is no support for "every".
  const known = new Set(sources.flatMap(wordsOf));
  const isBorrowedPart = (part: string): boolean => {
    const telling = wordsOf(part).filter((word) => stemOf(word) !== undefined);
    const missing = telling.filter((word) => !known.has(word));
    return missing.length >= telling.length / 2 && isBorrowed(part);
  };
  if (text.split(PART_END).some(isBorrowedPart)) return true;
  return customerText.split(SENTENCE_END).some((sentence) => {
    const words = wordsOf(sentence);
    if (words.length < WHOLE_SENTENCE) return false;
    const start = runsOf(said, words.length).indexOf(words.join(" "));
    return start >= 0 && ownWordsAt(words.map((_, offset) => start + offset)) > 0;
  });
}

/** Fewer words may be a question of two words, which is no quotation. */
const QUOTED_QUESTION = 3;

/** True when a text asks, at its end, what a source asks word for word: it says nothing, and a document may be made so. */
export function repeatsQuestion(text: string, sources: readonly string[]): boolean {
  if (!/[?？؟]["'”’)]*$/u.test(text.trim())) return false;
  const asked = text.trim().split(PART_END).at(-1) ?? "";
  return wordsOf(asked).length >= QUOTED_QUESTION && sources.some((source) => isEcho(asked, source));
}

const PART_END = /[,;:–—]\s*(?:and|or|but|y|e|et|und|ed?|dan|en)?\s|\.\s/iu;
const SENTENCE_END = /[.!?]+(?=\s|$)|[。！？؟\n]+/u;
/** Every `length` words in a row, by where they begin. */
const runsOf = (words: readonly string[], length: number): string[] =>
  words.slice(length - 1).map((_, start) => words.slice(start, start + length).join(" "));

/** True when a text says nothing but what the customer said, word for word. */
export function isEcho(text: string, customerText: string): boolean {
  const said = wordsOf(text).join(" ");
  return said !== "" && ` ${wordsOf(customerText).join(" ")} `.includes(` ${said} `);
}
