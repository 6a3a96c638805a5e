import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { ChunkLanguage } from "@/domain/knowledge/terms";
import { type Database, executeRows } from "../db/client";
import { chunkTerms, chunkTotals, documentChunks, documents, termStatistics, trigramStatistics } from "../db/schema";
import type { QuestionVector } from "./candidates";

export interface ChunkTotals {
  language: ChunkLanguage;
  chunkCount: number;
  termCount: number;
  trigramCount: number;
}

export const listChunkTotals = (db: Database, accountId: string): Promise<ChunkTotals[]> =>
  db
    .select({
      language: chunkTotals.language,
      chunkCount: chunkTotals.chunkCount,
      termCount: chunkTotals.termCount,
      trigramCount: chunkTotals.trigramCount,
    })
    .from(chunkTotals)
    .where(and(eq(chunkTotals.accountId, accountId), sql`${chunkTotals.chunkCount} > 0`));

/** In how many of the account's chunks each term stands; terms that stand nowhere are absent. */
export async function countChunksWithTerms(
  db: Database,
  accountId: string,
  terms: readonly string[],
): Promise<Map<string, number>> {
  if (terms.length === 0) return new Map();
  const rows = await db
    .select({ term: termStatistics.term, count: termStatistics.chunkCount })
    .from(termStatistics)
    .where(and(eq(termStatistics.accountId, accountId), inArray(termStatistics.term, [...terms])));
  return new Map(rows.map(({ term, count }) => [term, count]));
}

export async function countChunksWithTrigrams(
  db: Database,
  accountId: string,
  trigrams: readonly string[],
): Promise<Map<string, number>> {
  if (trigrams.length === 0) return new Map();
  const rows = await db
    .select({ trigram: trigramStatistics.trigram, count: trigramStatistics.chunkCount })
    .from(trigramStatistics)
    .where(and(eq(trigramStatistics.accountId, accountId), inArray(trigramStatistics.trigram, [...trigrams])));
  return new Map(rows.map(({ trigram, count }) => [trigram, count]));
}

/** Terms of the account's vocabulary that start like one of the words and are about as long. */
export async function listSimilarTerms(
  db: Database,
  accountId: string,
  { prefix, minLength, maxLength }: { prefix: string; minLength: number; maxLength: number },
): Promise<{ term: string; count: number }[]> {
  const pattern = `${prefix.replace(/[\\%_]/g, "\\$&")}%`;
  return db
    .select({ term: termStatistics.term, count: termStatistics.chunkCount })
    .from(termStatistics)
    .where(
      and(
        eq(termStatistics.accountId, accountId),
        sql`${termStatistics.term} like ${pattern}`,
        sql`length(${termStatistics.term}) between ${minLength} and ${maxLength}`,
      ),
    )
    .limit(5_000);
}

/** The chunks with the highest BM25 over weighted terms, best first. */
export async function findLexicalCandidates(
  db: Database,
  accountId: string,
  {
    terms,
    averageLength,
    limit,
  }: { terms: readonly { term: string; idf: number }[]; averageLength: number; limit: number },
): Promise<{ id: string; score: number }[]> {
  if (terms.length === 0) return [];
  const lengthFactor = sql`1.2::float8 * (0.25::float8 + 0.75::float8 * t.chunk_length / ${Math.max(1, averageLength)}::float8)`;
  const rows = await executeRows<{ id: string; score: unknown }>(
    db,
    // Lateral with an offset, so that each term is looked up in the index: a plain join reads all postings of the account.
    sql`select t.chunk_id as id, sum(q.idf * t.frequency * 2.2::float8 / (t.frequency + ${lengthFactor})) as score
        from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as q(term text, idf float8)
        cross join lateral (
          select c.chunk_id, c.frequency, c.chunk_length from ${chunkTerms} c
          where c.account_id = ${accountId} and c.term = q.term offset 0
        ) t
        where t.chunk_id not in (
          select d.id from ${documentChunks} d where d.account_id = ${accountId} and d.quarantined
        )
        group by t.chunk_id order by score desc, id limit ${limit}`,
  );
  return rows.map(({ id, score }) => ({ id, score: toFiniteNumber(score) ?? 0 }));
}

export interface CandidateRow {
  chunkId: string;
  documentId: string;
  documentName: string;
  page: number | null;
  heading: string;
  text: string;
  language: ChunkLanguage;
  termCount: number;
  trigramCount: number;
  /** To the question; null when it cannot be compared. */
  cosine: number | null;
  sentenceEmbeddings: Uint8Array;
  /** Which model made its vectors. */
  embeddingModel: string;
}

/** The chunks with what scoring needs; each is compared with the question's vector by its own model, if there is one. */
export async function loadCandidates(
  db: Database,
  accountId: string,
  ids: readonly string[],
  vectors: readonly QuestionVector[],
): Promise<CandidateRow[]> {
  if (ids.length === 0) return [];
  const comparisons = vectors.map(
    ({ model, values }) => sql`when ${documentChunks.embeddingModel} = ${model.id}
        then 1 - (${documentChunks.embedding} <=> ${JSON.stringify(Array.from(values))}::vector)`,
  );
  const cosine: SQL<number | null> =
    comparisons.length > 0 ? sql`case ${sql.join(comparisons, sql` `)} end` : sql`null::float8`;
  const rows = await db
    .select({
      chunkId: documentChunks.id,
      documentId: documentChunks.documentId,
      documentName: documents.name,
      page: documentChunks.page,
      heading: documentChunks.heading,
      text: documentChunks.text,
      language: documentChunks.language,
      termCount: documentChunks.termCount,
      trigramCount: documentChunks.trigramCount,
      cosine,
      sentenceEmbeddings: documentChunks.sentenceEmbeddings,
      embeddingModel: documentChunks.embeddingModel,
    })
    .from(documentChunks)
    .innerJoin(
      documents,
      // Chunks of a generation that is still being written, or no longer valid, are left out here.
      and(
        eq(documents.accountId, documentChunks.accountId),
        eq(documents.id, documentChunks.documentId),
        eq(documents.generation, documentChunks.generation),
      ),
    )
    .where(
      and(
        eq(documentChunks.accountId, accountId),
        inArray(documentChunks.id, [...ids]),
        eq(documentChunks.quarantined, false),
      ),
    );
  return rows.map((row) => ({ ...row, cosine: toFiniteNumber(row.cosine) }));
}

/** Drivers give numbers as text at times; a vector of zeros (no embedding) has NaN for a cosine. */
function toFiniteNumber(value: unknown): number | null {
  const number = value === null ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}
