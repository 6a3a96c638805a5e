/** Many chunks at once, written straight into the tables, as ingestion of handbook pages would have left them. */
import { sql } from "drizzle-orm";
import { EMBEDDING_DIMENSIONS } from "@/domain/knowledge/embedding";
import { packVectors } from "@/domain/knowledge/packed-vectors";
import { toUnitVector } from "@/domain/knowledge/similarity";
import { countOccurrences, termsOf, trigramsOf } from "@/domain/knowledge/terms";
import type { DatabaseHandle } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { documents } from "@/server/db/schema";
import { addStatistics, insertChunkTerms } from "@/server/knowledge/chunk-queries";
import { countStatistics } from "@/server/knowledge/chunk-statistics";
import { scoredText } from "@/server/knowledge/scored-text";
import { type HandbookPage, handbookPage } from "./handbook";
import { type Seeded, seeded } from "./seeded";

const CHUNKS_PER_STATEMENT = 200;
const SENTENCES = 8;
/** How far from its subject's direction a text lies: gives cosines of about 0.7 to each other. */
const NOISE = 0.65;

/** Adds a document with the handbook's pages `from` to `to` (inclusive), a chunk each. */
export async function seedPages(
  { db }: DatabaseHandle,
  { accountId, modelId, from, to }: { accountId: string; modelId: string; from: number; to: number },
): Promise<void> {
  const documentId = newId("document");
  const name = `Handbook from page ${from}.pdf`;
  const state = { status: "ready", mediaType: "application/pdf", sizeBytes: 1, contentHash: documentId } as const;
  await db.insert(documents).values({ id: documentId, accountId, name, ...state, chunkCount: to - from + 1 });
  for (let start = from; start <= to; start += CHUNKS_PER_STATEMENT) {
    const numbers = Array.from({ length: Math.min(CHUNKS_PER_STATEMENT, to - start + 1) }, (_, index) => start + index);
    const chunks = numbers.map((number) => chunkOf(number, name));
    await db.transaction(async (tx) => {
      // Without looking up what every row refers to, which is there.
      await tx.execute(sql`set local session_replication_role = replica`);
      const rows = JSON.stringify(chunks.map(({ row }) => row));
      await tx.execute(sql`
        insert into document_chunks (id, account_id, document_id, generation, position, page, heading, text, language,
          term_count, trigram_count, embedding_model, embedding, sentence_embeddings)
        select r.id, ${accountId}, ${documentId}, 0, r.page - ${from}::int, r.page, r.heading, r.text, 'en', r.terms,
          r.trigrams, ${modelId}, r.embedding::vector, decode(r.sentences, 'base64')
        from jsonb_to_recordset(${rows}::jsonb)
          as r(id text, page int, heading text, text text, terms int, trigrams int, embedding text, sentences text)`);
      await insertChunkTerms(
        tx,
        accountId,
        chunks.map(({ row, terms }) => ({ id: row.id, terms, termCount: row.terms })),
      );
      await addStatistics(
        tx,
        accountId,
        countStatistics(chunks.map((chunk) => ({ ...chunk, language: "en" as const }))),
      );
    });
  }
}

function chunkOf(number: number, name: string) {
  const page = handbookPage(number);
  const text = page.paragraphs.join("\n\n");
  const scored = scoredText({ name, heading: page.title, text });
  const terms = termsOf(scored, "english");
  const trigrams = trigramsOf(scored);
  const random = seeded(number);
  const sentences = Array.from({ length: SENTENCES }, () => near(page, random));
  return {
    terms: countOccurrences(terms),
    termCount: terms.length,
    trigrams: new Set(trigrams),
    trigramCount: trigrams.length,
    row: {
      id: newId("chunk"),
      page: number,
      heading: page.title,
      text,
      terms: terms.length,
      trigrams: trigrams.length,
      embedding: JSON.stringify(Array.from(near(page, random), (value) => Number(value.toFixed(5)))),
      sentences: Buffer.from(packVectors(sentences)).toString("base64"),
    },
  };
}

/** A vector of a text about what the page is about: the kind of thing gives the direction. */
export function near({ title }: HandbookPage, random: Seeded): Float32Array {
  const subject = seeded(
    Array.from(title.split(", ")[1] ?? "").reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7),
  );
  return toUnitVector(
    Array.from({ length: EMBEDDING_DIMENSIONS }, () => subject.next() - 0.5 + NOISE * (random.next() - 0.5)),
  );
}
