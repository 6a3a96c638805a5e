import type { ChunkLanguage } from "@/domain/knowledge/terms";

/** What some chunks add to the statistics of their account. */
export interface ChunkStatistics {
  /** In how many of them each term stands. */
  terms: ReadonlyMap<string, number>;
  trigrams: ReadonlyMap<string, number>;
  totals: ReadonlyMap<ChunkLanguage, { chunkCount: number; termCount: number; trigramCount: number }>;
}

interface CountedChunk {
  language: ChunkLanguage;
  terms: ReadonlyMap<string, number>;
  termCount: number;
  trigrams: ReadonlySet<string>;
  trigramCount: number;
}

export const emptyStatistics = (): ChunkStatistics => ({ terms: new Map(), trigrams: new Map(), totals: new Map() });

export function countStatistics(chunks: readonly CountedChunk[]): ChunkStatistics {
  const counter = createStatisticsCounter();
  counter.add(chunks);
  return counter.counted;
}

/** Counts the chunks of a long document bit by bit; all at once would keep the process from everything else. */
export function createStatisticsCounter(): {
  add(chunks: readonly CountedChunk[]): void;
  /** Of all chunks added so far. */
  readonly counted: ChunkStatistics;
} {
  const terms = new Map<string, number>();
  const trigrams = new Map<string, number>();
  const totals = new Map<ChunkLanguage, { chunkCount: number; termCount: number; trigramCount: number }>();
  const addOne = (chunk: CountedChunk) => {
    for (const term of chunk.terms.keys()) terms.set(term, (terms.get(term) ?? 0) + 1);
    for (const trigram of chunk.trigrams) trigrams.set(trigram, (trigrams.get(trigram) ?? 0) + 1);
    const total = totals.get(chunk.language) ?? { chunkCount: 0, termCount: 0, trigramCount: 0 };
    total.chunkCount++;
    total.termCount += chunk.termCount;
    total.trigramCount += chunk.trigramCount;
    totals.set(chunk.language, total);
  };
  return { add: (chunks) => chunks.forEach(addOne), counted: { terms, trigrams, totals } };
}

/** The statistics with `removed` taken out and `added` put in, as one change; what stays the same is left out. */
export function statisticsChange(removed: ChunkStatistics, added: ChunkStatistics): ChunkStatistics {
  const totals = new Map(added.totals);
  for (const [language, out] of removed.totals) {
    const total = totals.get(language) ?? { chunkCount: 0, termCount: 0, trigramCount: 0 };
    totals.set(language, {
      chunkCount: total.chunkCount - out.chunkCount,
      termCount: total.termCount - out.termCount,
      trigramCount: total.trigramCount - out.trigramCount,
    });
  }
  return {
    terms: countsChange(removed.terms, added.terms),
    trigrams: countsChange(removed.trigrams, added.trigrams),
    totals,
  };
}

function countsChange(removed: ReadonlyMap<string, number>, added: ReadonlyMap<string, number>): Map<string, number> {
  const change = new Map(added);
  for (const [key, count] of removed) {
    const difference = (change.get(key) ?? 0) - count;
    if (difference === 0) change.delete(key);
    else change.set(key, difference);
  }
  return change;
}
