import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "../db/client";
import { documentChunks, documents } from "../db/schema";

/** Documents that are answered from, newest first. */
export const listReadyDocuments = (db: Database, accountId: string): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: documents.id, name: documents.name })
    .from(documents)
    .where(and(eq(documents.accountId, accountId), eq(documents.status, "ready"), isNull(documents.replacesId)))
    .orderBy(desc(documents.createdAt), desc(documents.id));

/** What is found of a document, in its order. */
export const listPassagesOf = (db: Database, accountId: string, documentId: string): Promise<{ text: string }[]> =>
  db
    .select({ text: documentChunks.text })
    .from(documentChunks)
    .innerJoin(
      documents,
      and(
        eq(documents.accountId, documentChunks.accountId),
        eq(documents.id, documentChunks.documentId),
        eq(documents.generation, documentChunks.generation),
      ),
    )
    .where(
      and(
        eq(documentChunks.accountId, accountId),
        eq(documentChunks.documentId, documentId),
        eq(documentChunks.quarantined, false),
      ),
    )
    .orderBy(asc(documentChunks.position));
