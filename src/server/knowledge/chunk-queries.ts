import { and, eq, type SQL, sql } from "drizzle-orm";
import { trigramsOf } from "@/domain/knowledge/terms";
import { type Database, executeRows } from "../db/client";
import { chunkTerms, chunkTotals, documentChunks, documents, termStatistics, trigramStatistics } from "../db/schema";
import { type ChunkStatistics, countStatistics, emptyStatistics } from "./chunk-statistics";
import type { IndexedChunk } from "./indexing";
import { scoredText } from "./scored-text";

const ROWS_PER_STATEMENT = 4_000;

async function inBatches<Row>(rows: readonly Row[], run: (json: string) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await run(JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT)));
}

/** Adds the postings of stored chunks. */
export async function insertChunkTerms(
  db: Database,
  accountId: string,
  chunks: readonly (Pick<IndexedChunk, "terms" | "termCount"> & { id: string })[],
): Promise<void> {
  const rows = chunks.flatMap(({ id, terms, termCount }) =>
    [...terms].map(([t, f]) => ({ t, c: id, f, l: termCount })),
  );
  await inBatches(rows, (json) =>
    db.execute(sql`
      insert into ${chunkTerms} (account_id, term, chunk_id, frequency, chunk_length)
      select ${accountId}, r.t, r.c, r.f, r.l from jsonb_to_recordset(${json}::jsonb) as r(t text, c text, f int, l int)`),
  );
}

/** Adds to the account's statistics; counts may be negative. Call it with the account's knowledge locked. */
export async function addStatistics(db: Database, accountId: string, statistics: ChunkStatistics): Promise<void> {
  await addCounts(db, accountId, { table: sql`${termStatistics}`, column: sql`term`, counts: statistics.terms });
  await addCounts(db, accountId, {
    table: sql`${trigramStatistics}`,
    column: sql`trigram`,
    counts: statistics.trigrams,
  });
  for (const [language, totals] of statistics.totals) {
    await db
      .insert(chunkTotals)
      .values({ accountId, language, ...totals })
      .onConflictDoUpdate({
        target: [chunkTotals.accountId, chunkTotals.language],
        set: {
          chunkCount: sql`${chunkTotals.chunkCount} + excluded.chunk_count`,
          termCount: sql`${chunkTotals.termCount} + excluded.term_count`,
          trigramCount: sql`${chunkTotals.trigramCount} + excluded.trigram_count`,
        },
      });
  }
}

async function addCounts(
  db: Database,
  accountId: string,
  { table, column, counts }: { table: SQL; column: SQL; counts: ReadonlyMap<string, number> },
): Promise<void> {
  const rows = [...counts].map(([t, n]) => ({ t, n }));
  await inBatches(rows, (json) =>
    db.execute(sql`
      insert into ${table} (account_id, ${column}, chunk_count)
      select ${accountId}, r.t, r.n from jsonb_to_recordset(${json}::jsonb) as r(t text, n int)
      on conflict (account_id, ${column}) do update set chunk_count = ${table}.chunk_count + excluded.chunk_count`),
  );
  const lowered = rows.filter(({ n }) => n < 0).map(({ t }) => ({ t }));
  await inBatches(lowered, (json) =>
    db.execute(sql`
      delete from ${table} where account_id = ${accountId} and chunk_count <= 0
        and ${column} in (select r.t from jsonb_to_recordset(${json}::jsonb) as r(t text))`),
  );
}

/** Deletes chunks of the document that nobody finds: of a reading that broke off, or of the one before. */
export async function deleteHiddenChunks(db: Database, accountId: string, documentId: string): Promise<void> {
  await db.execute(sql`
    delete from ${documentChunks} c using ${documents} d
    where c.account_id = ${accountId} and c.document_id = ${documentId} and d.id = c.document_id
      and d.account_id = ${accountId} and c.generation <> d.generation`);
}

/** Makes the chunks of a generation the ones that are found. */
export async function switchGeneration(
  db: Database,
  accountId: string,
  documentId: string,
  generation: number,
): Promise<void> {
  await db
    .update(documents)
    .set({ generation })
    .where(and(eq(documents.accountId, accountId), eq(documents.id, documentId)));
}

/** What the document's stored chunks have contributed to the statistics. */
export async function findDocumentStatistics(
  db: Database,
  accountId: string,
  documentId: string,
): Promise<ChunkStatistics> {
  const chunks = await db
    .select({
      id: documentChunks.id,
      name: documents.name,
      heading: documentChunks.heading,
      text: documentChunks.text,
      language: documentChunks.language,
      termCount: documentChunks.termCount,
      trigramCount: documentChunks.trigramCount,
    })
    .from(documentChunks)
    .innerJoin(
      documents,
      and(
        eq(documents.accountId, documentChunks.accountId),
        eq(documents.id, documentChunks.documentId),
        eq(documents.generation, documentChunks.generation),
      ),
    )
    .where(and(eq(documentChunks.accountId, accountId), eq(documentChunks.documentId, documentId)));
  if (chunks.length === 0) return emptyStatistics();
  const terms = await executeRows<{ term: string; count: number | string }>(
    db,
    sql`select t.term, count(*) as count from ${chunkTerms} t
        join ${documentChunks} c on c.id = t.chunk_id
        join ${documents} d on d.id = c.document_id and d.generation = c.generation
        where t.account_id = ${accountId} and c.account_id = ${accountId} and d.account_id = ${accountId} and c.document_id = ${documentId}
        group by t.term`,
  );
  const statistics = countStatistics(
    chunks.map((chunk) => ({
      ...chunk,
      terms: new Map<string, number>(),
      trigrams: new Set(trigramsOf(scoredText(chunk))),
    })),
  );
  return { ...statistics, terms: new Map(terms.map(({ term, count }) => [term, Number(count)])) };
}
