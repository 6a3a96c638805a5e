import { findMonth } from "./calendar-words";
import type { CitedSentence } from "./turn";

const MARK = /^[ \t]*(?:\(?\d{1,3}[.)]|[-•*–])(?=[ \t]|$)[ \t]*/gmu;

/** Lines without the number or the bullet before them: it counts, and says nothing. The day of a date does. */
export const withoutListMarks = (text: string): string =>
  text.replaceAll(MARK, (mark: string, start: number) => (goesOnAsDate(text.slice(start + mark.length)) ? mark : ""));

const NEXT_WORD = /^(?:d[ei]\s+|of\s+)?(\p{L}[\p{L}\p{M}]+)/iu;
const NEXT_NUMBER = /^\d{1,2}\.(?:[\s\d]|$)/u;

/** After "27.": "Dezember", or "12. 2026". */
const goesOnAsDate = (rest: string): boolean =>
  NEXT_NUMBER.test(rest) || findMonth(NEXT_WORD.exec(rest)?.[1] ?? "") !== undefined;

const NUMBER_ALONE = /^\(?\d{1,3}[.)]$/u;

/** A number of a list that stands alone belongs to what comes after it. */
export function joinListMarks(sentences: readonly CitedSentence[]): CitedSentence[] {
  const joined: CitedSentence[] = [];
  for (const { text, citations } of sentences) {
    const before = joined.at(-1)?.text.trim() ?? "";
    if (NUMBER_ALONE.test(before) && text.trim() !== "")
      joined[joined.length - 1] = { text: `${before} ${text.trim()}`, citations };
    else joined.push({ text, citations });
  }
  return joined;
}
