import type { PagePictures, ParseResult } from "@/domain/knowledge/document";
import type { OcrEngine } from "@/domain/knowledge/ocr";
import { unseal } from "../seal";
import type { KnowledgeDeps } from "./document-acts";
import { findDocumentFile } from "./document-queries";
import { readScans } from "./ocr/read-scans";
import type { createOneAtATime } from "./one-at-a-time";
import { parseDocument } from "./parsers/parse";
import { createProgressReporter } from "./progress";
import type { Reading } from "./reading-queries";
import { setState } from "./reading-state";
import { ReadingOver } from "./store-chunks";

type InTurn = ReturnType<typeof createOneAtATime>;

/** Two at once might need twice the memory that one may: see parsers/limits.ts and ocr/limits.ts. */
export interface FileReadingDeps extends KnowledgeDeps {
  /** Files are opened one after the other. */
  openInTurn: InTurn;
  /** So are scans read, which take minutes; files with text don't wait for them. */
  recogniseInTurn: InTurn;
}

interface OpenFile {
  bytes: Uint8Array;
  password: string | undefined;
}

/**
 * The text of a document's file, and of its scanned pages when an engine for that is configured. Says meanwhile how far it
 * is. @throws ReadingOver
 */
export async function readFile(
  deps: FileReadingDeps,
  reading: Reading,
  fileName: string,
  signal: AbortSignal,
): Promise<ParseResult> {
  const { accountId, documentId } = reading;
  const file = await findDocumentFile(deps.db, accountId, documentId);
  if (!file) throw new ReadingOver();
  const { bytes, sealedPassword } = file;
  // One that no longer opens (another key) is as good as none: the document asks for it again.
  const password = sealedPassword === null ? undefined : unseal(deps.secretKey, sealedPassword, documentId);
  const report = createProgressReporter(deps, (progressDone, progressTotal) =>
    setState(deps, reading, { status: "parsing", progressDone, progressTotal }),
  );
  const parse = () =>
    parseDocument(
      {
        bytes,
        fileName,
        password,
        signal,
        onProgress: (done, total) => void report(done, total),
        onCrash: (error) => deps.logger.warn({ accountId, documentId, error }, "a parser broke on a document"),
      },
      deps.parseLimits,
    );
  const result = await deps.openInTurn(parse, signal);
  await report.settled();
  const { pictures } = result;
  if (!deps.ocrFor || !pictures) return result;
  const ocr = await deps.ocrFor(accountId);
  return deps.recogniseInTurn(
    () => recognise({ ...deps, ocr }, reading, { bytes, password }, pictures, signal),
    signal,
  );
}

async function recognise(
  deps: KnowledgeDeps & { ocr: OcrEngine },
  reading: Reading,
  file: OpenFile,
  pictures: PagePictures,
  signal: AbortSignal,
): Promise<ParseResult> {
  const { accountId, documentId } = reading;
  const write = (progressDone: number, progressTotal: number) =>
    setState(deps, reading, { status: "recognising", progressDone, progressTotal });
  await write(0, pictures.numbers.length);
  const report = createProgressReporter(deps, write);
  try {
    return await readScans(
      {
        ...file,
        pictures,
        engine: deps.ocr,
        signal,
        onProgress: (done, total) => void report(done, total),
        onUnread: (page, err) => deps.logger.warn({ accountId, documentId, page, err }, "a scanned page was not read"),
      },
      deps.ocrLimits,
    );
  } finally {
    await report.settled();
  }
}
