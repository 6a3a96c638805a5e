/**
 * What to know about pages that are pictures without text that could be read; empty when there are none. Written down
 * with the document, whoever reads it later: in English.
 */
export function unreadPicturesWords(count: number, total: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? `1 of ${total} pages has no text: it is a picture.`
      : `${count} of ${total} pages have no text: they are pictures.`,
  ];
}
