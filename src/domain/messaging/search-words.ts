/**
 * How words are looked for in messages: what people type is folded as the database folds what was written, so the two
 * must stay the same (schema/search-text.ts has the same steps in SQL, and a test compares them).
 */

/** Accents, the vowel signs that Arabic and Hebrew mostly leave out, and marks that show nothing. The same in SQL. */
export const LEFT_OUT =
  "[\\u0300-\\u036F\\u0591-\\u05C7\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670\\u06D6-\\u06ED\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]";
/** What stands between words. The same in SQL. */
export const BETWEEN =
  "[\\u0001-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u00BF\\u060C\\u061B\\u061F\\u0964\\u0965\\u2000-\\u206F\\u2E00-\\u2E7F\\u3000-\\u3004\\u3008-\\u303F]+";
/** Scripts that write without spaces, whose single signs are words. The same in SQL. */
export const SIGNS = "\\u2E80-\\u2FFF\\u3005-\\u3007\\u3041-\\u9FFF\\uAC00-\\uD7A3\\uF900-\\uFAFF";
/** Letters and digits of one meaning, one by one. The same in SQL. */
export const VARIANTS = "ٱىیةکς٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
export const PLAIN = "اييهكσ01234567890123456789";

/** Longer queries are refused. */
export const MAX_QUERY_LENGTH = 200;
/** More pieces of a word narrow nothing down any further. */
const MAX_GRAMS = 24;

const leftOut = new RegExp(LEFT_OUT, "g");
const between = new RegExp(BETWEEN, "g");
const variants = new RegExp(`[${VARIANTS}]`, "g");
const onlySigns = new RegExp(`^[${SIGNS}]+$`);

const plainForms = new Map([...VARIANTS].map((letter, index) => [letter, PLAIN[index] ?? letter]));

/** A text as it is compared: words in one form of their letters with a space between them, and none around. */
export function foldWords(text: string): string {
  return foldPart(text).trim();
}

function foldPart(text: string): string {
  return text
    .normalize("NFKD")
    .replace(leftOut, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(variants, (letter) => plainForms.get(letter) ?? letter)
    .replace(between, " ");
}

export interface SearchWord {
  /** What must stand in a folded text that has a space at either end. */
  pattern: string;
  /** Pieces that every text with the word has: three characters each, of signs also one and two. */
  grams: string[];
}

/**
 * The words to look for, all of which a message must have. Parts of words count from three letters on; shorter ones
 * must be a whole word, unless their script writes without spaces.
 */
export function searchWords(query: string): SearchWord[] {
  const words = [...new Set(foldWords(query).split(" "))].filter(Boolean);
  return words.map((word) => {
    const length = [...word].length;
    const isShortOfSigns = length < 3 && onlySigns.test(word);
    const pattern = length < 3 && !isShortOfSigns ? ` ${word} ` : word;
    return { pattern, grams: isShortOfSigns ? [word] : gramsOf(pattern) };
  });
}

function gramsOf(text: string): string[] {
  const characters = [...text];
  const grams = characters.slice(0, -2).map((_, index) => characters.slice(index, index + 3).join(""));
  return [...new Set(grams)].slice(0, MAX_GRAMS);
}

export interface ExcerptPart {
  text: string;
  isMatch: boolean;
}

/** Characters shown before the first match, and altogether. */
const BEFORE = 30;
const SHOWN = 140;

/** The place of a text where the words stand first, on one line, with every match in it marked. */
export function excerptOf(text: string, words: readonly SearchWord[]): ExcerptPart[] {
  const line = text.replace(/\s+/g, " ").trim();
  const matches = placesOf(line, words);
  const first = matches[0]?.[0] ?? 0;
  const start = first <= BEFORE ? 0 : startOfWord(line, first - BEFORE, first);
  const end = line.length <= start + SHOWN ? line.length : start + SHOWN;
  const parts: ExcerptPart[] = [];
  let at = start;
  const add = (until: number, isMatch: boolean) => {
    if (until > at) parts.push({ text: line.slice(at, until), isMatch });
    at = Math.max(at, until);
  };
  for (const [from, to] of matches) {
    if (from >= end) break;
    add(from, false);
    add(to, true);
  }
  add(end, false);
  if (start > 0) parts.unshift({ text: "…", isMatch: false });
  if (at < line.length) parts.push({ text: "…", isMatch: false });
  return parts;
}

/** Whether all the words stand in the text. */
export function hasWords(text: string, words: readonly SearchWord[]): boolean {
  const folded = ` ${foldWords(text)} `;
  return words.every(({ pattern }) => folded.includes(pattern));
}

function startOfWord(line: string, from: number, before: number): number {
  const space = line.indexOf(" ", from);
  return space >= 0 && space < before ? space + 1 : from;
}

/**
 * Where the words stand, in their order and without overlaps, in UTF-16 units: of each word its first place, and those
 * that an excerpt from there on can show.
 */
function placesOf(line: string, words: readonly SearchWord[]): [number, number][] {
  // Sign by sign with the marks on it, so that every folded unit knows where it came from.
  let folded = " ";
  const origins: [number, number][] = [[0, 0]];
  // The same few signs come again and again, and folding is slow.
  const pieces = new Map<string, string>();
  for (const cluster of line.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const piece = pieces.get(cluster[0]) ?? foldPart(cluster[0]);
    pieces.set(cluster[0], piece);
    folded += piece;
    for (const _ of piece.split("")) origins.push([cluster.index, cluster.index + cluster[0].length]);
  }
  folded += " ";
  origins.push([line.length, line.length]);
  const found = words.flatMap(({ pattern }) => {
    const [inner, lead] = [pattern.trim().length, pattern.startsWith(" ") ? 1 : 0];
    const places: [number, number][] = [];
    for (let at = folded.indexOf(pattern); at >= 0; at = folded.indexOf(pattern, at + 1)) {
      const [from, to] = [origins[at + lead], origins[at + lead + inner - 1]];
      if (!from || !to) continue;
      places.push([from[0], to[1]]);
      if (from[0] > places[0]![0] + SHOWN) break;
    }
    return places;
  });
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return withoutOverlaps(found);
}

/** Of those that overlap the first, and of those that begin together the longest. Linear: messages are long. */
function withoutOverlaps(sorted: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const place of sorted) if (place[0] >= (kept.at(-1)?.[1] ?? 0)) kept.push(place);
  return kept;
}
