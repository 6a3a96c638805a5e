import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { DocumentStatus, FailureReason, ParsedPage } from "@/domain/knowledge/document";
import type { Database } from "../db/client";
import { accounts, documentFiles, documentPages, documents } from "../db/schema";

export type DocumentRow = typeof documents.$inferSelect;

const ofAccount = (accountId: string, documentId: string) =>
  and(eq(documents.accountId, accountId), eq(documents.id, documentId));

/** As in the index that keeps files unique. */
const isFile = sql`source = 'file'`;

/** Newest first. */
export const listDocuments = (db: Database, accountId: string): Promise<DocumentRow[]> =>
  db
    .select()
    .from(documents)
    .where(eq(documents.accountId, accountId))
    .orderBy(desc(documents.createdAt), desc(documents.id));

export async function findDocument(
  db: Database,
  accountId: string,
  documentId: string,
): Promise<DocumentRow | undefined> {
  const [row] = await db.select().from(documents).where(ofAccount(accountId, documentId));
  return row;
}

/** The file with these bytes. */
export async function findDocumentByHash(
  db: Database,
  accountId: string,
  contentHash: string,
): Promise<DocumentRow | undefined> {
  const [row] = await db
    .select()
    .from(documents)
    .where(and(eq(documents.accountId, accountId), eq(documents.contentHash, contentHash), isFile));
  return row;
}

export interface NewDocument {
  id: string;
  name: string;
  mediaType: string;
  contentHash: string;
  uploadedBy: string | null;
  bytes: Uint8Array;
}

/** False when the account has a file with the same content already; nothing is stored then. */
export async function insertDocument(
  db: Database,
  accountId: string,
  { bytes, ...document }: NewDocument,
): Promise<boolean> {
  const inserted = await db
    .insert(documents)
    .values({ ...document, accountId, sizeBytes: bytes.length })
    .onConflictDoNothing({ target: [documents.accountId, documents.contentHash], where: isFile })
    .returning({ id: documents.id });
  if (inserted.length === 0) return false;
  await db.insert(documentFiles).values({ documentId: document.id, accountId, bytes });
  return true;
}

export async function findDocumentBytes(
  db: Database,
  accountId: string,
  documentId: string,
): Promise<Uint8Array | undefined> {
  const [row] = await db
    .select({ bytes: documentFiles.bytes })
    .from(documentFiles)
    .where(and(eq(documentFiles.accountId, accountId), eq(documentFiles.documentId, documentId)));
  return row?.bytes;
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
  warnings?: string[];
  readyAt?: Date | null;
}

/** False when the document is gone, or has other content than `contentHash` by now. */
export async function updateDocument(
  db: Database,
  accountId: string,
  documentId: string,
  state: DocumentState,
  contentHash?: string,
): Promise<boolean> {
  const updated = await db
    .update(documents)
    .set(state)
    .where(
      and(
        ofAccount(accountId, documentId),
        contentHash === undefined ? undefined : eq(documents.contentHash, contentHash),
      ),
    )
    .returning({ id: documents.id });
  return updated.length > 0;
}

/** Takes its file, pages and chunks with it; the search statistics are the caller's to correct. */
export const deleteDocumentRow = (db: Database, accountId: string, documentId: string) =>
  db.delete(documents).where(ofAccount(accountId, documentId));

export async function replacePages(
  db: Database,
  accountId: string,
  documentId: string,
  pages: readonly ParsedPage[],
): Promise<void> {
  await db
    .delete(documentPages)
    .where(and(eq(documentPages.accountId, accountId), eq(documentPages.documentId, documentId)));
  for (let start = 0; start < pages.length; start += 200) {
    await db
      .insert(documentPages)
      .values(pages.slice(start, start + 200).map(({ number, text }) => ({ accountId, documentId, number, text })));
  }
}

export const listPages = (db: Database, accountId: string, documentId: string): Promise<ParsedPage[]> =>
  db
    .select({ number: documentPages.number, text: documentPages.text })
    .from(documentPages)
    .where(and(eq(documentPages.accountId, accountId), eq(documentPages.documentId, documentId)))
    .orderBy(asc(documentPages.number));

/**
 * Counts the account's knowledge version up, which also locks its row until the transaction ends: whoever changes
 * chunks and statistics of an account does so one after the other.
 */
export async function lockKnowledge(db: Database, accountId: string): Promise<void> {
  await db
    .update(accounts)
    .set({ knowledgeVersion: sql`${accounts.knowledgeVersion} + 1` })
    .where(eq(accounts.id, accountId));
}
