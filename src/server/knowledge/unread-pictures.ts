/**
 * What to know about pages that are pictures without text that could be read; empty when there are none. Written down
 * with the document, whoever reads it later: in English.
 */
export const unreadPicturesWords = (count: number, total: number): string[] =>
  count === 0
    ? []
    : [
        `${count} of ${total} pages ${count === 1 ? "has no text: it is a picture" : "have no text: they are pictures"}.`,
      ];
