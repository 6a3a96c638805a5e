import { and, asc, eq, gte, sql } from "drizzle-orm";
import type { ParsedPage } from "@/domain/knowledge/document";
import type { Database } from "../db/client";
import { documentChunks, documentPages, documents } from "../db/schema";
import type { DocumentKey } from "./document-acts";

const pagesOf = ({ accountId, documentId }: DocumentKey) =>
  and(eq(documentPages.accountId, accountId), eq(documentPages.documentId, documentId));

/** Pages from a number on, in order. */
export const selectPagesFrom = (db: Database, key: DocumentKey, from: number, limit: number): Promise<ParsedPage[]> =>
  db
    .select({ number: documentPages.number, text: documentPages.text })
    .from(documentPages)
    .where(and(pagesOf(key), gte(documentPages.number, from)))
    .orderBy(asc(documentPages.number))
    .limit(limit);

/** Numbers of the pages without a single character to read, in order. */
export async function selectEmptyPages(db: Database, key: DocumentKey): Promise<number[]> {
  const rows = await db
    .select({ number: documentPages.number })
    .from(documentPages)
    .where(and(pagesOf(key), sql`${documentPages.text} !~ '\\S'`))
    .orderBy(asc(documentPages.number));
  return rows.map(({ number }) => number);
}

/** The beginnings of at most `count` pages with text, spread evenly over the document. */
export async function selectPageSamples(
  db: Database,
  key: DocumentKey,
  { count, characters }: { count: number; characters: number },
): Promise<string[]> {
  const total = await db.$count(documentPages, pagesOf(key));
  const every = Math.max(1, Math.ceil(total / count));
  const rows = await db
    .select({ text: sql<string>`left(${documentPages.text}, ${characters})` })
    .from(documentPages)
    .where(and(pagesOf(key), sql`${documentPages.number} % ${every} = ${every === 1 ? 0 : 1}`))
    .limit(count);
  return rows.map(({ text }) => text);
}

/** Pages on which the pattern (see domain/knowledge/find-in-text.ts) is found, in order. */
export const selectPagesMatching = (
  db: Database,
  key: DocumentKey,
  pattern: string,
  limit: number,
): Promise<ParsedPage[]> =>
  db
    .select({ number: documentPages.number, text: documentPages.text })
    .from(documentPages)
    .where(and(pagesOf(key), sql`${documentPages.text} ~* ${pattern}`))
    .orderBy(asc(documentPages.number))
    .limit(limit);

/** The passages that are found now, from a position on, in the order of the document. */
export const selectPassagesFrom = (db: Database, key: DocumentKey, from: number, limit: number) =>
  db
    .select({
      id: documentChunks.id,
      position: documentChunks.position,
      page: documentChunks.page,
      heading: documentChunks.heading,
      text: documentChunks.text,
      isQuarantined: documentChunks.quarantined,
    })
    .from(documentChunks)
    .innerJoin(
      documents,
      and(
        eq(documents.id, documentChunks.documentId),
        eq(documents.accountId, documentChunks.accountId),
        eq(documents.generation, documentChunks.generation),
      ),
    )
    .where(
      and(
        eq(documentChunks.accountId, key.accountId),
        eq(documentChunks.documentId, key.documentId),
        gte(documentChunks.position, from),
      ),
    )
    .orderBy(asc(documentChunks.position))
    .limit(limit);
