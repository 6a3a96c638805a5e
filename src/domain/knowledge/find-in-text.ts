/** Looking for a reader's words in a text: the same pattern works in JavaScript and in Postgres. */

/** Characters shown at each side of what was found. */
const CONTEXT = 80;

/** A regular expression for the words as they were typed, whatever blanks and line breaks stand between them. */
export const wordsPattern = (words: string): string =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join("\\s+");

const matcher = (words: string) => new RegExp(wordsPattern(words), "giu");

export interface TextPart {
  text: string;
  isMatch: boolean;
}

/** A text cut where the words stand in it; all parts together are the text. Blank words stand nowhere. */
export function splitByMatches(text: string, words: string): TextPart[] {
  if (words.trim() === "") return [{ text, isMatch: false }];
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(matcher(words))) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isMatch: false });
    parts.push({ text: match[0], isMatch: true });
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end), isMatch: false });
  return parts;
}

export interface TextMatch {
  /** How often the words stand in the text. */
  count: number;
  /** The first place with what stands around it, on one line. */
  snippet: string;
}

/** Undefined when the words don't stand in the text. */
export function matchIn(text: string, words: string): TextMatch | undefined {
  if (words.trim() === "") return undefined;
  const matches = [...text.matchAll(matcher(words))];
  const [first] = matches;
  if (!first) return undefined;
  const before = text.slice(Math.max(0, first.index - CONTEXT), first.index);
  const after = text.slice(first.index + first[0].length).slice(0, CONTEXT);
  const isCutBefore = first.index > CONTEXT;
  const isCutAfter = first.index + first[0].length + CONTEXT < text.length;
  const start = isCutBefore ? `…${before.replace(/^\S*\s/, "")}` : before;
  const rest = isCutAfter ? `${after.replace(/\s\S*$/, "")}…` : after;
  return { count: matches.length, snippet: `${start}${first[0]}${rest}`.replace(/\s+/g, " ").trim() };
}
