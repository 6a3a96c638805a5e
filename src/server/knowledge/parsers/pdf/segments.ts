import { toLogicalOrder } from "./direction";

/** A piece of text as pdf.js gives it, in display coordinates: y grows downwards, the page's rotation is applied. */
export interface TextRun {
  text: string;
  left: number;
  right: number;
  baseline: number;
  /** Font size in points. */
  size: number;
}

/** A stretch of one line without a gap that could be the space between two columns or cells. */
export interface Segment {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
  /** Position in the page's drawing order. */
  order: number;
}

/** In font sizes: a gap from here on is a word space; smaller ones are kerning. */
const WORD_GAP = 0.2;
/** In font sizes: a gap from here on may separate columns or cells. Justified lines stay below it, mostly. */
const COLUMN_GAP = 1;
/** In font sizes: superscripts and subscripts move less than this. */
const BASELINE_TOLERANCE = 0.5;

/** Joins the runs of a page, in drawing order, to segments. */
export function buildSegments(runs: readonly TextRun[]): Segment[] {
  const groups: TextRun[][] = [];
  // Spaces are runs with a place of their own: which side of a word they are on shows only once the line is in order.
  let spaces: TextRun[] = [];
  for (const run of runs) {
    if (run.text.trim() === "") {
      if (run.text !== "") spaces.push(run);
      continue;
    }
    const group = groups.at(-1);
    const last = group?.findLast(({ text }) => text.trim() !== "");
    if (group && last && continues(group, last, run)) group.push(...spaces, run);
    else groups.push([run]);
    spaces = [];
  }
  return groups.map(toSegment).filter(({ text }) => text !== "");
}

function continues(group: readonly TextRun[], last: TextRun, run: TextRun): boolean {
  const size = Math.max(last.size, run.size);
  if (Math.abs(run.baseline - last.baseline) > BASELINE_TOLERANCE * size) return false;
  const gapAfter = run.left - last.right;
  if (gapAfter > -size && gapAfter < COLUMN_GAP * size) return true;
  // Right-to-left text is drawn in either direction.
  const left = Math.min(...group.slice(-8).map((part) => part.left));
  const gapBefore = left - run.right;
  return gapBefore > -0.5 * size && gapBefore < COLUMN_GAP * size && run.right <= last.left + 0.5 * size;
}

function toSegment(runs: readonly TextRun[], order: number): Segment {
  const widest = runs.reduce((best, run) => (run.right - run.left > best.right - best.left ? run : best));
  return {
    text: toLogicalOrder(runs, joinRuns).replace(/\s+/g, " ").trim(),
    left: Math.min(...runs.map(({ left }) => left)),
    right: Math.max(...runs.map(({ right }) => right)),
    baseline: widest.baseline,
    size: widest.size,
    order,
  };
}

/** Texts of neighbouring runs, with a space where the page shows one. */
function joinRuns(runs: readonly TextRun[]): string {
  let text = "";
  let previous: TextRun | undefined;
  for (const run of runs) {
    // Arabic vowel signs come as a space that carries them; they belong to the letter before.
    const own = run.text.replace(/^\s+(?=\p{M})/u, "");
    const gap = previous ? Math.max(run.left - previous.right, previous.left - run.right) : 0;
    const isSpaced = text === "" || /\s$/.test(text) || /^\s/.test(own) || /^\p{M}/u.test(own);
    text += !isSpaced && gap > WORD_GAP * Math.max(run.size, previous?.size ?? 0) ? ` ${own}` : own;
    previous = run;
  }
  return text;
}
