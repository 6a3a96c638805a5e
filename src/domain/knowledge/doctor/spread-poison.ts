/** What the checks know of a passage in its document. */
export interface PlacedPassage {
  /** Path of headings; "" when there is none. */
  heading: string;
  /** 1-based; null when the format has no pages. */
  page: number | null;
  /** Order within the document, from 0. */
  position: number;
  text: string;
}

/** A passage that speaks to a machine: by which of its sentences, and what the finding is known by. */
export interface Planted {
  quotes: readonly string[];
  fingerprint: string;
}

/** Longer distances are not one paragraph any more, but a text without line breaks. */
const MAX_REACH = 600;

/**
 * The finding of each passage of one document that has a part in one: what is planted is often a paragraph, and cutting
 * it into passages must not leave half of it to be answered from. A passage beside a poisoned one goes with it when no
 * line ends between it and the poisoned sentence. Passages must be in the order of their document.
 */
export function spreadPoison<Passage extends PlacedPassage>(
  passages: readonly Passage[],
  plantedIn: (passage: Passage) => Planted | undefined,
): Map<Passage, string> {
  const found = new Map<Passage, string>();
  for (const [index, passage] of passages.entries()) {
    const planted = plantedIn(passage);
    if (!planted) continue;
    found.set(passage, planted.fingerprint);
    const { isFirst, isLast } = reachOf(passage.text, planted.quotes);
    for (const [neighbour, reaches] of [
      [passages[index - 1], isFirst],
      [passages[index + 1], isLast],
    ] as const)
      if (neighbour && reaches && belongTogether(passage, neighbour) && !found.has(neighbour))
        found.set(neighbour, planted.fingerprint);
  }
  return found;
}

const belongTogether = (one: PlacedPassage, other: PlacedPassage): boolean =>
  one.heading === other.heading && one.page === other.page && Math.abs(one.position - other.position) === 1;

/** Whether the paragraph of the quotes may have begun before the text, or go on after it. */
function reachOf(text: string, quotes: readonly string[]): { isFirst: boolean; isLast: boolean } {
  const places = quotes.flatMap((quote) => {
    const at = text.indexOf(quote);
    return at < 0 ? [] : [{ start: at, end: at + quote.length }];
  });
  // Hidden or written in another way: nobody can say where it ends.
  if (places.length === 0) return { isFirst: true, isLast: true };
  const before = text.slice(0, Math.min(...places.map(({ start }) => start))).trimStart();
  const after = text.slice(Math.max(...places.map(({ end }) => end))).trimEnd();
  const isOneLine = (part: string) => !part.includes("\n") && part.length <= MAX_REACH;
  return { isFirst: isOneLine(before), isLast: isOneLine(after) };
}
