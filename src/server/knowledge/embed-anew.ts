import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Database } from "../db/client";
import type { JobQueue } from "../jobs/queue";
import type { Logger } from "../logger";
import { lockKnowledge } from "./document-queries";
import * as queries from "./embed-anew-queries";
import { embedChunks } from "./indexing";

interface EmbedAnewDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  embedding: EmbeddingModel;
  logger: Logger;
}

/** Gives the accounts whose passages have vectors of another model new ones, in the background. */
export async function enqueueEmbeddingAnew({ db, queue, embedding }: EmbedAnewDeps): Promise<void> {
  for (const accountId of await queries.selectAccountsWithOtherModels(db, embedding.id))
    await queue.enqueue(db, "embed_anew", { accountId, embeddingModel: embedding.id });
}

/**
 * Makes the vectors of an account's passages with the model in use, document by document: each one is found by its old
 * vectors until all of its new ones are there. Words and passages stay as they are. Safe to run again after any
 * interruption; documents that are done are not done twice.
 * @throws Error in a process that uses another model than the job is for: one of the others will take it
 */
export async function embedAnew(
  { db, embedding, logger }: EmbedAnewDeps,
  { accountId, embeddingModel }: { accountId: string; embeddingModel: string },
  signal: AbortSignal,
): Promise<void> {
  if (embeddingModel !== embedding.id) throw new Error(`This process makes vectors with ${embedding.id}.`);
  const documents = await queries.selectDocumentsWithOtherModels(db, accountId, embedding.id);
  for (const { id: documentId, name } of documents) {
    const chunks = await queries.selectChunksOfOtherModels(db, { accountId, documentId }, embedding.id);
    const vectors = await embedChunks(
      chunks.map((chunk) => ({ ...chunk, name })),
      embedding,
      signal,
    );
    await db.transaction(async (tx) => {
      await lockKnowledge(tx, accountId);
      await queries.updateVectors(
        tx,
        accountId,
        embedding.id,
        vectors.map((vector, index) => ({ ...vector, id: chunks[index]?.id ?? "" })),
      );
    });
  }
  if (documents.length > 0) logger.info({ accountId, documents: documents.length, embeddingModel }, "embedded anew");
}
