import { idfCoverage, type TermStatistics } from "../knowledge/scoring";
import { type Analyzer, queryTermsOf, termsOf, trigramsOf } from "../knowledge/terms";
import type { AnswerUnit } from "./answer-unit";
import { splitPassage } from "./answer-units";
import { cueMatch } from "./question-cues";

export interface ExtractivePassage {
  heading: string;
  text: string;
  /** Fused retrieval score. */
  score: number;
}

/** One piece of a passage that may become part of the answer. */
export interface Candidate extends AnswerUnit {
  /** Index of its passage. */
  passage: number;
  /** The title above it, "" when there is none. */
  title: string;
  /** The title asks, and this is its answer or a part of it. */
  answersTitle: boolean;
}

/**
 * Weights of the signals, found on public question sets. The title's share is what makes the sentences under a question
 * win that say nothing of it themselves ("Yes, within two days.").
 */
const WEIGHTS = { coverage: 1, cosine: 1, trigram: 0.35, passage: 0.75, cue: 0.2, title: 0.5 } as const;

/** A text that speaks to a language model instead of to people is never quoted. */
const ADDRESSES_A_MODEL =
  /\b(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|above|earlier) (?:instructions?|prompts?|rules)|\bsystem prompt\b|\b(?:as|you are) an? (?:ai|large) (?:language )?model\b|<\|im_(?:start|end)\|>/iu;

/** Everything in the passages that could be sent, in order. Titles are not among it. */
export function candidatesOf(passages: readonly ExtractivePassage[]): Candidate[] {
  return passages.flatMap((passage, index) => {
    const { sections, units } = splitPassage(passage);
    return units
      .filter((unit) => !ADDRESSES_A_MODEL.test(unit.text))
      .map((unit) => {
        const section = sections[unit.section];
        return { ...unit, passage: index, title: section?.title ?? "", answersTitle: section?.isQuestion ?? false };
      });
  });
}

/** Terms of one kind: how often each stands among the candidates, and which stand in each of them. */
interface TermTable {
  query: readonly string[];
  statistics: TermStatistics;
  setOf: (text: string) => ReadonlySet<string>;
}

function tableOf(query: readonly string[], texts: readonly string[], termsIn: (text: string) => string[]): TermTable {
  const cache = new Map<string, ReadonlySet<string>>();
  const setOf = (text: string) => {
    const known = cache.get(text);
    if (known) return known;
    const made = new Set(termsIn(text));
    cache.set(text, made);
    return made;
  };
  const chunksWith = new Map<string, number>();
  for (const text of texts) for (const term of setOf(text)) chunksWith.set(term, (chunksWith.get(term) ?? 0) + 1);
  return { query, statistics: { chunkCount: texts.length, averageLength: 1, chunksWith }, setOf };
}

const coverage = (table: TermTable, text: string): number =>
  text === "" ? 0 : idfCoverage(table.query, table.setOf(text), table.statistics);

/**
 * How well each candidate answers the question, on no absolute scale: idf-weighted coverage of its words and trigrams,
 * cosine, the score of its passage, whether it has what the question word asks for, and how well its title matches.
 * `cosineOf` gives 0 where the embedding model does not know the language.
 */
export function scoreCandidates(input: {
  question: string;
  candidates: readonly Candidate[];
  passages: readonly ExtractivePassage[];
  analyzer: Analyzer;
  cosineOf: (text: string) => number;
}): number[] {
  const { question, candidates, passages, analyzer, cosineOf } = input;
  const texts = candidates.map((candidate) => candidate.text);
  const words = tableOf(queryTermsOf(question, analyzer), texts, (text) => termsOf(text, analyzer));
  const trigrams = tableOf([...new Set(trigramsOf(question))], texts, trigramsOf);
  return candidates.map(({ text, title, passage }) => {
    const titleMatch = title === "" ? 0 : (coverage(words, title) + Math.max(0, cosineOf(title))) / 2;
    return (
      WEIGHTS.coverage * coverage(words, text) +
      WEIGHTS.cosine * Math.max(0, cosineOf(text)) +
      WEIGHTS.trigram * coverage(trigrams, text) +
      WEIGHTS.passage * (passages[passage]?.score ?? 0) +
      WEIGHTS.cue * cueMatch(question, text) +
      WEIGHTS.title * titleMatch
    );
  });
}
