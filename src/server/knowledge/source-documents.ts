import { createHash } from "node:crypto";
import type { DocumentSource } from "@/domain/knowledge/document";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import type { JobQueue } from "../jobs/queue";
import { insertContent, updateContent } from "./content-queries";
import { enqueueReading } from "./document-acts";
import { deleteDocumentRow } from "./document-queries";
import { startReading } from "./reading-queries";
import { forgetChunks } from "./store-chunks";

/** What documents that nobody uploaded are written with. */
export interface SourceDocumentDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
}

interface DocumentKey {
  accountId: string;
  documentId: string;
}

export interface Content {
  mediaType: string;
  bytes: Uint8Array;
}

export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A new document with its content, whose reading is queued. Its id. */
export async function insertSourceDocument(
  { queue }: SourceDocumentDeps,
  tx: Database,
  document: Content & { accountId: string; name: string; source: DocumentSource; createdBy: string | null },
): Promise<string> {
  const { accountId, bytes, createdBy, ...rest } = document;
  const documentId = newId("document");
  await insertContent(tx, accountId, {
    ...rest,
    id: documentId,
    contentHash: hashOf(bytes),
    uploadedBy: createdBy,
    bytes,
  });
  await enqueueReading({ queue }, tx, { id: documentId, accountId });
  return documentId;
}

/** Other content for a document, whose reading is queued. Until that is done, the old passages are found. */
export async function replaceContent(
  { queue }: SourceDocumentDeps,
  tx: Database,
  { accountId, documentId, bytes, mediaType }: DocumentKey & Content,
): Promise<void> {
  await updateContent(tx, { accountId, documentId }, { mediaType, contentHash: hashOf(bytes), bytes });
  await readContentAgain({ queue }, tx, { accountId, documentId });
}

/** Begins a reading; one of what was there before counts for nothing any more. */
export async function readContentAgain(
  { queue }: Pick<SourceDocumentDeps, "queue">,
  tx: Database,
  { accountId, documentId }: DocumentKey,
): Promise<void> {
  await startReading(tx, accountId, documentId, null);
  await enqueueReading({ queue }, tx, { id: documentId, accountId });
}

/** With everything that was learned from it. */
export async function deleteSourceDocument(tx: Database, { accountId, documentId }: DocumentKey): Promise<void> {
  await forgetChunks(tx, { accountId, documentId });
  await deleteDocumentRow(tx, accountId, documentId);
  await publishChange(tx, { accountId, topic: "document", id: documentId });
}
