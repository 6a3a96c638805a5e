import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Preparation } from "@/domain/words/preparation";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import type { JobQueue } from "../jobs/queue";
import { findLatestState } from "../jobs/state-queries";
import type { Logger } from "../logger";
import { lockKnowledge } from "./document-queries";
import * as queries from "./embed-anew-queries";
import { embedChunks } from "./indexing";
import { createProgressReporter } from "./progress";

interface EmbedAnewDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  embedding: EmbeddingModel;
  logger: Logger;
  now: () => Date;
}

/** Gives the accounts whose passages have vectors of another model new ones, in the background. */
export async function enqueueEmbeddingAnew({ db, queue, embedding }: EmbedAnewDeps): Promise<void> {
  for (const accountId of await queries.selectAccountsWithOtherModels(db, embedding.id))
    await db.transaction(async (tx) => {
      await queue.enqueue(tx, "embed_anew", { accountId, embeddingModel: embedding.id });
      await tell(tx, accountId);
    });
}

const tell = (db: Database, accountId: string) => publishChange(db, { accountId, topic: "preparation", id: accountId });

/** How far that has come; null while there is nothing to do, or nobody has begun to. */
export async function findPreparation(
  { db, embedding }: Pick<EmbedAnewDeps, "db" | "embedding">,
  accountId: string,
): Promise<Preparation | null> {
  const counts = await queries.countByModel(db, accountId, embedding.id);
  if (counts.doneCount === counts.totalCount) return null;
  const state = await findLatestState(db, "embed_anew", accountId);
  return state === "unfinished" || state === "failed" ? { ...counts, hasGivenUp: state === "failed" } : null;
}

/**
 * Makes the vectors of an account's passages with the model in use, document by document: each one is found by its old
 * vectors until all of its new ones are there. Words and passages stay as they are. Safe to run again after any
 * interruption; documents that are done are not done twice.
 * @throws Error in a process that uses another model than the job is for: one of the others will take it
 */
export async function embedAnew(
  { db, embedding, logger, now }: EmbedAnewDeps,
  { accountId, embeddingModel }: { accountId: string; embeddingModel: string },
  signal: AbortSignal,
): Promise<void> {
  if (embeddingModel !== embedding.id) throw new Error(`This process makes vectors with ${embedding.id}.`);
  const documents = await queries.selectDocumentsWithOtherModels(db, accountId, embedding.id);
  const report = createProgressReporter({ now, logger }, () => tell(db, accountId));
  for (const [index, { id: documentId, name }] of documents.entries()) {
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
    await report(index + 1, documents.length);
  }
  await report.settled();
  await tell(db, accountId);
  if (documents.length > 0) logger.info({ accountId, documents: documents.length, embeddingModel }, "embedded anew");
}
