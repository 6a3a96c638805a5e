import { bestPackedCosine } from "@/domain/knowledge/packed-vectors";
import type { Passage, PassageLegs } from "@/domain/knowledge/passage";
import {
  contextCoverages,
  coveredShares,
  fuseLexicalSignals,
  fuseSignals,
  normalizedBm25,
  sumOfShares,
} from "@/domain/knowledge/scoring";
import { countOccurrences, termsOfWords, trigramsOfWords, wordsOf } from "@/domain/knowledge/terms";
import { storedTerm } from "./indexing";
import type { Question } from "./question";
import { scoredText } from "./scored-text";
import type { CandidateRow } from "./search-queries";

/** How well chunks answer a question, in their order; `vectorOf` gives the question's by a chunk's model, null where there is none. */
export function scoreCandidates(
  rows: readonly FoundRow[],
  question: Question,
  vectorOf: (embeddingModel: string) => Float32Array | null,
): ScoredPassage[] {
  const compared = rows.map((row) => compareWithQuestion(row, question, vectorOf(row.embeddingModel)));
  const contexts = contextCoverages(compared);
  return compared.map(({ shares: _, signals: own, hasMeaning, ...found }, index) => {
    const signals = { ...own, context: contexts[index] ?? 0 };
    return { ...found, score: hasMeaning ? fuseSignals(signals) : fuseLexicalSignals(signals), signals };
  });
}

export type FoundRow = CandidateRow & { legs: PassageLegs };
type ScoredPassage = Passage & { legs: PassageLegs };

/** What speaks for one chunk by itself. */
function compareWithQuestion(row: FoundRow, question: Question, vector: Float32Array | null) {
  const { cosine, sentenceEmbeddings, embeddingModel, language, termCount, trigramCount, ...shown } = row;
  const words = wordsOf(scoredText({ name: row.documentName, heading: row.heading, text: row.text }));
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
  const shares = reading ? coveredShares(reading.terms, frequencies, reading.statistics) : new Map<string, number>();
  const coverage = sumOfShares(shares);
  const hasMeaning = vector !== null && cosine !== null;
  const cosines = hasMeaning
    ? { passageCosine: cosine, sentenceCosine: bestPackedCosine(vector, sentenceEmbeddings) }
    : { passageCosine: 0, sentenceCosine: 0 };
  return { ...shown, hasMeaning, shares, signals: { bm25, trigram, ...cosines, coverage } };
}

/** How often the wanted terms occur; the others, nearly all of them, are not counted. */
function countWanted(terms: readonly string[], wanted: readonly string[]): Map<string, number> {
  const isWanted = new Set(wanted);
  return countOccurrences(terms.filter((term) => isWanted.has(term)));
}
