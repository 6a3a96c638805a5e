/** Shortest end of one chunk and beginning of the next that are taken for the same text. */
const MIN_OVERLAP = 40;
/** Chunks overlap by some 64 tokens; more need not be compared. */
const MAX_OVERLAP = 600;

export interface JoinablePassage {
  documentId: string;
  heading: string;
  text: string;
}

/** How many characters at the end of one text begin the other; 0 when they don't overlap. */
export function overlapOf(text: string, next: string): number {
  for (let length = Math.min(text.length, next.length, MAX_OVERLAP); length >= MIN_OVERLAP; length--)
    if (text.endsWith(next.slice(0, length))) return length;
  return 0;
}

const belongTogether = (a: JoinablePassage, b: JoinablePassage): boolean =>
  a.documentId === b.documentId && a.heading === b.heading;

/**
 * The first `limit` passages, with what stands directly before and after them under the same heading joined to them, as
 * far as it is among the others: an answer that a chunk bound cuts in two is whole again. Order and everything but the
 * text are those of the best part.
 */
export function joinNeighbours<Item extends JoinablePassage>(passages: readonly Item[], limit: number): Item[] {
  const rest = [...passages];
  const joined: Item[] = [];
  while (joined.length < limit) {
    let passage = rest.shift();
    if (!passage) break;
    for (let position = 0; position < rest.length; ) {
      const text = joinTexts(passage, rest[position]!);
      if (text === undefined) {
        position++;
        continue;
      }
      passage = { ...passage, text };
      rest.splice(position, 1);
      // What has grown may now touch one that was passed over.
      position = 0;
    }
    joined.push(passage);
  }
  return joined;
}

function joinTexts(a: JoinablePassage, b: JoinablePassage): string | undefined {
  if (!belongTogether(a, b)) return undefined;
  const after = overlapOf(a.text, b.text);
  if (after > 0) return a.text + b.text.slice(after);
  const before = overlapOf(b.text, a.text);
  return before > 0 ? b.text + a.text.slice(before) : undefined;
}
