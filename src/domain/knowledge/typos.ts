/**
 * Whether `typed` may be `meant` with a slip of the finger: one letter too many, too few, wrong or swapped with its
 * neighbour; two of them in words of eight letters and more. The same word is no typo of itself.
 */
export function isLikelyTypoOf(typed: string, meant: string): boolean {
  if (typed === meant) return false;
  const allowed = typed.length >= 8 ? 2 : 1;
  return editDistance(typed, meant, allowed) <= allowed;
}

/** Optimal string alignment distance; may stop early with any number above `limit`. */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(substituted, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] as number) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}
