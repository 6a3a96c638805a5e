import { type CaseChange, type Comparison, compareRuns } from "@/domain/evaluation/comparison";
import { type BasisPart, changedParts, type RunBasis } from "@/domain/evaluation/run-basis";
import { type CaseScore, UNASKED } from "@/domain/evaluation/scoring";
import type { Expected } from "@/domain/evaluation/test-case";
import type { ResultSource } from "../db/schema";
import type { ResultRow } from "./run-queries";

export const scoreOf = ({ checks, verdict }: Pick<ResultRow, "checks" | "verdict">): CaseScore =>
  checks && verdict ? { checks, verdict } : UNASKED;

/** What a case came to, as it is shown beside what it came to before. */
export interface ShownOutcome {
  decision: ResultRow["decision"];
  band: ResultRow["band"];
  reply: string | null;
  sources: ResultSource[];
}

export interface ShownChange extends CaseChange {
  question: string;
  expected: Expected;
  before: ShownOutcome;
  after: ShownOutcome;
}

export interface RunComparison extends Pick<Comparison, "unchanged" | "incomparable"> {
  regressions: ShownChange[];
  improvements: ShownChange[];
  /** What was different when it was measured. */
  changed: BasisPart[];
}

type Outcome = Pick<
  ResultRow,
  "caseId" | "question" | "expected" | "checks" | "verdict" | "decision" | "band" | "reply" | "sources"
>;
interface Side {
  basis: RunBasis | null;
  results: readonly Outcome[];
}

/** What became better and worse between two runs, each case with its question and both outcomes. */
export function compareResults(before: Side, after: Side): RunComparison {
  const comparable = (results: readonly Outcome[]) => results.map((result) => ({ ...result, ...scoreOf(result) }));
  const { regressions, improvements, ...counts } = compareRuns(comparable(before.results), comparable(after.results));
  const find = (results: readonly Outcome[], caseId: string) => results.find((result) => result.caseId === caseId);
  const show = (change: CaseChange): ShownChange[] => {
    const [old, current] = [find(before.results, change.caseId), find(after.results, change.caseId)];
    if (!old || !current) return [];
    const { question, expected } = current;
    return [{ ...change, question, expected, before: outcomeOf(old), after: outcomeOf(current) }];
  };
  return {
    ...counts,
    regressions: regressions.flatMap(show),
    improvements: improvements.flatMap(show),
    changed: before.basis && after.basis ? changedParts(before.basis, after.basis) : [],
  };
}

const outcomeOf = ({ decision, band, reply, sources }: Outcome): ShownOutcome => ({
  decision,
  band,
  reply,
  sources: sources ?? [],
});
