import type { AnswerResult } from "../agent/turn";
import type { Expected } from "./test-case";
import { containsExcerpt, hasWords, saysExpected } from "./text-match";

/** What was asked of a result; null where the case doesn't ask it. */
export interface Checks {
  /** The expected passage is among those that the answer was made from. */
  evidence: boolean | null;
  /** It answered, and says what was expected. */
  answer: boolean | null;
  /** It gave no answer. */
  decline: boolean | null;
}
export type Check = keyof Checks;
export const CHECKS: readonly Check[] = ["evidence", "answer", "decline"];

/** `unasked`: something failed on the way, which says nothing about the answer. */
export type Verdict = "right" | "wrong" | "unasked";

export interface CaseScore {
  checks: Checks;
  verdict: Verdict;
}

type Outcome = Pick<AnswerResult, "decision" | "reply"> & {
  trace: { passages: readonly { documentId: string; text: string }[] };
};

/** Compares what came of a question with what was expected. Right is what answers where it should, and all checks hold. */
export function scoreResult(expected: Expected, { decision, reply, trace }: Outcome): CaseScore {
  const isAnswered = decision === "answer";
  if (expected.outcome === "decline")
    return {
      checks: { evidence: null, answer: null, decline: !isAnswered },
      verdict: isAnswered ? "wrong" : "right",
    };
  const checks: Checks = {
    evidence: hasWords(expected.evidence) ? containsExcerpt(trace.passages, expected.evidence) : null,
    answer: hasWords(expected.answer) ? isAnswered && saysExpected(expected.answer, reply) : null,
    decline: null,
  };
  const isRight = isAnswered && checks.evidence !== false && checks.answer !== false;
  return { checks, verdict: isRight ? "right" : "wrong" };
}

export const UNASKED: CaseScore = { checks: { evidence: null, answer: null, decline: null }, verdict: "unasked" };

/** How many of how many; rates are the caller's to write. */
export interface Count {
  n: number;
  right: number;
}

export interface RunSummary {
  /** Every case of the run. */
  all: Count;
  evidence: Count;
  answer: Count;
  decline: Count;
  /** Cases that something failed for; they count in none of the others. */
  unasked: number;
}

/** Counts over a run's results. */
export function summarizeRun(scores: readonly CaseScore[]): RunSummary {
  const asked = scores.filter(({ verdict }) => verdict !== "unasked");
  const count = (check: Check): Count => {
    const checked = asked.filter(({ checks }) => checks[check] !== null);
    return { n: checked.length, right: checked.filter(({ checks }) => checks[check] === true).length };
  };
  return {
    all: { n: asked.length, right: asked.filter(({ verdict }) => verdict === "right").length },
    evidence: count("evidence"),
    answer: count("answer"),
    decline: count("decline"),
    unasked: scores.length - asked.length,
  };
}
