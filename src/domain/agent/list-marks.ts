import type { CitedSentence } from "./turn";

const MARK = /^[ \t]*(?:\(?\d{1,3}[.)]|[-•*–])(?=[ \t]|$)[ \t]*/gmu;

/** Lines without the number or the bullet before them: it counts, and says nothing. */
export const withoutListMarks = (text: string): string => text.replaceAll(MARK, "");

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
