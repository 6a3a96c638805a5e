import type { TermStatistics } from "@/domain/knowledge/scoring";
import { type Analyzer, analyzerOf, type ChunkLanguage, queryTermsOf, trigramsOf } from "@/domain/knowledge/terms";
import type { Database } from "../db/client";
import { storedTerm } from "./indexing";
import { countChunksWithTerms, countChunksWithTrigrams, listChunkTotals } from "./search-queries";

/** A question as each of the account's languages reads it, with what the account knows about its words. */
export interface Question {
  text: string;
  /** Per language of the account's chunks; terms as storedTerm writes them. */
  terms: ReadonlyMap<ChunkLanguage, { analyzer: Analyzer; terms: string[]; statistics: TermStatistics }>;
  trigrams: { terms: string[]; statistics: TermStatistics };
  /** Chunks of the account in all. */
  chunkCount: number;
}

/** Undefined when the account has no chunks, or the question no words. */
export async function loadQuestion(db: Database, accountId: string, text: string): Promise<Question | undefined> {
  const trigrams = [...new Set(trigramsOf(text))];
  const totals = trigrams.length > 0 ? await listChunkTotals(db, accountId) : [];
  const chunkCount = totals.reduce((sum, total) => sum + total.chunkCount, 0);
  if (chunkCount === 0) return undefined;

  const termsByLanguage = totals.map((total) => ({
    ...total,
    terms: queryTermsOf(text, analyzerOf(total.language)).map((term) => storedTerm(term, total.language)),
  }));
  const [chunksWithTerm, chunksWithTrigram] = await Promise.all([
    countChunksWithTerms(
      db,
      accountId,
      termsByLanguage.flatMap(({ terms }) => terms),
    ),
    countChunksWithTrigrams(db, accountId, trigrams),
  ]);
  const trigramTotal = totals.reduce((sum, total) => sum + total.trigramCount, 0);
  return {
    text,
    chunkCount,
    trigrams: {
      terms: trigrams,
      statistics: { chunkCount, averageLength: trigramTotal / chunkCount, chunksWith: chunksWithTrigram },
    },
    terms: new Map(
      termsByLanguage.map(({ language, terms, termCount, chunkCount: ofLanguage }) => [
        language,
        {
          analyzer: analyzerOf(language),
          terms,
          statistics: { chunkCount, averageLength: termCount / ofLanguage, chunksWith: chunksWithTerm },
        },
      ]),
    ),
  };
}
