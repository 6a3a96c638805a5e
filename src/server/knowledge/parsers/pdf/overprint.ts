import type { TextRun } from "./segments";

/** In font sizes: copies that make print bold or give it a shadow lie this near to each other. */
const NEAR = 0.12;
/** In font sizes: how far off the mean width of letters may be about the place of one of them. */
const NEAR_INSIDE = 0.25;
/** Copies follow each other within so many runs, letter by letter or line by line. */
const WINDOW = 8;

/** The runs of a page, in drawing order, without what was printed over itself: text that is drawn twice is read once. */
export function withoutOverprint(runs: readonly TextRun[]): TextRun[] {
  const kept: TextRun[] = [];
  for (const run of runs) {
    const rest = run.text.trim() === "" ? run : uncovered(run, kept.slice(-WINDOW));
    if (rest) kept.push(rest);
  }
  return kept;
}

/** The part of a run that no earlier one shows; undefined when all of it is there already. */
function uncovered(run: TextRun, earlier: readonly TextRun[]): TextRun | undefined {
  for (const other of earlier) {
    if (Math.abs(other.baseline - run.baseline) > NEAR * run.size || Math.abs(other.size - run.size) > 0.01) continue;
    const tail = tailAt(other, run);
    if (tail === "") continue;
    if (tail.startsWith(run.text)) return undefined;
    if (run.text.startsWith(tail)) return { ...run, text: run.text.slice(tail.length), left: other.right };
  }
  return run;
}

/** What an earlier run shows from the place on where the run begins, by the mean width of its letters. */
function tailAt(other: TextRun, { left, size }: TextRun): string {
  if (other.text === "" || left < other.left - NEAR * size || left > other.right) return "";
  const step = (other.right - other.left) / other.text.length;
  const index = step > 0 ? Math.round((left - other.left) / step) : 0;
  const tolerance = (index === 0 ? NEAR : NEAR_INSIDE) * size;
  return Math.abs(other.left + index * step - left) <= tolerance ? other.text.slice(index) : "";
}
