import { bestPackedCosine } from "@/domain/knowledge/packed-vectors";
import type { Passage } from "@/domain/knowledge/passage";
import { fuseLexicalSignals, fuseSignals, idfCoverage, normalizedBm25 } from "@/domain/knowledge/scoring";
import { countOccurrences, termsOf, trigramsOf } from "@/domain/knowledge/terms";
import { storedTerm } from "./indexing";
import type { Question } from "./question";
import { scoredText } from "./scored-text";
import type { CandidateRow } from "./search-queries";

/** Scores one chunk against a question. `vector` is the question's, or null where meaning cannot be compared. */
export function scoreCandidate(row: CandidateRow, question: Question, vector: Float32Array | null): Passage {
  const { cosine, sentenceEmbeddings, language, termCount, trigramCount, documentName, heading, text, ...citation } =
    row;
  const searched = scoredText({ name: documentName, heading, text });
  const reading = question.terms.get(language);
  const frequencies = reading
    ? countOccurrences(termsOf(searched, reading.analyzer).map((term) => storedTerm(term, language)))
    : new Map<string, number>();
  const bm25 = reading ? normalizedBm25(reading.terms, { frequencies, length: termCount }, reading.statistics) : 0;
  const trigram = normalizedBm25(
    question.trigrams.terms,
    { frequencies: countOccurrences(trigramsOf(searched)), length: trigramCount },
    question.trigrams.statistics,
  );
  const coverage = reading ? idfCoverage(reading.terms, frequencies, reading.statistics) : 0;
  const passage = { ...citation, documentName, heading, text };
  if (vector === null || cosine === null) {
    const signals = { bm25, trigram, passageCosine: 0, sentenceCosine: 0, coverage };
    return { ...passage, score: fuseLexicalSignals(signals), signals };
  }
  const signals = {
    bm25,
    trigram,
    passageCosine: cosine,
    sentenceCosine: bestPackedCosine(vector, sentenceEmbeddings),
    coverage,
  };
  return { ...passage, score: fuseSignals(signals), signals };
}
