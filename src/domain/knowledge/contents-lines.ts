/** "2.4 Shipping . . . . 12", with or without a cell border before the page number. */
const CONTENTS_LINE = /(?:\.{3,}|…)\s*\|?\s*\d{1,4}$/;
/** Fewer on a page are no table of contents. */
const MIN_LINES = 4;

/**
 * A page's text without its table of contents: those lines hold the words of every question and the answer of none.
 * Entries broken over two lines lose their second half only, which is harmless.
 */
export function withoutContentsLines(text: string): string {
  const lines = text.split("\n");
  if (lines.filter((line) => CONTENTS_LINE.test(line)).length < MIN_LINES) return text;
  const isEntry = (line: string) => CONTENTS_LINE.test(line) || /\|\s*\d{1,4}$/.test(line);
  return lines.filter((line) => !isEntry(line)).join("\n");
}
