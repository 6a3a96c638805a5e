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
  try {
    await readAndIndex(deps, key, document, signal);
  } catch (error) {
    signal.throwIfAborted();
    // Whatever went wrong, there is nothing left to read once the document was deleted.
    if (error instanceof DocumentGone || !(await findDocument(deps.db, key.accountId, key.documentId))) return;
    if (isLastAttempt) await fail(deps, key, "internal");
    throw error;
  }
}

async function readAndIndex(
  deps: IngestDeps,
  key: DocumentKey,
  document: DocumentRow,
  signal: AbortSignal,
): Promise<void> {
  const { db, embedding, logger } = deps;
  await setState(deps, key, { status: "parsing", failureReason: null, progressDone: 0, progressTotal: 0 });
  const parsed = await parse(deps, key, document, signal);
  if (parsed.status === "failed") return fail(deps, key, parsed.reason, parsed.warnings);

  const chunks = await chunkPages({ documentId: key.documentId, ...parsed }, signal);
  if (chunks.length === 0) return fail(deps, key, "no_text", parsed.warnings);
  await setState(deps, key, { status: "embedding", progressDone: 0, progressTotal: chunks.length });
  const report = createProgressReporter(deps, (progressDone, progressTotal) =>
    setState(deps, key, { status: "embedding", progressDone, progressTotal }),
  );
  const indexed = await indexChunks({ name: document.name, chunks }, { embedding, signal, onProgress: report });

  signal.throwIfAborted();
  await replaceChunks(db, key, indexed, embedding, async (tx) => {
    await replacePages(tx, key.accountId, key.documentId, parsed.pages);
    await setState({ db: tx }, key, {
      status: "ready",
      progressDone: chunks.length,
      pageCount: parsed.hasPageNumbers ? parsed.pages.length : null,
      chunkCount: chunks.length,
      characterCount: parsed.pages.reduce((sum, { text }) => sum + text.length, 0),
      warnings: parsed.warnings,
      readyAt: deps.now(),
    });
  });
  logger.info({ ...key, chunks: chunks.length }, "document ready");
}

async function parse(
  deps: IngestDeps,
  key: DocumentKey,
  document: DocumentRow,
  signal: AbortSignal,
): Promise<ParseResult> {
  const bytes = await findDocumentBytes(deps.db, key.accountId, key.documentId);
  if (!bytes) throw new DocumentGone();
  const report = createProgressReporter(deps, (progressDone, progressTotal) =>
    setState(deps, key, { status: "parsing", progressDone, progressTotal }),
  );
  const result = await parseDocument(
    {
      bytes,
      fileName: document.name,
      signal,
      onProgress: (done, total) => void report(done, total),
      onCrash: (error) => deps.logger.warn({ ...key, error }, "a parser broke on a document"),
    },
    deps.parseLimits,
  );
  await report.settled();
  return result;
}

async function fail(deps: IngestDeps, key: DocumentKey, reason: FailureReason, warnings: string[] = []): Promise<void> {
  await setState(deps, key, { status: "failed", failureReason: reason, warnings });
  deps.logger.info({ ...key, reason }, "document failed");
}

async function setState({ db }: { db: Database }, key: DocumentKey, state: DocumentState): Promise<void> {
  if (!(await updateDocument(db, key.accountId, key.documentId, state))) throw new DocumentGone();
  await publishChange(db, { accountId: key.accountId, topic: "document", id: key.documentId });
}
