import type { Translate } from "./translate";

/** Ranges beyond this say no more than that there are many. */
const MAX_RANGES = 12;

/** "3, 7–9 and 12", from numbers in order. */
export function pageRanges(t: Translate, numbers: readonly number[], locale: string): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const words = ranges.slice(0, MAX_RANGES).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  const left = ranges.slice(MAX_RANGES).reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return new Intl.ListFormat(locale).format(left > 0 ? [...words, t("answer.pages.more", { count: left })] : words);
}
