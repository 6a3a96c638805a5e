/** Words that say how a file came about, not what is in it. */
const EMPTY_WORDS = new Set(
  "scan scanned document doc file untitled copy final draft version new old img image page export download print v".split(
    " ",
  ),
);

/**
 * A document's name as words for search: without extension, separators and what says nothing ("scan_0012.pdf" gives
 * "", "Return-policy_v2.docx" gives "Return policy"). At most a few words that a customer might say.
 */
export function tellingName(fileName: string): string {
  const words = fileName
    .replace(/\.[^.\s]{1,8}$/, "")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .split(/[\s_\-–.,()[\]+&]+/u)
    .filter((word) => /\p{L}{2}/u.test(word) && !/\d/.test(word) && !EMPTY_WORDS.has(word.toLowerCase()));
  return words.join(" ").slice(0, 120);
}
