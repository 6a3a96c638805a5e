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
  const visual = withoutFalseSpaces(sortByPosition(attachMarks(runs)));
  const directions = visual.map(({ text }) => directionOf(text));
  const letters = (direction: Direction) =>
    visual.reduce((sum, { text }, index) => (directions[index] === direction ? sum + text.trim().length : sum), 0);
  const base: Direction = letters("rtl") >= letters("ltr") ? "rtl" : "ltr";
  return join(reorder(visual, directions, base));
}

const MARK_ONLY = /^\s*\p{M}+\s*$/u;

/**
 * Vowel signs are runs of their own, drawn in any order: each goes to the letter it stands over. One without width is
 * drawn where the pen is after its letter, which in right-to-left text is the letter's left edge.
 */
function attachMarks(runs: readonly TextRun[]): TextRun[] {
  const letters = runs.filter(({ text }) => !MARK_ONLY.test(text)).map((run) => ({ ...run }));
  const carriers = letters.filter(({ text }) => RIGHT_TO_LEFT.test(text));
  if (carriers.length === 0) return [...runs];
  for (const mark of runs.filter(({ text }) => MARK_ONLY.test(text))) {
    const middle = (mark.left + mark.right) / 2;
    const distance = ({ left, right }: TextRun) =>
      mark.right - mark.left < mark.size / 20 ? Math.abs(left - mark.left) : Math.abs((left + right) / 2 - middle);
    const nearest = carriers.reduce((best, letter) => (distance(letter) < distance(best) ? letter : best));
    nearest.text += mark.text.trim();
  }
  return letters;
}

function sortByPosition(runs: readonly TextRun[]): TextRun[] {
  const center = ({ left, right }: TextRun) => (left + right) / 2;
  return [...runs].sort((a, b) => center(a) - center(b));
}

/** In font sizes: letters closer than this have no space between them. */
const SMALLEST_SPACE = 0.12;

/** Going back to draw a vowel sign looks like a space to pdf.js; between letters that touch there is none. */
function withoutFalseSpaces(visual: readonly TextRun[]): TextRun[] {
  return visual.filter((run, index) => {
    if (run.text.trim() !== "") return true;
    const before = visual.slice(0, index).findLast(({ text }) => text.trim() !== "");
    const after = visual.slice(index + 1).find(({ text }) => text.trim() !== "");
    return !before || !after || after.left - before.right >= SMALLEST_SPACE * after.size;
  });
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
