import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { ChunkLanguage } from "@/domain/knowledge/terms";
import type { Database } from "../db/client";
import { documentChunks, documents } from "../db/schema";
import type { DocumentKey } from "./document-acts";

/** The chunks that can be found, with the document they are of. */
const currentDocument = and(
  eq(documents.id, documentChunks.documentId),
  eq(documents.accountId, documentChunks.accountId),
  eq(documents.generation, documentChunks.generation),
);

export async function selectEmbeddingModels(db: Database, accountId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ model: documentChunks.embeddingModel })
    .from(documentChunks)
    .innerJoin(documents, currentDocument)
    .where(eq(documentChunks.accountId, accountId));
  return rows.map(({ model }) => model);
}

/** Passages that can be found, and those of them whose vectors are of that model. */
export async function countByModel(
  db: Database,
  accountId: string,
  model: string,
): Promise<{ doneCount: number; totalCount: number }> {
  const [counts] = await db
    .select({
      doneCount: sql<number>`(count(*) filter (where ${eq(documentChunks.embeddingModel, model)}))::int`,
      totalCount: sql<number>`count(*)::int`,
    })
    .from(documentChunks)
    .innerJoin(documents, currentDocument)
    .where(eq(documentChunks.accountId, accountId));
  return counts ?? { doneCount: 0, totalCount: 0 };
}

/** Of all accounts: for work on each of them. */
export async function selectAccountsWithOtherModels(db: Database, model: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ accountId: documentChunks.accountId })
    .from(documentChunks)
    .innerJoin(documents, currentDocument)
    .where(ne(documentChunks.embeddingModel, model));
  return rows.map(({ accountId }) => accountId);
}

/** Documents with vectors of another model, the oldest first. */
export const selectDocumentsWithOtherModels = (db: Database, accountId: string, model: string) =>
  db
    .selectDistinct({ id: documents.id, name: documents.name, createdAt: documents.createdAt })
    .from(documentChunks)
    .innerJoin(documents, currentDocument)
    .where(and(eq(documentChunks.accountId, accountId), ne(documentChunks.embeddingModel, model)))
    .orderBy(asc(documents.createdAt), asc(documents.id));

export const selectChunksOfOtherModels = (
  db: Database,
  { accountId, documentId }: DocumentKey,
  model: string,
): Promise<{ id: string; heading: string; text: string; language: ChunkLanguage }[]> =>
  db
    .select({
      id: documentChunks.id,
      heading: documentChunks.heading,
      text: documentChunks.text,
      language: documentChunks.language,
    })
    .from(documentChunks)
    .innerJoin(documents, currentDocument)
    .where(
      and(
        eq(documentChunks.accountId, accountId),
        eq(documentChunks.documentId, documentId),
        ne(documentChunks.embeddingModel, model),
      ),
    )
    .orderBy(asc(documentChunks.position));

export interface ChunkVectors {
  id: string;
  embedding: Float32Array;
  sentenceEmbeddings: Uint8Array;
}

/** Some kilobytes each. */
const ROWS_PER_STATEMENT = 200;

/** Chunks that are gone meanwhile are left out. */
export async function updateVectors(
  db: Database,
  accountId: string,
  model: string,
  chunks: readonly ChunkVectors[],
): Promise<void> {
  for (let start = 0; start < chunks.length; start += ROWS_PER_STATEMENT) {
    const rows = chunks.slice(start, start + ROWS_PER_STATEMENT).map(({ id, embedding, sentenceEmbeddings }) => ({
      id,
      e: JSON.stringify(Array.from(embedding)),
      s: Buffer.from(sentenceEmbeddings).toString("hex"),
    }));
    await db.execute(sql`
      update ${documentChunks} c
      set embedding = r.e::vector, sentence_embeddings = decode(r.s, 'hex'), embedding_model = ${model}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, e text, s text)
      where c.account_id = ${accountId} and c.id = r.id`);
  }
}
