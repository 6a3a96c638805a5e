import type { Passage } from "../knowledge/passage";
import type { AnswerSettings } from "./settings";
import type { ConfidenceBand } from "./turn";

type Signals = Passage["signals"];

/** Logistic regressions on development questions that the documents answer or don't: see docs/answerability.md. */
const WITH_COSINES = { sentenceCosine: 5.12, bm25: -2.19, trigram: 3.92, coverage: 5.33, bias: -5.52 };
const LEXICAL_ONLY = { sentenceCosine: 0, bm25: 0, trigram: 24, coverage: 2, bias: -7.6 };

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/**
 * The probability (0..1) that a passage answers the question, from how retrieval found it. Two formulas, because
 * cosines are zero where the embedding model does not know the language.
 */
export function answerabilityOf(signals: Signals): number {
  const weights = signals.sentenceCosine === 0 && signals.passageCosine === 0 ? LEXICAL_ONLY : WITH_COSINES;
  return sigmoid(
    weights.bias +
      weights.sentenceCosine * signals.sentenceCosine +
      weights.bm25 * signals.bm25 +
      weights.trigram * signals.trigram +
      weights.coverage * signals.coverage,
  );
}

/** The answerability of the best of some passages; null when there is none. */
export function bestAnswerability(passages: readonly Pick<Passage, "signals">[]): number | null {
  if (passages.length === 0) return null;
  return Math.max(...passages.map((passage) => answerabilityOf(passage.signals)));
}

/** What to do with an answer of that answerability. */
export function bandOf(
  score: number,
  settings: Pick<AnswerSettings, "sureThreshold" | "hedgeThreshold">,
): ConfidenceBand {
  if (score >= settings.sureThreshold) return "sure";
  return score >= settings.hedgeThreshold ? "hedged" : "handed_over";
}
