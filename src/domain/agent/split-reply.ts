/** In UTF-16 units: what is read in a chat without opening "read more" twice. */
export const MAX_REPLY_LENGTH = 1_500;

/** Where a text may be cut, the best first: between paragraphs, lines, sentences, words. Each ends a piece. */
const BREAKS: readonly RegExp[] = [/\n{2,}/gu, /\n/gu, /[.!?।؟]["')\]]?\s+|[。！？]/gu, /\s+/gu];

/**
 * A long reply as messages of at most `max` units (at least 2), each as full as the best cut allows: at the end of a
 * paragraph, else of a line, a sentence, a word, and only then within one. Nothing but white space at the cuts is lost.
 */
export function splitReply(text: string, max: number = MAX_REPLY_LENGTH): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const end = cutIn(rest, max);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** The last good cut that leaves a part at least a third full, so that no break makes a row of crumbs. */
function cutIn(text: string, max: number): number {
  const head = text.slice(0, max + 1);
  for (const pattern of BREAKS) {
    const ends = [...head.matchAll(pattern)].map((match) => match.index + match[0].length);
    const end = ends.findLast((at) => text.slice(0, at).trimEnd().length <= max);
    if (end !== undefined && end > max / 3) return end;
  }
  // Never between the two halves of a surrogate pair.
  return /[\uD800-\uDBFF]/u.test(text[max - 1] ?? "") ? max - 1 : max;
}
