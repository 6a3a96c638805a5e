import { foldCase } from "./fold";

/** Always the same language, so that a rule does not depend on the machine's; word breaks hardly depend on it. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Where a word of the text may begin or end, also in scripts that put no spaces between words. */
function boundariesOf(text: string): Set<number> {
  const boundaries = new Set([0, text.length]);
  for (const { index } of segmenter.segment(text)) boundaries.add(index);
  return boundaries;
}

/** Spaces of any kind and number are one: people tap twice. */
const spaced = (text: string) => foldCase(text).replaceAll(/\s+/gu, " ").trim();

/**
 * The first of the words (or phrases) that stands in the text as a whole: "open" is in "Are you OPEN?" and not in
 * "opening". Compared as foldCase does.
 */
export function findWholeWord(text: string, words: readonly string[]): string | undefined {
  const folded = spaced(text);
  let boundaries: Set<number> | undefined;
  return words.find((word) => {
    const needle = spaced(word);
    if (needle === "") return false;
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
      boundaries ??= boundariesOf(folded);
      if (boundaries.has(at) && boundaries.has(at + needle.length)) return true;
    }
    return false;
  });
}

/** The first of the texts that stands anywhere in the text, also inside a word. */
export function findContained(text: string, parts: readonly string[]): string | undefined {
  const folded = spaced(text);
  return parts.find((part) => spaced(part) !== "" && folded.includes(spaced(part)));
}
