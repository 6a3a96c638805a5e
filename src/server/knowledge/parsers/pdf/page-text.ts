import type { Segment } from "./segments";

interface Line {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
  /** Cells beside each other; 1 for running text. */
  cells: number;
}

/** Ratios of font sizes to the document's body text from which a line is a heading of level 1, 2, 3. */
const HEADING_RATIOS = [1.7, 1.35, 1.15];
const LONGEST_HEADING = 160;
/** In font sizes: lines of a paragraph are at most this far apart. */
const PARAGRAPH_LEADING = 1.75;
/** A line that ends before this share of its column's width ends its paragraph. */
const FULL_LINE = 0.8;
/** "Shipping . . . . . 12" in a table of contents. */
const CONTENTS_LINE = /…\s*\d{1,4}$/;
const DOT_LEADERS = /(?:\s?[.·]){5,}/g;
const BULLET = /^(?:[-–•▪◦‣●○■□*·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s/i;

/**
 * Text of the flows of a page: wrapped lines joined to paragraphs, blocks apart by a blank line, large print marked as
 * headings, table rows on one line each with ` | ` between cells. A word divided at a line end keeps its hyphen and the
 * line break, so that nothing is joined that was not meant to be; chunking repairs it.
 */
export function renderFlows(flows: readonly (readonly Segment[])[], bodySize: number): string {
  return flows
    .map((flow) => renderFlow(toLines(flow), bodySize))
    .filter((text) => text !== "")
    .join("\n\n");
}

function toLines(segments: readonly Segment[]): Line[] {
  const rows: Segment[][] = [];
  for (const segment of [...segments].sort((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const row = rows.at(-1);
    const tolerance = Math.min(segment.size, row?.[0]?.size ?? 0) / 2;
    if (row?.[0] && segment.baseline - row[0].baseline < tolerance) row.push(segment);
    else rows.push([segment]);
  }
  const sorted = rows.map((row) => row.sort(byReadingDirection(row)));
  return sorted.map((row, index) =>
    toLine(row, isTableRow(row, sorted[index - 1]) || isTableRow(row, sorted[index + 1])),
  );
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** The cells of an Arabic row are read from the right. */
const byReadingDirection = (row: readonly Segment[]) => {
  const isRightToLeft = row.filter(({ text }) => RIGHT_TO_LEFT.test(text)).length * 2 > row.length;
  return (a: Segment, b: Segment) => (isRightToLeft ? b.left - a.left : a.left - b.left);
};

/** Two rows of several pieces under each other, of which one pair starts or ends at the same place. */
export function isTableRow(row: readonly Segment[], neighbour: readonly Segment[] | undefined): boolean {
  if (!neighbour || row.length < 2 || neighbour.length < 2) return false;
  return row
    .slice(1)
    .some((cell) =>
      neighbour
        .slice(1)
        .some(
          (other) => Math.abs(cell.left - other.left) < cell.size || Math.abs(cell.right - other.right) < cell.size,
        ),
    );
}

function toLine(row: readonly Segment[], isTable: boolean): Line {
  return {
    text: row
      .map(({ text }) => text)
      .join(isTable ? " | " : " ")
      .replace(DOT_LEADERS, " …"),
    left: Math.min(...row.map(({ left }) => left)),
    right: Math.max(...row.map(({ right }) => right)),
    baseline: row[0]?.baseline ?? 0,
    size: Math.max(...row.map(({ size }) => size)),
    cells: isTable ? row.length : 1,
  };
}

function renderFlow(lines: readonly Line[], bodySize: number): string {
  const left = Math.min(...lines.map((line) => line.left));
  const width = Math.max(...lines.map((line) => line.right)) - left;
  let text = "";
  lines.forEach((line, index) => {
    const previous = lines[index - 1];
    text +=
      (previous ? separator(previous, line, { left, width, bodySize }) : "") +
      mark(line, previous, bodySize) +
      line.text;
  });
  return text;
}

function separator(previous: Line, line: Line, flow: { left: number; width: number; bodySize: number }): string {
  const size = Math.max(previous.size, line.size);
  const isNear = line.baseline - previous.baseline <= PARAGRAPH_LEADING * size;
  const isSameSize = Math.abs(previous.size - line.size) < 0.1 * size;
  if (previous.cells > 1 || line.cells > 1) return isNear || (previous.cells > 1 && line.cells > 1) ? "\n" : "\n\n";
  if (headingLevel(previous, flow.bodySize) > 0 || headingLevel(line, flow.bodySize) > 0)
    return isNear && isSameSize && isHeadingContinued(previous, line, flow.bodySize) ? " " : "\n\n";
  if (!isNear) return "\n\n";
  if (CONTENTS_LINE.test(previous.text)) return "\n";
  if (BULLET.test(line.text)) return "\n";
  // A soft hyphen shows at line ends only: there is no doubt that the word goes on.
  if (previous.text.endsWith("\u00AD")) return "";
  // "infor-" + "mation": see renderFlows.
  if (/\p{L}[-‐]$/u.test(previous.text)) return "\n";
  const isFull = previous.right - flow.left >= FULL_LINE * flow.width || RIGHT_TO_LEFT.test(previous.text);
  return isFull && isSameSize ? " " : "\n";
}

const isHeadingContinued = (previous: Line, line: Line, bodySize: number) =>
  headingLevel(previous, bodySize) === headingLevel(line, bodySize) &&
  previous.text.length + line.text.length < LONGEST_HEADING;

function mark(line: Line, previous: Line | undefined, bodySize: number): string {
  const level = headingLevel(line, bodySize);
  if (level === 0) return "";
  const isContinuation =
    previous !== undefined &&
    isHeadingContinued(previous, line, bodySize) &&
    line.baseline - previous.baseline <= PARAGRAPH_LEADING * line.size &&
    Math.abs(previous.size - line.size) < 0.1 * line.size;
  return isContinuation ? "" : `${"#".repeat(level)} `;
}

/** 1 to 3, or 0 for what is no heading. */
function headingLevel({ text, size, cells }: Line, bodySize: number): number {
  if (cells > 1 || text.length > LONGEST_HEADING || !/\p{L}{2}/u.test(text)) return 0;
  return HEADING_RATIOS.findIndex((ratio) => size >= ratio * bodySize) + 1;
}
