import { bestPackedCosine } from "@/domain/knowledge/packed-vectors";
import type { Passage, PassageLegs } from "@/domain/knowledge/passage";
import { fuseLexicalSignals, fuseSignals, idfCoverage, normalizedBm25 } from "@/domain/knowledge/scoring";
import { countOccurrences, termsOfWords, trigramsOfWords, wordsOf } from "@/domain/knowledge/terms";
import { storedTerm } from "./indexing";
import type { Question } from "./question";
import { scoredText } from "./scored-text";
import type { CandidateRow } from "./search-queries";

/** Scores one chunk against a question. `vector` is the question's by the chunk's model, null where there is none. */
export function scoreCandidate(
  row: CandidateRow & { legs: PassageLegs },
  question: Question,
  vector: Float32Array | null,
): Passage & { legs: PassageLegs } {
  const { cosine, sentenceEmbeddings, embeddingModel, language, termCount, trigramCount, ...shown } = row;
  const { documentName, heading, text, ...citation } = shown;
  const words = wordsOf(scoredText({ name: documentName, heading, text }));
  const reading = question.terms.get(language);
  const frequencies = reading
    ? countWanted(
        termsOfWords(words, reading.analyzer).map((term) => storedTerm(term, language)),
        reading.terms,
      )
    : new Map<string, number>();
  const bm25 = reading ? normalizedBm25(reading.terms, { frequencies, length: termCount }, reading.statistics) : 0;
  const { terms: trigrams, statistics } = question.trigrams;
  const trigram = normalizedBm25(
    trigrams,
    { frequencies: countWanted(trigramsOfWords(words), trigrams), length: trigramCount },
    statistics,
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

/** How often the wanted terms occur; the others, nearly all of them, are not counted. */
function countWanted(terms: readonly string[], wanted: readonly string[]): Map<string, number> {
  const isWanted = new Set(wanted);
  return countOccurrences(terms.filter((term) => isWanted.has(term)));
}
