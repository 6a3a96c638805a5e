import { idfCoverage, type TermStatistics } from "../knowledge/scoring";
import { type Analyzer, queryTermsOf, termsOf, trigramsOf } from "../knowledge/terms";
import type { AnswerUnit } from "./answer-unit";
import { splitPassage } from "./answer-units";
import { addressesModel } from "./model-instructions";
import { asksForSomethingElse, cueMatch } from "./question-cues";

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
  /** Path of headings of its passage. */
  heading: string;
}

/**
 * Weights of the signals, found on eight public collections of documents and questions in five languages. The passage's
 * share leads: which entry is meant is told better by all of it than by one of its sentences. The title's share is what
 * makes the sentences under a matching heading win that say nothing of it themselves ("Yes, for two years.").
 */
const WEIGHTS = { coverage: 1, cosine: 1, trigram: 0.35, passage: 2.5, cue: 0.2, title: 1, echo: -1 } as const;

/** Everything in the passages that could be sent, in order. Titles are not among it. */
export function candidatesOf(passages: readonly ExtractivePassage[]): Candidate[] {
  return passages.flatMap((passage, index) => {
    const { sections, units } = splitPassage(passage);
    return units
      .filter((unit) => !addressesModel(unit.text))
      .map((unit) => {
        const section = sections[unit.section];
        return {
          ...unit,
          passage: index,
          heading: passage.heading,
          title: section?.title ?? "",
          answersTitle: section?.isQuestion ?? false,
        };
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

/** What speaks for a candidate; each 0..1 or little more. */
export interface CandidateSignals {
  /** Share of the question's words, weighed by rarity among the candidates. */
  coverage: number;
  /** Cosine to the question; 0 where the embedding model does not know the language. */
  cosine: number;
  trigram: number;
  /** Retrieval score of its passage. */
  passage: number;
  /** It has what the question word asks for: 0..3, see cueMatch. */
  cue: number;
  /** How well the title above it matches the question: the better of words and meaning. */
  title: number;
  /** 1 for a fragment that only repeats the question ("Title: Returning an item"): it has its words and no answer. */
  echo: 0 | 1;
}

/** The signals of each candidate. `cosineOf` gives 0 where the embedding model does not know the language. */
export function signalsOf(input: {
  question: string;
  candidates: readonly Candidate[];
  passages: readonly ExtractivePassage[];
  analyzer: Analyzer;
  cosineOf: (text: string) => number;
}): CandidateSignals[] {
  const { question, candidates, passages, analyzer, cosineOf } = input;
  const texts = [...candidates.map(({ text }) => text), ...new Set(candidates.map(({ title }) => title))];
  const words = tableOf(queryTermsOf(question, analyzer), texts, (text) => termsOf(text, analyzer));
  const trigrams = tableOf([...new Set(trigramsOf(question))], texts, trigramsOf);
  return candidates.map(({ text, title, passage, answersTitle }) => ({
    coverage: coverage(words, text),
    cosine: Math.max(0, cosineOf(text)),
    trigram: coverage(trigrams, text),
    passage: passages[passage]?.score ?? 0,
    cue: cueMatch(question, text),
    title:
      title === "" || (answersTitle && asksForSomethingElse(question, title))
        ? 0
        : Math.max((coverage(words, title) + coverage(trigrams, title)) / 2, cosineOf(title)),
    echo: isEcho(text, words) ? 1 : 0,
  }));
}

/** Most of a fragment's own words may not come from the question, or it tells nothing. A sentence may: "Yes, it is." */
const MAX_ECHOED = 0.65;

function isEcho(text: string, words: TermTable): boolean {
  if (/[.!?。！？؟।:：]["'”’)]*$/u.test(text.trim()) || /\d/u.test(text)) return false;
  const own = words.setOf(text);
  const asked = new Set(words.query);
  const echoed = [...own].filter((term) => asked.has(term)).length;
  return own.size > 0 && echoed / own.size >= MAX_ECHOED;
}

/** How well a candidate answers the question, on no absolute scale. */
export const scoreOf = (signals: CandidateSignals): number =>
  (Object.keys(WEIGHTS) as (keyof CandidateSignals)[]).reduce((sum, key) => sum + WEIGHTS[key] * signals[key], 0);
