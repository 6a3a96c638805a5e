import { type CaseScore, CHECKS, type Check } from "./scoring";
import { type Expected, isSameExpectation } from "./test-case";

export interface ComparedResult extends CaseScore {
  caseId: string;
  expected: Expected;
}

/** A case of both runs whose outcome differs. */
export interface CaseChange {
  caseId: string;
  /** What held before and doesn't now; empty when only the verdict changed (it stopped answering). */
  lost: Check[];
  gained: Check[];
}

export interface Comparison {
  /** Right before and wrong now, or with a check that doesn't hold any more. */
  regressions: CaseChange[];
  /** Better in something and worse in nothing. */
  improvements: CaseChange[];
  /** Cases of both runs with the same outcome. */
  unchanged: number;
  /** Cases that can't be compared: in one run only, changed in between, or not asked in one of them. */
  incomparable: number;
}

/** What became of each case from one run to the next, in the order of the later one. */
export function compareRuns(before: readonly ComparedResult[], after: readonly ComparedResult[]): Comparison {
  const earlier = new Map(before.map((result) => [result.caseId, result]));
  const ids = new Set([...before, ...after].map(({ caseId }) => caseId));
  const comparison: Comparison = { regressions: [], improvements: [], unchanged: 0, incomparable: 0 };
  for (const result of after) {
    const old = earlier.get(result.caseId);
    if (!old || !isComparable(old, result)) continue;
    const lost = CHECKS.filter((check) => old.checks[check] === true && result.checks[check] === false);
    const gained = CHECKS.filter((check) => old.checks[check] === false && result.checks[check] === true);
    const change = { caseId: result.caseId, lost, gained };
    if (lost.length > 0 || (old.verdict === "right" && result.verdict === "wrong")) comparison.regressions.push(change);
    else if (gained.length > 0 || old.verdict !== result.verdict) comparison.improvements.push(change);
    else comparison.unchanged += 1;
  }
  const { regressions, improvements, unchanged } = comparison;
  comparison.incomparable = ids.size - regressions.length - improvements.length - unchanged;
  return comparison;
}

const isComparable = (a: ComparedResult, b: ComparedResult): boolean =>
  a.verdict !== "unasked" && b.verdict !== "unasked" && isSameExpectation(a.expected, b.expected);
