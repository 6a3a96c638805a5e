import { and, asc, desc, eq, gte, inArray, isNotNull, lte, ne, sql } from "drizzle-orm";
import { MISSED_READINGS_UNTIL_GONE } from "@/domain/knowledge/web/web-source";
import type { Database } from "../../db/client";
import { documents, webPages, webSources } from "../../db/schema";

export type WebSourceRow = typeof webSources.$inferSelect;
export type WebPageRow = typeof webPages.$inferSelect;

export interface WebSourceKey {
  accountId: string;
  webSourceId: string;
}

/** A reading that goes on: another one has another number, and one that was cancelled isn't going on. */
export interface Reading extends WebSourceKey {
  reading: number;
}

const ofSource = ({ accountId, webSourceId }: WebSourceKey) =>
  and(eq(webSources.accountId, accountId), eq(webSources.id, webSourceId));

const pagesOf = ({ accountId, webSourceId }: WebSourceKey) =>
  and(eq(webPages.accountId, accountId), eq(webPages.webSourceId, webSourceId));

/** Newest first. */
export const listWebSources = (db: Database, accountId: string): Promise<WebSourceRow[]> =>
  db
    .select()
    .from(webSources)
    .where(eq(webSources.accountId, accountId))
    .orderBy(desc(webSources.createdAt), desc(webSources.id));

export async function findWebSource(db: Database, key: WebSourceKey): Promise<WebSourceRow | undefined> {
  const [row] = await db.select().from(webSources).where(ofSource(key));
  return row;
}

/** False when the account has this address already. */
export async function insertWebSource(db: Database, source: typeof webSources.$inferInsert): Promise<boolean> {
  const inserted = await db.insert(webSources).values(source).onConflictDoNothing().returning({ id: webSources.id });
  return inserted.length > 0;
}

export type WebSourceChange = Partial<typeof webSources.$inferInsert>;

export async function updateWebSource(db: Database, key: WebSourceKey, change: WebSourceChange): Promise<void> {
  await db.update(webSources).set(change).where(ofSource(key));
}

/** Locks the source until the transaction ends. False when this reading is no longer going on. */
export async function updateReading(db: Database, reading: Reading, change: WebSourceChange): Promise<boolean> {
  const updated = await db
    .update(webSources)
    .set(change)
    .where(and(ofSource(reading), eq(webSources.reading, reading.reading), eq(webSources.state, "reading")))
    .returning({ id: webSources.id });
  return updated.length > 0;
}

/** What a reading begins with. */
export const freshReading = (now: Date) => ({
  state: "reading" as const,
  reading: sql<number>`reading + 1`,
  startedAt: now,
  doneCount: 0,
  totalCount: 0,
  changedCount: 0,
  refusedCount: 0,
  refusals: [],
  stoppedBy: null,
  leftOutCount: 0,
  nextAt: null,
});

/** Begins a reading unless one goes on. False when one does. */
export async function beginReading(db: Database, key: WebSourceKey, now: Date): Promise<boolean> {
  const begun = await db
    .update(webSources)
    .set({ ...freshReading(now), refusals: [] })
    .where(and(ofSource(key), ne(webSources.state, "reading")))
    .returning({ id: webSources.id });
  return begun.length > 0;
}

/** Of all accounts: those whose time has come. */
export const listDueSources = (db: Database, now: Date): Promise<WebSourceKey[]> =>
  db
    .select({ accountId: webSources.accountId, webSourceId: webSources.id })
    .from(webSources)
    .where(and(isNotNull(webSources.nextAt), lte(webSources.nextAt, now), ne(webSources.state, "reading")))
    .orderBy(asc(webSources.nextAt))
    .limit(100);

/** Of all accounts: those that are being read by nobody any more, as their job is gone. */
export const listStuckSources = (db: Database, quietSince: Date): Promise<WebSourceKey[]> =>
  db
    .select({ accountId: webSources.accountId, webSourceId: webSources.id })
    .from(webSources)
    .where(and(eq(webSources.state, "reading"), lte(webSources.updatedAt, quietSince)))
    .limit(100);

export async function deleteWebSourceRow(db: Database, key: WebSourceKey): Promise<void> {
  await db.delete(webSources).where(ofSource(key));
}

export const listPages = (db: Database, key: WebSourceKey): Promise<WebPageRow[]> =>
  db.select().from(webPages).where(pagesOf(key));

/** The page at an address with the state of its document. */
export async function findPage(db: Database, key: WebSourceKey, url: string) {
  const [row] = await db
    .select({
      documentId: webPages.documentId,
      contentHash: documents.contentHash,
      status: documents.status,
      mediaType: documents.mediaType,
    })
    .from(webPages)
    .innerJoin(documents, and(eq(documents.accountId, webPages.accountId), eq(documents.id, webPages.documentId)))
    .where(and(pagesOf(key), eq(webPages.url, url)));
  return row;
}

/** What the document of a page is to be called. */
export async function findPageTitle(
  db: Database,
  { accountId, documentId }: { accountId: string; documentId: string },
): Promise<{ title: string } | undefined> {
  const [row] = await db
    .select({ title: webPages.title })
    .from(webPages)
    .where(and(eq(webPages.accountId, accountId), eq(webPages.documentId, documentId)));
  return row;
}

export async function insertPage(db: Database, page: typeof webPages.$inferInsert): Promise<void> {
  await db.insert(webPages).values(page);
}

export async function updatePage(
  db: Database,
  { accountId, documentId }: { accountId: string; documentId: string },
  change: Partial<typeof webPages.$inferInsert>,
): Promise<void> {
  await db
    .update(webPages)
    .set(change)
    .where(and(eq(webPages.accountId, accountId), eq(webPages.documentId, documentId)));
}

export const countChangedPages = (db: Database, reading: Reading): Promise<number> =>
  db.$count(webPages, and(pagesOf(reading), eq(webPages.changedReading, reading.reading)));

export const countSeenPages = (db: Database, reading: Reading): Promise<number> =>
  db.$count(webPages, and(pagesOf(reading), eq(webPages.seenReading, reading.reading)));

/** Counts the reading as one more that these pages were missing from. */
export async function countMissed(db: Database, key: WebSourceKey, documentIds: readonly string[]): Promise<void> {
  if (documentIds.length === 0) return;
  await db
    .update(webPages)
    .set({ missedReadings: sql`${webPages.missedReadings} + 1` })
    .where(and(pagesOf(key), inArray(webPages.documentId, [...documentIds])));
}

export const listGonePages = (db: Database, key: WebSourceKey): Promise<{ documentId: string }[]> =>
  db
    .select({ documentId: webPages.documentId })
    .from(webPages)
    .where(and(pagesOf(key), gte(webPages.missedReadings, MISSED_READINGS_UNTIL_GONE)));

/** Of every document that is a page of the web. */
export const listPageOrigins = (db: Database, accountId: string) =>
  db
    .select({
      documentId: webPages.documentId,
      webSourceId: webPages.webSourceId,
      url: webPages.url,
      fetchedAt: webPages.fetchedAt,
      missedReadings: webPages.missedReadings,
    })
    .from(webPages)
    .where(eq(webPages.accountId, accountId));
