import { asksForPassword, tidyFolder } from "@/domain/knowledge/document";
import { AppError } from "../errors";
import { seal } from "../seal";
import { deleteHiddenChunks } from "./chunk-queries";
import { enqueueExamination } from "./doctor/enqueue";
import { type ByActor, type DocumentKey, getDocument, type KnowledgeDeps, readAgain, recordAct } from "./document-acts";
import * as queries from "./document-queries";
import { embedAnew, enqueueEmbeddingAnew, findPreparation } from "./embed-anew";
import { giveUpDocument, ingestDocument } from "./ingest";
import { createOneAtATime } from "./one-at-a-time";
import { forgetPassword, stopReading } from "./reading-queries";
import { createReadingView } from "./reading-view";
import { forgetChunks } from "./store-chunks";
import { addDocument, type ReplaceOutcome, replaceDocument, type Upload } from "./uploads";

export type KnowledgeDocument = queries.DocumentRow;

export interface ListedDocument extends KnowledgeDocument {
  /** The file that is to take its place, while it is read or when that failed. */
  replacement: KnowledgeDocument | null;
}

export type KnowledgeService = ReturnType<typeof createKnowledgeService>;

/** An account's documents: uploading, reading, listing, deleting. Finding passages in them is retriever.ts. */
export function createKnowledgeService(options: KnowledgeDeps) {
  const deps = { ...options, openInTurn: createOneAtATime(), recogniseInTurn: createOneAtATime() };
  const { db } = deps;
  return {
    ...createReadingView(db),

    /**
     * Stores an upload and queues its reading, in one transaction. The same bytes are the same document: uploading them
     * again changes nothing, except that reading starts again if it had failed.
     * @throws AppError bad_request or too_large, with words for whoever uploads
     */
    addDocument: (upload: Upload) => addDocument(deps, upload),

    /** See uploads.ts. */
    replaceDocument: (upload: Omit<Upload, "folder"> & DocumentKey): Promise<ReplaceOutcome> =>
      replaceDocument(deps, upload),

    /** The job: see ingest.ts. */
    ingestDocument: (key: DocumentKey, signal: AbortSignal) => ingestDocument(deps, key, signal),

    /** When the job was tried often enough: see ingest.ts. */
    giveUpDocument: (key: DocumentKey) => giveUpDocument(deps, key),

    /** Of every account that has vectors of another model than the one in use: see embed-anew.ts. */
    enqueueEmbeddingAnew: () => enqueueEmbeddingAnew(deps),
    findPreparation: (accountId: string) => findPreparation(deps, accountId),
    embedAnew: (job: { accountId: string; embeddingModel: string }, signal: AbortSignal) =>
      embedAnew(deps, job, signal),

    /** Has every account's documents looked at as a whole: dates pass without anybody changing a document. */
    async examineAll(): Promise<void> {
      for (const accountId of await queries.listAccountsWithDocuments(db))
        await enqueueExamination(deps, db, accountId);
    },

    /** Newest first. */
    async listDocuments(accountId: string): Promise<ListedDocument[]> {
      const rows = await queries.listDocuments(db, accountId);
      const next = new Map(rows.map((row) => [row.replacesId, row]));
      return rows.flatMap((row) => (row.replacesId ? [] : [{ ...row, replacement: next.get(row.id) ?? null }]));
    },

    getDocument: (key: DocumentKey): Promise<KnowledgeDocument> => getDocument(db, key),

    /** The file as it was uploaded; undefined when there is no such document. */
    async findOriginal({ accountId, documentId }: DocumentKey) {
      const document = await queries.findDocument(db, accountId, documentId);
      const file = document && (await queries.findDocumentFile(db, accountId, documentId));
      return file && { name: document.name, mediaType: document.mediaType, bytes: file.bytes };
    },

    /** With everything that was learned from it, at once. Of a next version: the one before goes on answering. */
    async deleteDocument({ actor, ...key }: DocumentKey & ByActor): Promise<void> {
      await db.transaction(async (tx) => {
        const document = await getDocument(tx, key);
        const { accountId, replacesId } = document;
        const action = replacesId ? "knowledge.versionDiscarded" : "knowledge.deleted";
        await recordAct(tx, document, { actor, action });
        if (!replacesId) await forgetChunks(tx, key);
        await queries.deleteDocumentRow(tx, accountId, key.documentId);
        // What was written of it so far; its reading hears that it is over and writes nothing more.
        if (replacesId) await deleteHiddenChunks(tx, accountId, replacesId);
        await enqueueExamination(deps, tx, accountId);
      });
    },

    /** Reads a failed document once more. @throws AppError conflict while it is being read or when it is ready */
    retryDocument: ({ actor, ...key }: DocumentKey & ByActor): Promise<void> =>
      db.transaction(async (tx) => {
        const document = await getDocument(tx, key);
        if (document.status !== "failed")
          throw new AppError("conflict", "Only a document that failed can be tried again.");
        await readAgain(deps, tx, document);
        await recordAct(tx, document, { actor, action: "knowledge.retried" });
      }),

    /** Ends its reading, as if it had failed. @throws AppError conflict when it is read no more */
    stopDocument: ({ actor, ...key }: DocumentKey & ByActor): Promise<void> =>
      db.transaction(async (tx) => {
        const document = await getDocument(tx, key);
        if (!(await stopReading(tx, key.accountId, key.documentId)))
          throw new AppError("conflict", "It isn't being read any more.");
        await forgetPassword(tx, key.accountId, key.documentId);
        await recordAct(tx, document, { actor, action: "knowledge.stopped" });
      }),

    /** Reads a document with the password that it asks for. @throws AppError conflict when it doesn't */
    unlockDocument: ({
      actor,
      filePassword,
      ...key
    }: DocumentKey & ByActor & { filePassword: string }): Promise<void> =>
      db.transaction(async (tx) => {
        const document = await getDocument(tx, key);
        if (!asksForPassword(document)) throw new AppError("conflict", "This document doesn't ask for a password.");
        await readAgain(deps, tx, document, seal(deps.secretKey, filePassword, document.id));
        await recordAct(tx, document, { actor, action: "knowledge.unlocked" });
      }),

    /** Null or blank: into no folder. */
    setFolder: ({ actor, folder, ...key }: DocumentKey & ByActor & { folder: string | null }): Promise<void> =>
      db.transaction(async (tx) => {
        const document = await getDocument(tx, key);
        const [before, after] = [{ folder: document.folder }, { folder: tidyFolder(folder) }];
        if (before.folder === after.folder) return;
        await queries.updateFolder(tx, key.accountId, key.documentId, after.folder);
        await recordAct(tx, document, { actor, action: "knowledge.moved", before, after });
      }),
  };
}
