import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { addStatistics, findDocumentStatistics, insertChunkTerms } from "./chunk-queries";
import { countStatistics, emptyStatistics, statisticsChange } from "./chunk-statistics";
import { findDocument, lockKnowledge } from "./document-queries";
import type { IndexedChunk } from "./indexing";
import type { ChunkNodeMetadata } from "./llamaindex/vector-store";

interface Scope {
  accountId: string;
  documentId: string;
}

/** Thrown when a document was deleted while it was read: there is nothing left to do. */
export class DocumentGone extends Error {}

/**
 * Replaces all chunks of a document and corrects the account's search statistics. Call it in a transaction: readers see
 * the old chunks or the new ones, never a mixture, and two documents of an account wait for each other.
 */
export async function replaceChunks(
  tx: Database,
  { accountId, documentId }: Scope,
  chunks: readonly IndexedChunk[],
  embedding: EmbeddingModel,
): Promise<void> {
  const [{ ParleyVectorStore }, { TextNode }] = await Promise.all([
    import("./llamaindex/vector-store"),
    import("@llamaindex/core/schema"),
  ]);
  await lockKnowledge(tx, accountId);
  if (!(await findDocument(tx, accountId, documentId))) throw new DocumentGone();
  const removed = await findDocumentStatistics(tx, accountId, documentId);
  const store = new ParleyVectorStore({ db: tx, accountId, embedding });
  await store.delete(documentId);
  const identified = chunks.map((chunk) => ({ ...chunk, id: newId("chunk") }));
  await store.add(
    identified.map(
      ({
        id,
        text,
        embedding: vector,
        page,
        heading,
        position,
        language,
        termCount,
        trigramCount,
        sentenceEmbeddings,
      }) =>
        new TextNode<ChunkNodeMetadata>({
          id_: id,
          text,
          embedding: Array.from(vector),
          metadata: { documentId, page, heading, position, language, termCount, trigramCount, sentenceEmbeddings },
        }),
    ),
  );
  await insertChunkTerms(tx, accountId, identified);
  await addStatistics(tx, accountId, statisticsChange(removed, countStatistics(chunks)));
}

/** Takes a document's chunks out of the account's statistics, before the document is deleted with all it has. */
export async function forgetChunks(tx: Database, { accountId, documentId }: Scope): Promise<void> {
  await lockKnowledge(tx, accountId);
  const removed = await findDocumentStatistics(tx, accountId, documentId);
  await addStatistics(tx, accountId, statisticsChange(removed, emptyStatistics()));
}
