/** BM25's usual constants: how fast repetition saturates, and how much long texts are discounted. */
const K1 = 1.2;
const B = 0.75;

/** What a collection knows about its terms. Documents here are chunks. */
export interface TermStatistics {
  /** Chunks in the collection. */
  chunkCount: number;
  /** Mean number of terms of a chunk. */
  averageLength: number;
  /** In how many chunks each query term stands; absent = none. */
  chunksWith: ReadonlyMap<string, number>;
}

/** Robertson's idf with the +1 that keeps it positive: rare terms tell more. A term that stands nowhere gets the most. */
export function inverseDocumentFrequency(chunkCount: number, chunksWithTerm: number): number {
  return Math.log(1 + (chunkCount - Math.min(chunksWithTerm, chunkCount) + 0.5) / (chunksWithTerm + 0.5));
}

const idfOf = (term: string, { chunkCount, chunksWith }: TermStatistics) =>
  inverseDocumentFrequency(chunkCount, chunksWith.get(term) ?? 0);

/**
 * BM25 on an absolute scale, 0 to 1: divided by what a text would get that held every query term endlessly often. Query
 * terms that stand nowhere count in that bound, so a question about something else stays low everywhere.
 */
export function normalizedBm25(
  queryTerms: readonly string[],
  chunk: { frequencies: ReadonlyMap<string, number>; length: number },
  statistics: TermStatistics,
): number {
  const lengthFactor = 1 - B + (B * chunk.length) / Math.max(statistics.averageLength, 1);
  let score = 0;
  let bound = 0;
  for (const term of queryTerms) {
    const idf = idfOf(term, statistics);
    const frequency = chunk.frequencies.get(term) ?? 0;
    score += (idf * frequency * (K1 + 1)) / (frequency + K1 * lengthFactor);
    bound += idf * (K1 + 1);
  }
  return bound === 0 ? 0 : score / bound;
}

/** What each query term that a text has is worth: its share of the query's idf. All of a query's shares make 1. */
export function coveredShares(
  queryTerms: readonly string[],
  present: { has(term: string): boolean },
  statistics: TermStatistics,
): Map<string, number> {
  const total = queryTerms.reduce((sum, term) => sum + idfOf(term, statistics), 0);
  if (total === 0) return new Map();
  return new Map(queryTerms.filter((term) => present.has(term)).map((term) => [term, idfOf(term, statistics) / total]));
}

/** All of them together, 0 to 1. */
export const sumOfShares = (shares: ReadonlyMap<string, number>): number =>
  [...shares.values()].reduce((sum, share) => sum + share, 0);

/** The share of the query that a text has, each term weighed by its idf: 0 to 1. Query terms are distinct. */
export const idfCoverage = (...asked: Parameters<typeof coveredShares>): number => sumOfShares(coveredShares(...asked));

/**
 * What its document adds to each of several chunks: the largest share of the query that stands in another one of them
 * from the same document and not in the chunk itself, 0 to 1. "Return within 60 days" says nothing of the product that
 * the document's first lines name. One other chunk only, or long documents would have all words of every question.
 */
export function contextCoverages(
  chunks: readonly { documentId: string; shares: ReadonlyMap<string, number> }[],
): number[] {
  const siblings = Map.groupBy(chunks, ({ documentId }) => documentId);
  return chunks.map(({ documentId, shares }) => {
    const added = (siblings.get(documentId) ?? []).map((other) =>
      [...other.shares].reduce((sum, [term, share]) => (shares.has(term) ? sum : sum + share), 0),
    );
    return Math.max(0, ...added);
  });
}

/**
 * Weights of the fusion, found on the development halves of four public question sets; the one of the context on
 * collections of several passages per document. There it brings the right passage among the five best in 95 % of a shop's
 * questions (88 % without), 0.1 to 0.4 are all better than none, and above that a document outweighs its passages.
 */
const WEIGHTS = { bm25: 0.4, trigram: 0.6, passageCosine: 0.2, sentenceCosine: 0.4, context: 0.2 } as const;

export interface FusionSignals {
  bm25: number;
  trigram: number;
  passageCosine: number;
  sentenceCosine: number;
  /** See contextCoverages. */
  context: number;
}

/**
 * One score from all signals, comparable between questions because none of them is stretched per question: 0 = nothing
 * in common, around 1 = certain, 1.8 at most. Without cosines (a language the model does not know) see fuseLexicalSignals.
 */
export function fuseSignals(signals: FusionSignals): number {
  return (
    WEIGHTS.bm25 * signals.bm25 +
    WEIGHTS.trigram * signals.trigram +
    WEIGHTS.passageCosine * Math.max(0, signals.passageCosine) +
    WEIGHTS.sentenceCosine * Math.max(0, signals.sentenceCosine) +
    WEIGHTS.context * signals.context
  );
}

/** Brings scores without cosines to the scale of those with them: medians of right answers are 0.3-0.5 and 0.85. */
const LEXICAL_SCALE = 1.75;

/** The score where there are words to compare only, on the scale of fuseSignals. */
export function fuseLexicalSignals({
  bm25,
  trigram,
  context,
}: Pick<FusionSignals, "bm25" | "trigram" | "context">): number {
  return LEXICAL_SCALE * (WEIGHTS.bm25 * bm25 + WEIGHTS.trigram * trigram + WEIGHTS.context * context);
}
