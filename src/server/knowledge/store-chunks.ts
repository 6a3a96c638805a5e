import { judgePoison, type PoisonVerdict } from "@/domain/knowledge/doctor/poison";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import {
  addStatistics,
  deleteHiddenChunks,
  findDocumentStatistics,
  insertChunkTerms,
  switchGeneration,
} from "./chunk-queries";
import { createStatisticsCounter, emptyStatistics, statisticsChange } from "./chunk-statistics";
import { listDismissedFingerprints } from "./doctor/finding-queries";
import { suspicionsOf } from "./doctor/quarantine";
import { findDocument, lockKnowledge } from "./document-queries";
import type { IndexedChunk } from "./indexing";
import type { ChunkNodeMetadata } from "./llamaindex/vector-store";
import { createTurns } from "./turns";

interface Scope {
  accountId: string;
  documentId: string;
}

/** Some 60 ms of writing on the embedded database, which does one thing at a time: then others get their turn. */
const CHUNKS_PER_TRANSACTION = 24;

/** Thrown when a document was deleted, or its reading stopped, while it was read: there is nothing left to do. */
export class ReadingOver extends Error {}

interface ReplaceOptions {
  /** Asked in every transaction; throws when nothing may be written any more. */
  check?: (tx: Database) => Promise<void>;
  /** Part of the last transaction, after the new chunks became visible. */
  andThen?: (tx: Database) => Promise<void>;
}

/**
 * Replaces all chunks of a document and corrects the account's search statistics. The new chunks are written unseen, as
 * the next generation, in small transactions; one last short one makes them visible, removes the old ones and runs
 * `andThen`. So readers see the old chunks or the new ones, and customers are answered while a long document is
 * written. What a crash leaves behind is never found, and the next run removes it.
 * @throws ReadingOver
 */
export async function replaceChunks(
  db: Database,
  scope: Scope,
  chunks: readonly IndexedChunk[],
  embedding: EmbeddingModel,
  { check, andThen }: ReplaceOptions = {},
): Promise<void> {
  const { accountId, documentId } = scope;
  const document = await findDocument(db, accountId, documentId);
  if (!document) throw new ReadingOver();
  const generation = document.generation + 1;
  await deleteHiddenChunks(db, accountId, documentId);
  const counter = createStatisticsCounter();
  const turn = createTurns();
  const verdicts = new Map<IndexedChunk, PoisonVerdict>();
  for (const chunk of chunks) {
    verdicts.set(chunk, judgePoison(chunk.text));
    await turn();
  }
  const suspicions = suspicionsOf(chunks, (chunk) => verdicts.get(chunk)!);
  for (let start = 0; start < chunks.length; start += CHUNKS_PER_TRANSACTION) {
    const part = chunks.slice(start, start + CHUNKS_PER_TRANSACTION);
    const judged: JudgedChunk[] = [];
    for (const chunk of part) {
      counter.add([chunk]);
      judged.push({ ...chunk, id: newId("chunk"), suspicion: suspicions.get(chunk) });
      await turn();
    }
    await db.transaction(async (tx) => {
      await check?.(tx);
      await writeUnseen(tx, { ...scope, generation }, judged, embedding);
    });
  }
  await db.transaction(async (tx) => {
    await lockKnowledge(tx, accountId);
    await check?.(tx);
    if (!(await findDocument(tx, accountId, documentId))) throw new ReadingOver();
    const removed = await findDocumentStatistics(tx, accountId, documentId);
    await switchGeneration(tx, accountId, documentId, generation);
    await deleteHiddenChunks(tx, accountId, documentId);
    await addStatistics(tx, accountId, statisticsChange(removed, counter.counted));
    await andThen?.(tx);
  });
}

interface JudgedChunk extends IndexedChunk {
  id: string;
  suspicion: string | undefined;
}

async function writeUnseen(
  tx: Database,
  { accountId, documentId, generation }: Scope & { generation: number },
  chunks: readonly JudgedChunk[],
  embedding: EmbeddingModel,
): Promise<void> {
  const [{ ParleyVectorStore }, { TextNode }] = await Promise.all([
    import("./llamaindex/vector-store"),
    import("@llamaindex/core/schema"),
  ]);
  if (!(await findDocument(tx, accountId, documentId))) throw new ReadingOver();
  const dismissed = await listDismissedFingerprints(tx, accountId, "poison");
  const nodes = chunks.map(({ id, text, embedding: vector, suspicion, ...chunk }) => {
    const { page, heading, position, language, termCount, trigramCount, sentenceEmbeddings } = chunk;
    return new TextNode<ChunkNodeMetadata>({
      id_: id,
      text,
      embedding: Array.from(vector),
      metadata: {
        documentId,
        generation,
        page,
        heading,
        position,
        language,
        termCount,
        trigramCount,
        sentenceEmbeddings,
        quarantined: suspicion !== undefined && !dismissed.has(suspicion),
      },
    });
  });
  await new ParleyVectorStore({ db: tx, accountId, embedding }).add(nodes);
  await insertChunkTerms(tx, accountId, chunks);
}

/** Takes a document's chunks out of the account's statistics, before the document is deleted with all it has. */
export async function forgetChunks(tx: Database, { accountId, documentId }: Scope): Promise<void> {
  await lockKnowledge(tx, accountId);
  const removed = await findDocumentStatistics(tx, accountId, documentId);
  await addStatistics(tx, accountId, statisticsChange(removed, emptyStatistics()));
}
