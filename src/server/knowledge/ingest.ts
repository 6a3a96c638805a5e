import { type FailureReason, isBeingRead } from "@/domain/knowledge/document";
import { publishChange } from "../db/changes";
import { deleteHiddenChunks } from "./chunk-queries";
import { chunkPages } from "./chunking";
import { enqueueExamination } from "./doctor/enqueue";
import type { DocumentKey } from "./document-acts";
import { type DocumentRow, findDocument, replacePages } from "./document-queries";
import { indexChunks } from "./indexing";
import { asOnePage, asOnePassage, findOrigin } from "./origin";
import { createProgressReporter } from "./progress";
import { type FileReadingDeps, readFile } from "./read-file";
import {
  type DocumentState,
  forgetPassword,
  isCurrentReading,
  lockCurrentReading,
  type Reading,
  takePlace,
} from "./reading-queries";
import { setState } from "./reading-state";
import { ReadingOver, replaceChunks } from "./store-chunks";
import { watchReading } from "./watch-reading";

const STILL_KNOWS = "The bot still answers from what was read before.";

/**
 * Reads a queued document and makes it searchable; a next version then takes the place of the document it replaces. Safe
 * to run again after any interruption: everything is computed anew, and the new chunks become visible in one
 * transaction. Problems of the file end in `failed` with their reason; anything else (a model or database that is down)
 * is thrown, to be tried again or given up. When somebody stops or deletes the document meanwhile, it ends soon and
 * leaves nothing.
 */
export async function ingestDocument(deps: FileReadingDeps, key: DocumentKey, signal: AbortSignal): Promise<void> {
  const document = await findUnfinished(deps, key);
  if (!document) return;
  const reading = { ...key, number: document.reading };
  const watch = watchReading(deps, reading);
  try {
    await readAndIndex(deps, reading, document, AbortSignal.any([signal, watch.signal]));
  } catch (error) {
    signal.throwIfAborted();
    // Whatever went wrong, nobody waits for it any more.
    if (error instanceof ReadingOver || !(await isCurrentReading(deps.db, reading))) return clearUp(deps, document);
    throw error;
  } finally {
    await watch.end();
  }
}

/**
 * Says of a document that it failed, when it was tried often enough. @returns whether there was anything to say: false
 * when the document has ended by itself or is gone
 */
export async function giveUpDocument(deps: FileReadingDeps, key: DocumentKey): Promise<boolean> {
  const document = await findUnfinished(deps, key);
  if (!document) return false;
  await fail(deps, { ...key, number: document.reading }, document, { reason: "internal" });
  return true;
}

/** Undefined when it was stopped or deleted meanwhile, or the job runs again after it had been done. */
async function findUnfinished(deps: FileReadingDeps, key: DocumentKey): Promise<DocumentRow | undefined> {
  const document = await findDocument(deps.db, key.accountId, key.documentId);
  if (!document || isBeingRead(document.status)) return document;
  await clearUp(deps, document);
  return undefined;
}

/** Whose chunks are written. */
const indexedId = ({ id, replacesId }: DocumentRow): string => replacesId ?? id;

/** Deletes what a reading wrote before it was interrupted. */
const clearUp = ({ db }: Pick<FileReadingDeps, "db">, document: DocumentRow) =>
  deleteHiddenChunks(db, document.accountId, indexedId(document));

async function readAndIndex(
  deps: FileReadingDeps,
  reading: Reading,
  document: DocumentRow,
  signal: AbortSignal,
): Promise<void> {
  const { db, embedding, logger } = deps;
  await setState(deps, reading, { status: "parsing", failureReason: null, progressDone: 0, progressTotal: 0 });
  const origin = await findOrigin(db, reading, document);
  const parsed = origin.answer ? asOnePage(origin.answer) : await readFile(deps, reading, origin.fileName, signal);
  if (parsed.status === "failed") return fail(deps, reading, document, parsed);

  const documentId = indexedId(document);
  const chunks = origin.answer ? [asOnePassage(origin.answer)] : await chunkPages({ documentId, ...parsed }, signal);
  if (chunks.length === 0) return fail(deps, reading, document, { ...parsed, reason: "no_text" });
  await setState(deps, reading, { status: "embedding", progressDone: 0, progressTotal: chunks.length });
  const report = createProgressReporter(deps, (progressDone, progressTotal) =>
    setState(deps, reading, { status: "embedding", progressDone, progressTotal }),
  );
  const { name } = origin;
  const indexed = await indexChunks({ name, chunks }, { embedding, signal, onProgress: report });

  signal.throwIfAborted();
  const { accountId } = reading;
  await replaceChunks(db, { accountId, documentId }, indexed, embedding, {
    async check(tx) {
      if (!(await lockCurrentReading(tx, reading))) throw new ReadingOver();
    },
    async andThen(tx) {
      await replacePages(tx, accountId, documentId, parsed.pages);
      await succeed({ ...deps, db: tx }, reading, document, {
        status: "ready",
        ...(name === document.name ? {} : { name }),
        failureReason: null,
        progressDone: chunks.length,
        progressTotal: chunks.length,
        pageCount: parsed.hasPageNumbers ? parsed.pages.length : null,
        chunkCount: chunks.length,
        characterCount: parsed.pages.reduce((sum, { text }) => sum + text.length, 0),
        picturePageCount: parsed.pages.filter(({ isFromPicture }) => isFromPicture).length,
        warnings: parsed.warnings,
        readyAt: deps.now(),
      });
      await enqueueExamination(deps, tx, accountId);
    },
  });
  logger.info({ accountId, documentId, chunks: chunks.length }, "document ready");
}

async function succeed(
  deps: FileReadingDeps,
  reading: Reading,
  { name, mediaType, sizeBytes, contentHash, uploadedBy, replacesId }: DocumentRow,
  state: DocumentState,
): Promise<void> {
  const { accountId, documentId } = reading;
  if (!replacesId) {
    await setState(deps, reading, state);
    return forgetPassword(deps.db, accountId, documentId);
  }
  const facts = { name, mediaType, sizeBytes, contentHash, uploadedBy, replacedAt: deps.now() };
  await takePlace(deps.db, { accountId, documentId: replacesId, nextId: documentId }, { ...facts, ...state });
  await publishChange(deps.db, { accountId, topic: "document", id: replacesId });
}

async function fail(
  deps: FileReadingDeps,
  reading: Reading,
  document: DocumentRow,
  { reason, warnings = [] }: { reason: FailureReason; warnings?: string[] },
): Promise<void> {
  const { accountId, documentId } = reading;
  const notes = document.readyAt ? [...warnings, STILL_KNOWS] : warnings;
  await deps.db.transaction(async (tx) => {
    await setState({ db: tx }, reading, { status: "failed", failureReason: reason, warnings: notes });
    // No later reading will do it.
    await clearUp({ db: tx }, document);
    await forgetPassword(tx, accountId, documentId);
    await enqueueExamination(deps, tx, accountId);
  });
  deps.logger.info({ accountId, documentId, reason }, "document failed");
}
