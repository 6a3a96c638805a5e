import type { TextRun } from "./segments";

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const LEFT_TO_RIGHT = /[\p{L}\p{N}]/u;

type Direction = "rtl" | "ltr" | "neutral";

function directionOf(text: string): Direction {
  if (RIGHT_TO_LEFT.test(text)) return /^[\p{Nd}\s\p{P}]+$/u.test(text) ? "ltr" : "rtl";
  return LEFT_TO_RIGHT.test(text) ? "ltr" : "neutral";
}

/**
 * The text of runs that stand on one line. Left-to-right text is taken in drawing order, which keeps marks with their
 * letters. As soon as something is written right to left, order comes from the positions: the line is read from the
 * right, and numbers and Latin words in it from the left.
 */
export function toLogicalOrder(runs: readonly TextRun[], join: (runs: readonly TextRun[]) => string): string {
  if (!runs.some(({ text }) => RIGHT_TO_LEFT.test(text))) return join(runs);
  const visual = sortByPosition(runs);
  const directions = visual.map(({ text }) => directionOf(text));
  const letters = (direction: Direction) =>
    visual.reduce((sum, { text }, index) => (directions[index] === direction ? sum + text.trim().length : sum), 0);
  const base: Direction = letters("rtl") >= letters("ltr") ? "rtl" : "ltr";
  return join(reorder(visual, directions, base));
}

/** Left to right; marks that stand over a letter follow it. */
function sortByPosition(runs: readonly TextRun[]): TextRun[] {
  const center = ({ left, right }: TextRun) => (left + right) / 2;
  return [...runs].sort((a, b) => center(a) - center(b));
}

/**
 * From the order on the page to the order of reading: stretches of the base direction are turned as a whole, stretches
 * of the other direction keep their inner order. Neutral runs (punctuation) between two of the other stay with them.
 */
function reorder(visual: readonly TextRun[], directions: readonly Direction[], base: Direction): TextRun[] {
  const opposite: Direction = base === "rtl" ? "ltr" : "rtl";
  const ordered = base === "rtl" ? [...visual].reverse() : [...visual];
  const orderedDirections = base === "rtl" ? [...directions].reverse() : [...directions];
  const result: TextRun[] = [];
  let start = 0;
  while (start < ordered.length) {
    if (orderedDirections[start] !== opposite) {
      result.push(ordered[start++] as TextRun);
      continue;
    }
    let end = start;
    for (let index = start; index < ordered.length && orderedDirections[index] !== base; index++)
      if (orderedDirections[index] === opposite) end = index;
    result.push(...ordered.slice(start, end + 1).reverse());
    start = end + 1;
  }
  return result;
}
