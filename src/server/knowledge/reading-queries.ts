import { and, eq, inArray, sql } from "drizzle-orm";
import type { DocumentStatus, FailureReason } from "@/domain/knowledge/document";
import type { Database } from "../db/client";
import { documentFiles, documents } from "../db/schema";

/** One reading of a document: see documents.reading. */
export interface Reading {
  accountId: string;
  documentId: string;
  number: number;
}

export interface DocumentState {
  status: DocumentStatus;
  /** What its passages are found under from now on: only together with new passages. */
  name?: string;
  failureReason?: FailureReason | null;
  progressDone?: number;
  progressTotal?: number;
  pageCount?: number | null;
  chunkCount?: number;
  characterCount?: number;
  picturePageCount?: number;
  warnings?: string[];
  readyAt?: Date | null;
}

const UNDER_WAY: DocumentStatus[] = ["queued", "parsing", "recognising", "embedding"];

/** The document while this very reading of it is under way: not stopped, done, begun anew or deleted. */
const currentReading = ({ accountId, documentId, number }: Reading) =>
  and(
    eq(documents.accountId, accountId),
    eq(documents.id, documentId),
    eq(documents.reading, number),
    inArray(documents.status, UNDER_WAY),
  );

const fileOf = (accountId: string, documentId: string) =>
  and(eq(documentFiles.accountId, accountId), eq(documentFiles.documentId, documentId));

export async function isCurrentReading(db: Database, reading: Reading): Promise<boolean> {
  const rows = await db.select({ id: documents.id }).from(documents).where(currentReading(reading));
  return rows.length > 0;
}

/** The same; and nobody stops, begins or deletes anything about the document until the transaction ends. */
export async function lockCurrentReading(tx: Database, reading: Reading): Promise<boolean> {
  const rows = await tx.select({ id: documents.id }).from(documents).where(currentReading(reading)).for("share");
  return rows.length > 0;
}

/** False when the reading is no longer the current one; nothing has changed then. */
export async function updateReading(db: Database, reading: Reading, state: DocumentState): Promise<boolean> {
  const updated = await db.update(documents).set(state).where(currentReading(reading)).returning({ id: documents.id });
  return updated.length > 0;
}

/** Marks the document as waiting to be read, anew; what still reads it stops. */
export async function startReading(
  db: Database,
  accountId: string,
  documentId: string,
  sealedPassword: string | null,
): Promise<void> {
  const state = { status: "queued", failureReason: null, progressDone: 0, progressTotal: 0 } as const;
  await db
    .update(documents)
    .set({ ...state, warnings: [], reading: sql`${documents.reading} + 1` })
    .where(and(eq(documents.accountId, accountId), eq(documents.id, documentId)));
  await db.update(documentFiles).set({ sealedPassword }).where(fileOf(accountId, documentId));
}

/** Ends whatever reading is under way. False when none is. */
export async function stopReading(db: Database, accountId: string, documentId: string): Promise<boolean> {
  const stopped = await db
    .update(documents)
    .set({ status: "failed", failureReason: "cancelled", progressDone: 0, progressTotal: 0 })
    .where(and(eq(documents.accountId, accountId), eq(documents.id, documentId), inArray(documents.status, UNDER_WAY)))
    .returning({ id: documents.id });
  return stopped.length > 0;
}

export async function forgetPassword(db: Database, accountId: string, documentId: string): Promise<void> {
  await db.update(documentFiles).set({ sealedPassword: null }).where(fileOf(accountId, documentId));
}

/** What a version brings with it when it takes the place of the one before. */
export interface NextVersion {
  name: string;
  mediaType: string;
  sizeBytes: number;
  contentHash: string;
  uploadedBy: string | null;
}

/** Puts the file and facts of `nextId` in the place of `documentId`, whose id and folder stay; the row of the next is gone. */
export async function takePlace(
  tx: Database,
  { accountId, documentId, nextId }: { accountId: string; documentId: string; nextId: string },
  next: NextVersion & DocumentState & { replacedAt: Date },
): Promise<void> {
  await tx.delete(documentFiles).where(fileOf(accountId, documentId));
  await tx.update(documentFiles).set({ documentId, sealedPassword: null }).where(fileOf(accountId, nextId));
  // Before the update: no two documents of an account have the same content.
  await tx.delete(documents).where(and(eq(documents.accountId, accountId), eq(documents.id, nextId)));
  await tx
    .update(documents)
    .set({ ...next, version: sql`${documents.version} + 1` })
    .where(and(eq(documents.accountId, accountId), eq(documents.id, documentId)));
}
