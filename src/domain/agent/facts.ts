import type { Fact, Finder } from "./fact";
import { findCodes, findNumbers, findPercentages, findPrices, findWords } from "./fact-amounts";
import { findEmails, findLinks, findPhones } from "./fact-contacts";
import {
  findDayFirstDates,
  findIsoDates,
  findMonthDayMarks,
  findMonthFirstDates,
  findNumericDates,
  findTimes,
} from "./fact-dates";
import { toAsciiDigits } from "./number-readings";

/** Most specific first: each takes its characters away from the ones after it. */
const FINDERS: readonly Finder[] = [
  findEmails,
  findLinks,
  findIsoDates,
  findMonthDayMarks,
  findNumericDates,
  findDayFirstDates,
  findMonthFirstDates,
  findTimes,
  findPrices,
  findPercentages,
  findPhones,
  findCodes,
  findNumbers,
  findWords,
];

/** Every checkable fact of a text, in any of the agent's languages. */
export function factsOf(text: string): Fact[] {
  let rest = toAsciiDigits(text.normalize("NFKC"));
  const facts: Fact[] = [];
  for (const find of FINDERS) {
    const pieces: string[] = [];
    let end = 0;
    find(rest, (made, start, stop) => {
      facts.push(made);
      // Blanks keep positions and word boundaries: a taken date must not glue its neighbours together.
      pieces.push(rest.slice(end, start), " ".repeat(stop - start));
      end = stop;
    });
    rest = pieces.join("") + rest.slice(end);
  }
  return facts;
}

/** The keys of everything a source proves. */
export function provenKeys(sources: readonly string[]): Set<string> {
  return new Set(sources.flatMap((source) => factsOf(source).flatMap((found) => found.proves)));
}

/** Facts of a text that have to be proven at all. */
export const factsToProve = (text: string): Fact[] => factsOf(text).filter(({ provenBy }) => provenBy.length > 0);

/** Facts of a text that no source proves. */
export function unprovenFacts(text: string, proven: ReadonlySet<string>): Fact[] {
  return factsToProve(text).filter(({ provenBy }) => !provenBy.some((key) => proven.has(key)));
}
