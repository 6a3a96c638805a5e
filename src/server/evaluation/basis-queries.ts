import { createHash } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "../db/client";
import { documentChunks, documents } from "../db/schema";

/**
 * What an account's answers can stand on, as a number and a hash. Of names and contents, not of ids: the same file read
 * once more is the same.
 */
export async function describeDocuments(
  db: Database,
  accountId: string,
): Promise<{ documentCount: number; documentsHash: string }> {
  const rows = await db
    .select({ name: documents.name, contentHash: documents.contentHash })
    .from(documents)
    // A new version that is still being read answers nothing.
    .where(and(eq(documents.accountId, accountId), eq(documents.status, "ready"), isNull(documents.replacesId)))
    .orderBy(asc(documents.contentHash), asc(documents.name));
  const held = await db.$count(
    documentChunks,
    and(eq(documentChunks.accountId, accountId), eq(documentChunks.quarantined, true)),
  );
  const facts = JSON.stringify([rows.map(({ name, contentHash }) => [contentHash, name]), held]);
  return { documentCount: rows.length, documentsHash: createHash("sha256").update(facts).digest("hex") };
}
