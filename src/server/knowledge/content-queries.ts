import { and, eq } from "drizzle-orm";
import type { DocumentSource } from "@/domain/knowledge/document";
import type { Database } from "../db/client";
import { documentFiles, documents } from "../db/schema";
import type { NewDocument } from "./document-queries";

/** A document that may have the same content as another one. */
export async function insertContent(
  db: Database,
  accountId: string,
  { bytes, ...document }: NewDocument & { source: DocumentSource },
): Promise<void> {
  await db.insert(documents).values({ ...document, accountId, sizeBytes: bytes.length });
  await db.insert(documentFiles).values({ documentId: document.id, accountId, bytes });
}

/** Other content for a document, whose reading is to be started. */
export async function updateContent(
  db: Database,
  { accountId, documentId }: { accountId: string; documentId: string },
  { bytes, ...content }: Pick<NewDocument, "mediaType" | "contentHash" | "bytes">,
): Promise<void> {
  await db
    .update(documents)
    .set({ ...content, sizeBytes: bytes.length })
    .where(and(eq(documents.accountId, accountId), eq(documents.id, documentId)));
  await db
    .update(documentFiles)
    .set({ bytes })
    .where(and(eq(documentFiles.accountId, accountId), eq(documentFiles.documentId, documentId)));
}
