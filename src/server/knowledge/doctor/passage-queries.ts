import { and, asc, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { ExaminedPassage } from "@/domain/knowledge/doctor/examined-passage";
import type { FailureReason } from "@/domain/knowledge/document";
import type { Database } from "../../db/client";
import { accounts, documentChunks, documents } from "../../db/schema";

/** Chunks of the account that are found, or would be if they weren't set aside. */
const visible = (accountId: string) => and(eq(documentChunks.accountId, accountId), eq(documents.accountId, accountId));
const ofGeneration = and(
  eq(documents.id, documentChunks.documentId),
  eq(documents.accountId, documentChunks.accountId),
  eq(documents.generation, documentChunks.generation),
);

export interface StoredPassage extends ExaminedPassage {
  quarantined: boolean;
}

/** A page of the account's passages, newest documents first; `before` is the id of the last one of the page before. */
export const listPassages = (
  db: Database,
  accountId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<StoredPassage[]> =>
  db
    .select({
      id: documentChunks.id,
      documentId: documentChunks.documentId,
      documentName: documents.name,
      page: documentChunks.page,
      heading: documentChunks.heading,
      position: documentChunks.position,
      text: documentChunks.text,
      quarantined: documentChunks.quarantined,
    })
    .from(documentChunks)
    .innerJoin(documents, ofGeneration)
    .where(and(visible(accountId), before === undefined ? undefined : lt(documentChunks.id, before)))
    .orderBy(desc(documentChunks.id))
    .limit(limit);

/** Sentence vectors of these passages that the model made, packed. */
export async function loadSentenceVectors(
  db: Database,
  accountId: string,
  { ids, model }: { ids: readonly string[]; model: string },
): Promise<Map<string, Uint8Array>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: documentChunks.id, vectors: documentChunks.sentenceEmbeddings })
    .from(documentChunks)
    .where(
      and(
        eq(documentChunks.accountId, accountId),
        eq(documentChunks.embeddingModel, model),
        inArray(documentChunks.id, [...ids]),
      ),
    );
  return new Map(rows.map(({ id, vectors }) => [id, vectors]));
}

export async function countPassages(db: Database, accountId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(documentChunks)
    .innerJoin(documents, ofGeneration)
    .where(visible(accountId));
  return row?.count ?? 0;
}

/** Says what the documents are: equal as long as none was added, changed, read or deleted. */
export async function describeKnowledge(
  db: Database,
  accountId: string,
): Promise<{ state: string; isBeingRead: boolean }> {
  const [row] = await db
    .select({
      version: accounts.knowledgeVersion,
      count: sql<number>`count(${documents.id})`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${documents.status} = 'failed')`.mapWith(Number),
      reading:
        sql<number>`count(*) filter (where ${documents.status} in ('queued', 'parsing', 'recognising', 'embedding'))`.mapWith(
          Number,
        ),
    })
    .from(accounts)
    .leftJoin(documents, eq(documents.accountId, accounts.id))
    .where(eq(accounts.id, accountId))
    .groupBy(accounts.id);
  const { version = 0, count = 0, failed = 0, reading = 0 } = row ?? {};
  return { state: [version, count, failed].join(":"), isBeingRead: reading > 0 };
}

export interface TroubledDocument {
  id: string;
  name: string;
  failureReason: FailureReason | null;
  warnings: string[];
}

/** Documents that couldn't be read, or not all of them. */
export const listTroubledDocuments = (db: Database, accountId: string, limit: number): Promise<TroubledDocument[]> =>
  db
    .select({
      id: documents.id,
      name: documents.name,
      failureReason: documents.failureReason,
      warnings: documents.warnings,
    })
    .from(documents)
    .where(
      and(
        eq(documents.accountId, accountId),
        or(
          eq(documents.status, "failed"),
          and(eq(documents.status, "ready"), sql`jsonb_array_length(${documents.warnings}) > 0`),
        ),
      ),
    )
    .orderBy(desc(documents.createdAt))
    .limit(limit);

/** Every passage of these documents, to find those again that a finding is about. */
export const listPassagesOf = (db: Database, accountId: string, documentIds: readonly string[]) =>
  db
    .select({
      id: documentChunks.id,
      documentId: documentChunks.documentId,
      page: documentChunks.page,
      heading: documentChunks.heading,
      position: documentChunks.position,
      text: documentChunks.text,
    })
    .from(documentChunks)
    .where(and(eq(documentChunks.accountId, accountId), inArray(documentChunks.documentId, [...documentIds])))
    .orderBy(asc(documentChunks.position));

/** Sets passages aside, or lets them be found again. */
export async function setQuarantined(
  db: Database,
  accountId: string,
  ids: readonly string[],
  quarantined: boolean,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(documentChunks)
    .set({ quarantined })
    .where(and(eq(documentChunks.accountId, accountId), inArray(documentChunks.id, [...ids])));
}
