/** LlamaIndex's vector store over our tables; import this module lazily, LlamaIndex costs about a second and 140 MB. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import {
  type BaseNode,
  BaseVectorStore,
  MetadataMode,
  TextNode,
  type VectorStoreQuery,
  type VectorStoreQueryResult,
} from "llamaindex";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Database } from "../../db/client";
import { documentChunks } from "../../db/schema";
import type { IndexedChunk } from "../indexing";
import { PortEmbedding } from "./embedding-adapter";

/** What a node of this store carries beside its text and vector. */
export type ChunkNodeMetadata = Pick<
  IndexedChunk,
  "page" | "heading" | "position" | "language" | "termCount" | "trigramCount" | "sentenceEmbeddings"
> & { documentId: string; generation: number; quarantined: boolean };

const ROWS_PER_STATEMENT = 50;

/**
 * The chunks of one account, in the vectors of one model. The account is in every WHERE, so a store can neither see nor
 * touch another's. Given a transaction, all it does is part of it.
 */
export class ParleyVectorStore extends BaseVectorStore<Database> {
  override storesText = true;

  constructor(private readonly scope: { db: Database; accountId: string; embedding: EmbeddingModel }) {
    super({ embeddingModel: new PortEmbedding(scope.embedding) });
  }

  override client(): Database {
    return this.scope.db;
  }

  /** Stores nodes that carry ChunkNodeMetadata and a vector; returns their ids. */
  override async add(nodes: BaseNode[]): Promise<string[]> {
    const { db, accountId, embedding } = this.scope;
    for (let start = 0; start < nodes.length; start += ROWS_PER_STATEMENT) {
      const rows = nodes.slice(start, start + ROWS_PER_STATEMENT).map((node) => ({
        ...(node.metadata as ChunkNodeMetadata),
        id: node.id_,
        accountId,
        text: node.getContent(MetadataMode.NONE),
        embeddingModel: embedding.id,
        embedding: node.getEmbedding(),
      }));
      await db.insert(documentChunks).values(rows);
    }
    return nodes.map(({ id_ }) => id_);
  }

  /** Deletes the chunks of a document of this account. */
  override async delete(documentId: string): Promise<void> {
    const { db, accountId } = this.scope;
    await db
      .delete(documentChunks)
      .where(and(eq(documentChunks.accountId, accountId), eq(documentChunks.documentId, documentId)));
  }

  /** The nearest chunks by cosine, best first. Chunks in languages the model does not know are never among them. */
  override async query({ queryEmbedding, similarityTopK, docIds }: VectorStoreQuery): Promise<VectorStoreQueryResult> {
    if (!queryEmbedding) throw new Error("This store is queried by vector.");
    const { db, accountId, embedding } = this.scope;
    const distance = sql<number>`${documentChunks.embedding} <=> ${JSON.stringify(queryEmbedding)}::vector`;
    const rows = await db
      .select({
        id: documentChunks.id,
        documentId: documentChunks.documentId,
        page: documentChunks.page,
        heading: documentChunks.heading,
        text: documentChunks.text,
        distance,
      })
      .from(documentChunks)
      .where(
        and(
          eq(documentChunks.accountId, accountId),
          eq(documentChunks.embeddingModel, embedding.id),
          eq(documentChunks.quarantined, false),
          docIds ? inArray(documentChunks.documentId, docIds) : undefined,
        ),
      )
      .orderBy(asc(distance))
      .limit(similarityTopK);
    // A vector of zeros is at no distance from anything: NaN.
    const near = rows.filter((row) => Number.isFinite(Number(row.distance)));
    return {
      ids: near.map(({ id }) => id),
      similarities: near.map((row) => 1 - Number(row.distance)),
      nodes: near.map(
        ({ id, text, documentId, page, heading }) =>
          new TextNode({ id_: id, text, metadata: { documentId, page, heading } }),
      ),
    };
  }
}
