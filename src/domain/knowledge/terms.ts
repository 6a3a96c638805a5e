import stem from "wink-porter2-stemmer";
import { foldForSearch } from "./fold";
import { CHAT_WORDS, FOREIGN_FUNCTION_WORDS, FUNCTION_WORDS } from "./stopwords";

/**
 * How words become index terms. "english": function words dropped, Porter2 stems. "universal": the first five characters
 * of each word, which does for most languages with endings, and overlapping pairs for scripts without spaces.
 */
export type Analyzer = "english" | "universal";

/** Languages of chunks, as far as search treats them differently. */
export type ChunkLanguage = "en" | "und";

export const analyzerOf = (language: ChunkLanguage): Analyzer => (language === "en" ? "english" : "universal");

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts written without spaces between words (and Hangul, whose endings are glued on): cut into short pieces instead. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const TWO_CHARACTER_SCRIPT = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u;
const PREFIX_LENGTH = 5;
/** "And", "with", "to" and the article are written as part of the Arabic word, and would fill most of its prefix. */
const ARABIC_PROCLITICS = /^(?:[وفبك]?ال|و?لل)(?=\p{Script=Arabic}{3})/u;
/** No word of a language is longer; base64 and the like must not become terms of any length. */
const MAX_WORD_LENGTH = 64;

/** The words of a text, folded (see foldForSearch), in order. Runs of scripts without spaces count as one word. */
export function wordsOf(text: string): string[] {
  return foldForSearch(text).match(WORD) ?? [];
}

/** Index terms of a text in order, with repetitions: their number is the document length of BM25. */
export const termsOf = (text: string, analyzer: Analyzer): string[] => termsOfWords(wordsOf(text), analyzer);

/** The same for words that wordsOf has found already. */
export function termsOfWords(words: readonly string[], analyzer: Analyzer): string[] {
  const kept = analyzer === "english" ? words.filter((word) => !FUNCTION_WORDS.has(word)) : words;
  return kept.flatMap((word) => termsOfWord(word, analyzer));
}

/**
 * The distinct terms of a question, without function words and chat phrases ("hi, I want to know …"); a question made
 * of nothing else keeps them, so that it is never empty while it has a word at all.
 */
export function queryTermsOf(question: string, analyzer: Analyzer): string[] {
  const words = wordsOf(question);
  const isContent = (word: string) =>
    !FUNCTION_WORDS.has(word) && (analyzer === "english" || !FOREIGN_FUNCTION_WORDS.has(word));
  const content = words.filter(isContent);
  const telling = content.filter((word) => !CHAT_WORDS.has(word));
  const kept = [telling, content, words].find((list) => list.length > 0) ?? [];
  return [...new Set(kept.flatMap((word) => termsOfWord(word, analyzer)))];
}

/**
 * Character trigrams of the words of a text, each word padded with a space on both sides, in order with repetitions.
 * They match across endings, compounds and typing errors.
 */
export const trigramsOf = (text: string): string[] => trigramsOfWords(wordsOf(text));

/** The same for words that wordsOf has found already. */
export function trigramsOfWords(words: readonly string[]): string[] {
  const trigrams: string[] = [];
  for (const word of words) {
    const padded = charactersOf(` ${word} `);
    for (let start = 0; start + 3 <= padded.length; start++) trigrams.push(joined(padded, start, start + 3));
  }
  return trigrams;
}

/** How often each of them occurs. */
export function countOccurrences(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function termsOfWord(word: string, analyzer: Analyzer): string[] {
  if (word.search(UNSPACED) >= 0) return piecesOfMixedWord(word, analyzer);
  if (analyzer === "english" && /^[a-z]+$/.test(word)) return [stemOf(word.slice(0, MAX_WORD_LENGTH))];
  if (analyzer === "english") return [joined(charactersOf(word), 0, MAX_WORD_LENGTH)];
  return [joined(charactersOf(word.replace(ARABIC_PROCLITICS, "")), 0, PREFIX_LENGTH)];
}

/** Words repeat: remembering the stems of the commonest makes a search several times faster. */
const MAX_REMEMBERED_STEMS = 20_000;
const stems = new Map<string, string>();

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MAX_REMEMBERED_STEMS) stems.clear();
  const stemmed = stem(word);
  stems.set(word, stemmed);
  return stemmed;
}

/** By code points where a character takes two units: half a character is no valid text to a database. */
const charactersOf = (text: string): string | string[] => (/[\uD800-\uDFFF]/.test(text) ? Array.from(text) : text);

function joined(characters: string | string[], start: number, end: number): string {
  const part = characters.slice(start, end);
  return typeof part === "string" ? part : part.join("");
}

/** "4月10日発売" → terms of its spaced parts ("4", "10") and pairs of characters of the others. */
function piecesOfMixedWord(word: string, analyzer: Analyzer): string[] {
  const terms: string[] = [];
  let end = 0;
  for (const run of word.matchAll(UNSPACED)) {
    if (run.index > end) terms.push(...termsOfWord(word.slice(end, run.index), analyzer));
    terms.push(...ngrams(Array.from(run[0]), TWO_CHARACTER_SCRIPT.test(run[0]) ? 2 : 3));
    end = run.index + run[0].length;
  }
  if (end < word.length) terms.push(...termsOfWord(word.slice(end), analyzer));
  return terms;
}

function ngrams(characters: readonly string[], length: number): string[] {
  if (characters.length <= length) return [characters.join("")];
  return characters
    .slice(0, characters.length - length + 1)
    .map((_, start) => characters.slice(start, start + length).join(""));
}
