import type { Segment } from "./segments";

/** A column has at least this many lines, or it is a pair of captions. */
const MIN_LINES = 3;
/** Mean characters per line of running text in a column; table cells are shorter, as a rule. */
const MIN_COLUMN_CHARACTERS = 12;
const PROSE_CHARACTERS = 25;
/** Share of lines that reach over most of their column's width where text runs on from line to line. */
const PROSE_FILL = 0.55;
const MAX_CANDIDATES = 12;
const MAX_DEPTH = 4;

interface Split {
  x: number;
  bands: Band[];
  /** Segments that stand in columns: the more, the better the split. */
  columnSegments: number;
}
type Band = { kind: "columns" | "cells"; segments: Segment[] } | { kind: "plain"; segments: Segment[] };

/**
 * The segments of a page as flows, in reading order: each flow is read from top to bottom by itself. A page with two
 * columns under a title gives title, left column, right column. Tables stay in one flow, to be read row by row.
 */
export function readingFlows(segments: readonly Segment[], depth = 0): Segment[][] {
  const split = depth < MAX_DEPTH ? bestSplit(segments) : undefined;
  if (!split) return segments.length > 0 ? [[...segments]] : [];
  return split.bands.flatMap(({ kind, segments: band }) => {
    if (kind === "plain") return readingFlows(band, depth + 1);
    if (kind === "cells") return runsOfOneSide(band, split.x);
    const [left, right] = sides(band, split.x);
    return [...readingFlows(left, depth + 1), ...readingFlows(right, depth + 1)];
  });
}

function bestSplit(segments: readonly Segment[]): Split | undefined {
  if (segments.length < 2 * MIN_LINES) return undefined;
  const sorted = [...segments].sort((a, b) => a.baseline - b.baseline);
  const splits = gutterCandidates(sorted).map((x) => splitAt(sorted, x));
  const best = splits.reduce<Split | undefined>(
    (chosen, split) => (split.columnSegments > (chosen?.columnSegments ?? 0) ? split : chosen),
    undefined,
  );
  return best;
}

/** Left edges that several lines share, most shared first: the right one of two columns starts at one of them. */
function gutterCandidates(segments: readonly Segment[]): number[] {
  const edges = [...segments].sort((a, b) => a.left - b.left);
  const clusters: { x: number; count: number }[] = [];
  for (const { left, size } of edges) {
    const cluster = clusters.at(-1);
    if (cluster && left - cluster.x <= size / 2) cluster.count++;
    else clusters.push({ x: left, count: 1 });
  }
  return clusters
    .slice(1)
    .filter(({ count }) => count >= MIN_LINES)
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_CANDIDATES)
    .map(({ x }) => x);
}

const isRightOf = (segment: Segment, x: number) => segment.left >= x - segment.size / 4;
const isLeftOf = (segment: Segment, x: number) => segment.right <= x - segment.size / 4;
const sides = (segments: readonly Segment[], x: number) =>
  [segments.filter((segment) => !isRightOf(segment, x)), segments.filter((segment) => isRightOf(segment, x))] as const;

/** Lines that cross the gutter (titles, wide figures) divide the page into bands; each is judged by itself. */
function splitAt(sorted: readonly Segment[], x: number): Split {
  const bands: Band[] = [];
  let band: Segment[] = [];
  let plain: Segment[] = [];
  let columnSegments = 0;
  const flushPlain = () => {
    if (plain.length > 0) bands.push({ kind: "plain", segments: plain });
    plain = [];
  };
  const flushBand = () => {
    const kind = judge(band, x);
    if (kind === "plain") plain.push(...band);
    else {
      flushPlain();
      bands.push({ kind, segments: band });
      columnSegments += band.length;
    }
    band = [];
  };
  for (const segment of sorted) {
    if (isRightOf(segment, x) || isLeftOf(segment, x)) band.push(segment);
    else {
      flushBand();
      plain.push(segment);
    }
  }
  flushBand();
  flushPlain();
  return { x, bands, columnSegments };
}

/**
 * Columns or table? Columns are drawn one after the other, tables row by row: so the drawing order tells, together with
 * how much text the lines have and whether they fill their column. "cells" = a table with long texts in its cells,
 * drawn cell by cell.
 */
function judge(band: readonly Segment[], x: number): Band["kind"] {
  const [left, right] = sides(band, x);
  if (left.length < MIN_LINES || right.length < MIN_LINES || !standBeside(left, right)) return "plain";
  const lines = Math.min(left.length, right.length);
  const switches = countSwitches(band, x);
  const characters = Math.min(meanLength(left), meanLength(right));
  const isProse = characters >= PROSE_CHARACTERS && fill(left) >= PROSE_FILL && fill(right) >= PROSE_FILL;
  if (switches <= Math.max(1, lines / 4)) return characters >= MIN_COLUMN_CHARACTERS ? "columns" : "plain";
  if (!isProse) return "plain";
  // Every line alternates: columns written line by line. Some do: cells of several lines each.
  return switches >= lines * 1.2 ? "columns" : "cells";
}

function standBeside(left: readonly Segment[], right: readonly Segment[]): boolean {
  const top = Math.max(Math.min(...left.map((s) => s.baseline)), Math.min(...right.map((s) => s.baseline)));
  const bottom = Math.min(Math.max(...left.map((s) => s.baseline)), Math.max(...right.map((s) => s.baseline)));
  return bottom - top >= (MIN_LINES - 1) * (left[0]?.size ?? 0);
}

function countSwitches(band: readonly Segment[], x: number): number {
  const drawn = [...band].sort((a, b) => a.order - b.order).map((segment) => isRightOf(segment, x));
  return drawn.filter((isRight, index) => index > 0 && isRight !== drawn[index - 1]).length;
}

/** Stretches that were drawn without leaving their side. */
function runsOfOneSide(band: readonly Segment[], x: number): Segment[][] {
  const runs: Segment[][] = [];
  let side: boolean | undefined;
  for (const segment of [...band].sort((a, b) => a.order - b.order)) {
    const isRight = isRightOf(segment, x);
    if (isRight !== side) runs.push([]);
    runs.at(-1)?.push(segment);
    side = isRight;
  }
  return runs;
}

const meanLength = (segments: readonly Segment[]) =>
  segments.reduce(
    (sum, { text }) => sum + text.length * (/\p{Script=Han}|\p{Script=Hiragana}/u.test(text) ? 2 : 1),
    0,
  ) / segments.length;

function fill(segments: readonly Segment[]): number {
  const left = Math.min(...segments.map((s) => s.left));
  const right = Math.max(...segments.map((s) => s.right));
  return segments.filter((s) => s.right - s.left >= 0.7 * (right - left)).length / segments.length;
}
