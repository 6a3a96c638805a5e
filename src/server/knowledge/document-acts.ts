/** What everything that people do to a document has in common. */
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { OcrEngine } from "@/domain/knowledge/ocr";
import type { Actor } from "../audit/actor";
import { type AuditRecord, recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import type { JobQueue } from "../jobs/queue";
import type { Logger } from "../logger";
import { countQueued, type DocumentRow, findDocument } from "./document-queries";
import type { OcrLimits } from "./ocr/limits";
import type { ParseLimits } from "./parsers/limits";
import { startReading } from "./reading-queries";

export interface KnowledgeDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  embedding: EmbeddingModel;
  /** 32 bytes: seals the passwords of files while they wait to be read. */
  secretKey: Uint8Array;
  logger: Logger;
  now: () => Date;
  /** Other limits than DEFAULT_PARSE_LIMITS; for tests. */
  parseLimits?: Partial<ParseLimits> | undefined;
  /** What reads an account's scanned pages; without it they are named and stay unread. */
  ocrFor?: ((accountId: string) => Promise<OcrEngine>) | undefined;
  /** Other limits than DEFAULT_OCR_LIMITS; for tests. */
  ocrLimits?: Partial<OcrLimits> | undefined;
}

export interface DocumentKey {
  accountId: string;
  documentId: string;
}

/** For the audit log; absent where no person asked, as in tests and measurements. */
export interface ByActor {
  actor?: Actor | undefined;
}

/** @throws AppError not_found */
export async function getDocument(db: Database, { accountId, documentId }: DocumentKey): Promise<DocumentRow> {
  const document = await findDocument(db, accountId, documentId);
  if (!document) throw new AppError("not_found", "This document no longer exists.");
  return document;
}

type DocumentName = Pick<DocumentRow, "id" | "accountId" | "name">;

/** The entry of what was done to a document, and the news of it for whoever has it on the screen. */
export async function recordAct(
  tx: Database,
  { id, accountId, name }: DocumentName,
  act: ByActor & Pick<AuditRecord, "action" | "before" | "after">,
): Promise<void> {
  const { actor, ...record } = act;
  if (actor) await recordAudit(tx, { accountId, actor, ...record, target: { kind: "document", id, name } });
  await publishChange(tx, { accountId, topic: "document", id });
}

/** Has a document read whose reading is over; what it then fails or succeeds with counts alone. */
export async function readAgain(
  deps: Pick<KnowledgeDeps, "queue">,
  tx: Database,
  document: DocumentRow,
  sealedPassword: string | null = null,
): Promise<void> {
  await startReading(tx, document.accountId, document.id, sealedPassword);
  await enqueueReading(deps, tx, document);
}

/**
 * A document and its next version are never read at the same time: both write chunks of the same document. Accounts take
 * turns: the third document of one that waits comes after the second of every other, whenever that was uploaded.
 */
export async function enqueueReading(
  { queue }: Pick<KnowledgeDeps, "queue">,
  tx: Database,
  { id, accountId, replacesId }: { id: string; accountId: string; replacesId?: string | null },
): Promise<void> {
  const options = { singletonKey: replacesId ?? id, priority: -(await countQueued(tx, accountId)) };
  await queue.enqueue(tx, "ingest", { accountId, documentId: id }, options);
  await publishChange(tx, { accountId, topic: "document", id });
}
