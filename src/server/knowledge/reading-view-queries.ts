import { and, asc, desc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import type { ParsedPage } from "@/domain/knowledge/document";
import type { Database } from "../db/client";
import { accounts, documentChunks, documentPages, documents } from "../db/schema";
import type { DocumentKey } from "./document-acts";

const pagesOf = ({ accountId, documentId }: DocumentKey) =>
  and(eq(documentPages.accountId, accountId), eq(documentPages.documentId, documentId));

/** Pages from a number on, in order. */
export const selectPagesFrom = (db: Database, key: DocumentKey, from: number, limit: number): Promise<ParsedPage[]> =>
  db
    .select({
      number: documentPages.number,
      text: documentPages.text,
      isFromPicture: documentPages.isFromPicture,
    })
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

/** Counts every change of an account's knowledge; 0 for one that has none. */
export async function findKnowledgeVersion(db: Database, accountId: string): Promise<number> {
  const [row] = await db
    .select({ version: accounts.knowledgeVersion })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  return row?.version ?? 0;
}

/** The beginnings of the first pages with text of the account's newest documents. */
export async function selectAccountSamples(
  db: Database,
  accountId: string,
  sample: { documents: number; pagesOfEach: number; characters: number },
): Promise<string[]> {
  const newest = db
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.accountId, accountId), eq(documents.status, "ready")))
    .orderBy(desc(documents.createdAt))
    .limit(sample.documents);
  const numbered = db
    .select({
      text: sql<string>`left(${documentPages.text}, ${sample.characters})`.as("beginning"),
      rank: sql<number>`row_number() over (partition by ${documentPages.documentId} order by ${documentPages.number})`.as(
        "rank",
      ),
    })
    .from(documentPages)
    .where(
      and(
        eq(documentPages.accountId, accountId),
        inArray(documentPages.documentId, newest),
        sql`${documentPages.text} ~ '\\S'`,
      ),
    )
    .as("numbered");
  const rows = await db.select({ text: numbered.text }).from(numbered).where(lte(numbered.rank, sample.pagesOfEach));
  return rows.map(({ text }) => text);
}
