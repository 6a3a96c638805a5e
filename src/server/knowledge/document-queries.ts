import { and, desc, eq, sql } from "drizzle-orm";
import type { ParsedPage } from "@/domain/knowledge/document";
import type { Database } from "../db/client";
import { accounts, documentFiles, documentPages, documents } from "../db/schema";

export type DocumentRow = typeof documents.$inferSelect;

const ofAccount = (accountId: string, documentId: string) =>
  and(eq(documents.accountId, accountId), eq(documents.id, documentId));

/** As in the index that keeps files unique. */
const isFile = sql`source = 'file'`;

/** Newest first, those that wait to replace another among them. */
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

/** Documents that wait to be read. */
export const countQueued = (db: Database, accountId: string): Promise<number> =>
  db.$count(documents, and(eq(documents.accountId, accountId), eq(documents.status, "queued")));

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

/** Of all accounts: for work on each of them. */
export async function listAccountsWithDocuments(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ accountId: documents.accountId }).from(documents);
  return rows.map(({ accountId }) => accountId);
}

export interface NewDocument {
  id: string;
  name: string;
  mediaType: string;
  contentHash: string;
  uploadedBy: string | null;
  folder?: string | null;
  replacesId?: string;
  bytes: Uint8Array;
}

/**
 * False when the account has a file with the same content already, or one that replaces the same; nothing is stored
 * then.
 */
export async function insertDocument(
  db: Database,
  accountId: string,
  { bytes, ...document }: NewDocument,
): Promise<boolean> {
  const inserted = await db
    .insert(documents)
    .values({ ...document, accountId, sizeBytes: bytes.length })
    .onConflictDoNothing()
    .returning({ id: documents.id });
  if (inserted.length === 0) return false;
  await db.insert(documentFiles).values({ documentId: document.id, accountId, bytes });
  return true;
}

export async function findDocumentFile(
  db: Database,
  accountId: string,
  documentId: string,
): Promise<{ bytes: Uint8Array; sealedPassword: string | null } | undefined> {
  const [row] = await db
    .select({ bytes: documentFiles.bytes, sealedPassword: documentFiles.sealedPassword })
    .from(documentFiles)
    .where(and(eq(documentFiles.accountId, accountId), eq(documentFiles.documentId, documentId)));
  return row;
}

export async function updateFolder(
  db: Database,
  accountId: string,
  documentId: string,
  folder: string | null,
): Promise<void> {
  await db.update(documents).set({ folder }).where(ofAccount(accountId, documentId));
}

/** Gives up the next version of a document, if there is one. */
export const deleteReplacementOf = (db: Database, accountId: string, documentId: string) =>
  db.delete(documents).where(and(eq(documents.accountId, accountId), eq(documents.replacesId, documentId)));

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
      .values(
        pages
          .slice(start, start + 200)
          .map(({ number, text, isFromPicture }) => ({ accountId, documentId, number, text, isFromPicture })),
      );
  }
}

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
