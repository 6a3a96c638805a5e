import { createHash } from "node:crypto";
import { FAILURE_MESSAGES, type ParsedPage } from "@/domain/knowledge/document";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Actor } from "../audit/actor";
import { type AuditRecord, recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { AppError } from "../errors";
import type { JobQueue } from "../jobs/queue";
import type { Logger } from "../logger";
import * as queries from "./document-queries";
import { ingestDocument } from "./ingest";
import { DEFAULT_PARSE_LIMITS, type ParseLimits } from "./parsers/limits";
import { ParseFailure } from "./parsers/parser";
import { selectParser } from "./parsers/registry";
import { forgetChunks } from "./store-chunks";

const MAX_NAME_LENGTH = 200;

export interface KnowledgeDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  embedding: EmbeddingModel;
  logger: Logger;
  now: () => Date;
  /** Other limits than DEFAULT_PARSE_LIMITS; for tests. */
  parseLimits?: Partial<ParseLimits> | undefined;
}

export interface DocumentKey {
  accountId: string;
  documentId: string;
}

/** For the audit log; absent where no person asked, as in tests and measurements. */
interface ByActor {
  actor?: Actor | undefined;
}

export interface Upload extends ByActor {
  accountId: string;
  name: string;
  bytes: Uint8Array;
  /** Id of the user. */
  uploadedBy: string;
}

export type KnowledgeDocument = queries.DocumentRow;
export type KnowledgeService = ReturnType<typeof createKnowledgeService>;

/** An account's documents: uploading, reading, listing, deleting. Finding passages in them is retriever.ts. */
export function createKnowledgeService(deps: KnowledgeDeps) {
  const { db } = deps;
  return {
    /**
     * Stores an upload and queues its reading, in one transaction. The same bytes are the same document: uploading them
     * again changes nothing, except that reading starts again if it had failed.
     * @throws AppError bad_request or too_large, with words for whoever uploads
     */
    addDocument: (upload: Upload) => addDocument(deps, upload),

    /** The job: see ingest.ts. */
    ingestDocument: (
      key: DocumentKey,
      signal: AbortSignal,
      { isLastAttempt = true }: { isLastAttempt?: boolean } = {},
    ) => ingestDocument(deps, key, { signal, isLastAttempt }),

    /** Newest first. */
    listDocuments: (accountId: string): Promise<KnowledgeDocument[]> => queries.listDocuments(db, accountId),

    getDocument: (key: DocumentKey): Promise<KnowledgeDocument> => getDocument(db, key),

    /** Pages as they were read; empty until the document is ready. */
    async listPages(key: DocumentKey): Promise<ParsedPage[]> {
      await getDocument(db, key);
      return queries.listPages(db, key.accountId, key.documentId);
    },

    /** With everything that was learned from it, at once. */
    async deleteDocument({ actor, ...key }: DocumentKey & ByActor): Promise<void> {
      await db.transaction(async (tx) => {
        const { name } = await getDocument(tx, key);
        await audit(tx, { ...key, name, actor, action: "knowledge.deleted" });
        await forgetChunks(tx, key);
        await queries.deleteDocumentRow(tx, key.accountId, key.documentId);
        await publishChange(tx, { accountId: key.accountId, topic: "document", id: key.documentId });
      });
    },

    /** Reads a failed document once more. @throws AppError conflict while it is being read or when it is ready */
    retryDocument: ({ actor, ...key }: DocumentKey & ByActor): Promise<void> =>
      db.transaction(async (tx) => {
        const { status, name } = await getDocument(tx, key);
        if (status !== "failed") throw new AppError("conflict", "Only a document that failed can be tried again.");
        await requeue(deps, tx, key);
        await audit(tx, { ...key, name, actor, action: "knowledge.retried" });
      }),
  };
}

async function audit(
  tx: Database,
  entry: DocumentKey & ByActor & { name: string; action: AuditRecord["action"] },
): Promise<void> {
  const { accountId, documentId, name, actor, action } = entry;
  if (actor) await recordAudit(tx, { accountId, actor, action, target: { kind: "document", id: documentId, name } });
}

async function getDocument(db: Database, { accountId, documentId }: DocumentKey): Promise<KnowledgeDocument> {
  const document = await queries.findDocument(db, accountId, documentId);
  if (!document) throw new AppError("not_found", "This document no longer exists.");
  return document;
}

async function addDocument(
  deps: KnowledgeDeps,
  { accountId, bytes, uploadedBy, actor, ...upload }: Upload,
): Promise<{ documentId: string; status: "created" | "duplicate" }> {
  const name = tidyName(upload.name);
  const mediaType = checkUpload(bytes, name, deps.parseLimits);
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  const documentId = newId("document");
  return deps.db.transaction(async (tx) => {
    const document = { id: documentId, name, mediaType, contentHash, uploadedBy, bytes };
    if (!(await queries.insertDocument(tx, accountId, document))) return reuse(deps, tx, accountId, contentHash);
    await enqueue(deps, tx, { accountId, documentId });
    await audit(tx, { accountId, documentId, name, actor, action: "knowledge.uploaded" });
    return { documentId, status: "created" };
  });
}

async function reuse(deps: KnowledgeDeps, tx: Database, accountId: string, contentHash: string) {
  const existing = await queries.findDocumentByHash(tx, accountId, contentHash);
  if (!existing) throw new AppError("conflict", "This document was deleted just now. Upload it again.");
  const key = { accountId, documentId: existing.id };
  if (existing.status === "failed") await requeue(deps, tx, key);
  return { documentId: existing.id, status: "duplicate" as const };
}

async function requeue(deps: KnowledgeDeps, tx: Database, key: DocumentKey): Promise<void> {
  const state = { status: "queued", failureReason: null, warnings: [], progressDone: 0, progressTotal: 0 } as const;
  await queries.updateDocument(tx, key.accountId, key.documentId, { ...state, warnings: [] });
  await enqueue(deps, tx, key);
}

async function enqueue({ queue }: KnowledgeDeps, tx: Database, key: DocumentKey): Promise<void> {
  await queue.enqueue(tx, "ingest", key, { singletonKey: key.documentId });
  await publishChange(tx, { accountId: key.accountId, topic: "document", id: key.documentId });
}

/** The media type of an upload that can be read. What is wrong with the others can be said at once, without a job. */
function checkUpload(bytes: Uint8Array, name: string, limits: Partial<ParseLimits> = {}): string {
  const { maxBytes } = { ...DEFAULT_PARSE_LIMITS, ...limits };
  if (bytes.length > maxBytes) {
    const megabytes = Math.floor(maxBytes / 1024 / 1024);
    throw new AppError("too_large", `The file is larger than ${megabytes} MB. Split it, or save a smaller version.`);
  }
  try {
    return selectParser(bytes, name).mediaType;
  } catch (error) {
    if (error instanceof ParseFailure) throw new AppError("bad_request", FAILURE_MESSAGES[error.reason]);
    throw error;
  }
}

/** The last part of a path, without control characters, cut in the middle so that its extension stays. */
function tidyName(name: string): string {
  const base =
    (name.split(/[/\\]/).at(-1) ?? "")
      .replace(/[\p{Cc}\p{Cf}]/gu, "")
      .normalize("NFC")
      .trim() || "Document";
  if (base.length <= MAX_NAME_LENGTH) return base;
  const extension = /\.[^.]{1,10}$/.exec(base)?.[0] ?? "";
  return `${base.slice(0, MAX_NAME_LENGTH - extension.length - 1)}…${extension}`;
}
