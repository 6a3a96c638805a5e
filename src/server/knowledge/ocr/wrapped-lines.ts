/** A line that begins a point of a list. */
const BULLET = /^(?:[-–—•▪◦‣●○■□*·»]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s/iu;
/** A line of this share of its block's longest one was broken because the next word had no room. */
const FULL_LINE = 0.75;

/**
 * Joins the lines of a paragraph as OCR gives them, one for each on the page; blocks stay apart by blank lines, short lines
 * and lists line by line. A word divided at a line end keeps its hyphen and the line break, as elsewhere: chunking
 * repairs it.
 */
export function joinWrappedLines(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map(joinBlock)
    .filter((block) => block !== "")
    .join("\n\n");
}

function joinBlock(block: string): string {
  const lines = block
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const longest = Math.max(...lines.map(({ length }) => length));
  return lines.reduce((joined, line, index) => {
    const previous = lines[index - 1];
    if (previous === undefined) return line;
    const isBroken = previous.length >= FULL_LINE * longest && !BULLET.test(line) && !/\p{L}[-‐]$/u.test(previous);
    return `${joined}${isBroken ? " " : "\n"}${line}`;
  }, "");
}
