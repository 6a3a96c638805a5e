import type { FailureReason, ParseResult } from "@/domain/knowledge/document";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import type { Logger } from "../logger";
import { chunkPages } from "./chunking";
import {
  type DocumentRow,
  type DocumentState,
  findDocument,
  findDocumentBytes,
  replacePages,
  updateDocument,
} from "./document-queries";
import { indexChunks } from "./indexing";
import { asOnePage, asOnePassage, findOrigin } from "./origin";
import type { ParseLimits } from "./parsers/limits";
import { parseDocument } from "./parsers/parse";
import { createProgressReporter } from "./progress";
import { DocumentGone, replaceChunks } from "./store-chunks";

export interface IngestDeps {
  db: Database;
  embedding: EmbeddingModel;
  logger: Logger;
  now: () => Date;
  parseLimits?: Partial<ParseLimits> | undefined;
}

interface DocumentKey {
  accountId: string;
  documentId: string;
}

/** A document as it was when its reading began: once it has other content, the reading counts for nothing. */
type Reading = DocumentKey & Pick<DocumentRow, "contentHash">;

const STILL_KNOWS = "The bot still answers from what was read before.";

/**
 * Reads a queued document and makes it searchable. Safe to run again after any interruption: everything is computed
 * anew, and the new chunks become visible in one transaction. Problems of the file end in `failed` with their reason;
 * anything else (a model or database that is down) is thrown, to be tried again, and marks the document as failed
 * when `isLastAttempt`.
 */
export async function ingestDocument(
  deps: IngestDeps,
  key: DocumentKey,
  { signal, isLastAttempt }: { signal: AbortSignal; isLastAttempt: boolean },
): Promise<void> {
  const document = await findDocument(deps.db, key.accountId, key.documentId);
  // Deleted meanwhile, or the job runs again after it had been done.
  if (!document || document.status === "ready" || document.status === "failed") return;
  const reading = { ...key, contentHash: document.contentHash };
  try {
    await readAndIndex(deps, reading, document, signal);
  } catch (error) {
    signal.throwIfAborted();
    // Whatever went wrong, there is nothing left to read once the document was deleted.
    if (error instanceof DocumentGone || !(await findDocument(deps.db, key.accountId, key.documentId))) return;
    if (isLastAttempt) await fail(deps, reading, document, { reason: "internal" });
    throw error;
  }
}

async function readAndIndex(deps: IngestDeps, key: Reading, document: DocumentRow, signal: AbortSignal): Promise<void> {
  const { db, embedding, logger } = deps;
  await setState(deps, key, { status: "parsing", failureReason: null, progressDone: 0, progressTotal: 0 });
  const origin = await findOrigin(db, key, document);
  const parsed = origin.answer ? asOnePage(origin.answer) : await parse(deps, key, origin.fileName, signal);
  if (parsed.status === "failed") return fail(deps, key, document, parsed);

  const chunks = origin.answer
    ? [asOnePassage(origin.answer)]
    : await chunkPages({ documentId: key.documentId, ...parsed }, signal);
  if (chunks.length === 0) return fail(deps, key, document, { ...parsed, reason: "no_text" });
  await setState(deps, key, { status: "embedding", progressDone: 0, progressTotal: chunks.length });
  const report = createProgressReporter(deps, (progressDone, progressTotal) =>
    setState(deps, key, { status: "embedding", progressDone, progressTotal }),
  );
  const { name } = origin;
  const indexed = await indexChunks({ name, chunks }, { embedding, signal, onProgress: report });

  signal.throwIfAborted();
  await replaceChunks(db, key, indexed, embedding, async (tx) => {
    await replacePages(tx, key.accountId, key.documentId, parsed.pages);
    await setState({ db: tx }, key, {
      status: "ready",
      ...(name === document.name ? {} : { name }),
      progressDone: chunks.length,
      pageCount: parsed.hasPageNumbers ? parsed.pages.length : null,
      chunkCount: chunks.length,
      characterCount: parsed.pages.reduce((sum, { text }) => sum + text.length, 0),
      warnings: parsed.warnings,
      readyAt: deps.now(),
    });
  });
  logger.info({ ...namesOf(key), chunks: chunks.length }, "document ready");
}

async function parse(deps: IngestDeps, key: Reading, fileName: string, signal: AbortSignal): Promise<ParseResult> {
  const bytes = await findDocumentBytes(deps.db, key.accountId, key.documentId);
  if (!bytes) throw new DocumentGone();
  const report = createProgressReporter(deps, (progressDone, progressTotal) =>
    setState(deps, key, { status: "parsing", progressDone, progressTotal }),
  );
  const result = await parseDocument(
    {
      bytes,
      fileName,
      signal,
      onProgress: (done, total) => void report(done, total),
      onCrash: (error) => deps.logger.warn({ ...namesOf(key), error }, "a parser broke on a document"),
    },
    deps.parseLimits,
  );
  await report.settled();
  return result;
}

async function fail(
  deps: IngestDeps,
  key: Reading,
  { readyAt }: DocumentRow,
  { reason, warnings = [] }: { reason: FailureReason; warnings?: string[] },
): Promise<void> {
  const notes = readyAt ? [...warnings, STILL_KNOWS] : warnings;
  await setState(deps, key, { status: "failed", failureReason: reason, warnings: notes });
  deps.logger.info({ ...namesOf(key), reason }, "document failed");
}

const namesOf = ({ accountId, documentId }: DocumentKey) => ({ accountId, documentId });

/** @throws DocumentGone when it was deleted, or has other content by now, whose own reading waits */
async function setState(
  { db }: { db: Database },
  { accountId, documentId, contentHash }: Reading,
  state: DocumentState,
): Promise<void> {
  if (!(await updateDocument(db, accountId, documentId, state, contentHash))) throw new DocumentGone();
  await publishChange(db, { accountId, topic: "document", id: documentId });
}
