import { cosineDistance, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMBEDDING_DIMENSIONS } from "@/domain/knowledge/embedding";
import { openTestDatabase } from "@/test/database";
import { aDocument } from "@/test/factories";
import { openTestServer } from "@/test/postgres";
import { type Database, type DatabaseHandle, executeRows } from "./client";
import { newId } from "./ids";
import { documentChunks } from "./schema";

const ACCOUNTS = 10;
const CHUNKS_PER_ACCOUNT = 300;
const WANTED = 10;

/** Pseudo-random numbers in -0.5..0.5 (a linear congruential generator), the same in every run. */
function vectors(seed: number): () => number[] {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296 - 0.5;
  };
  return () => Array.from({ length: EMBEDDING_DIMENSIONS }, next);
}

const INDEX = "document_chunks_embedding_idx";

async function fill(db: Database): Promise<string[]> {
  // Built at the end, as the migration would have: several times faster than row by row.
  const [index] = await executeRows<{ definition: string }>(
    db,
    sql`select indexdef as definition from pg_indexes where indexname = ${INDEX}`,
  );
  await db.execute(sql`drop index ${sql.identifier(INDEX)}`);
  const vector = vectors(1);
  const documents = await Promise.all(Array.from({ length: ACCOUNTS }, () => aDocument(db)));
  for (let start = 0; start < CHUNKS_PER_ACCOUNT; start += 20) {
    // Accounts take turns, so that neighbours in the index belong to different ones.
    const rows = Array.from({ length: 20 }, (_, offset) =>
      documents.map(({ id, accountId }) => ({
        id: newId("chunk"),
        accountId,
        documentId: id,
        position: start + offset,
        text: "a passage",
        termCount: 2,
        trigramCount: 7,
        embeddingModel: "test",
        embedding: vector(),
        sentenceEmbeddings: new Uint8Array(),
      })),
    );
    await db.insert(documentChunks).values(rows.flat());
  }
  await db.execute(sql.raw(index?.definition ?? ""));
  return documents.map(({ accountId }) => accountId);
}

const nearest = (db: Database, accountId: string, embedding: number[]) =>
  db
    .select({ id: documentChunks.id, accountId: documentChunks.accountId })
    .from(documentChunks)
    .where(eq(documentChunks.accountId, accountId))
    .orderBy(cosineDistance(documentChunks.embedding, embedding))
    .limit(WANTED);

describe.each<{ driver: string; open: () => Promise<DatabaseHandle> }>([
  { driver: "the embedded database", open: openTestDatabase },
  { driver: "postgres.js", open: () => openTestServer() },
])("a vector search of one account among many, over $driver", ({ open }) => {
  let handle: DatabaseHandle;
  let accountIds: string[];
  beforeAll(async () => {
    handle = await open();
    accountIds = await fill(handle.db);
    await handle.db.execute(sql`analyze document_chunks`);
  });
  afterAll(() => handle.close());

  test("returns all the rows that were asked for, also when the index is used", async () => {
    const question = vectors(2);
    for (const accountId of accountIds) {
      const found = await handle.db.transaction(async (tx) => {
        // Sorting is the other way to get the order; without it only the index is left.
        await tx.execute(sql`set local enable_sort = off`);
        return nearest(tx, accountId, question());
      });
      expect(found).toHaveLength(WANTED);
      expect(new Set(found.map((row) => row.accountId))).toEqual(new Set([accountId]));
    }
  });

  test("would return fewer without the iterative scan that every connection turns on", async () => {
    const { plan, found } = await handle.db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_sort = off`);
      await tx.execute(sql`set local hnsw.iterative_scan = off`);
      const query = nearest(tx, accountIds[0] ?? "", vectors(2)());
      return { plan: await executeRows(tx, sql`explain ${query.getSQL()}`), found: await query };
    });
    expect(JSON.stringify(plan)).toContain(INDEX);
    expect(found.length).toBeLessThan(WANTED);
  });
});
