import { and, count, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { automationFiles, automationRules } from "../db/schema";

export type RuleFileRow = typeof automationFiles.$inferSelect;

/** In the order in which they were added. */
export function listFiles(
  db: Database,
  { accountId, ids }: { accountId: string; ids?: readonly string[] },
): Promise<RuleFileRow[]> {
  return db
    .select()
    .from(automationFiles)
    .where(
      and(
        eq(automationFiles.accountId, accountId),
        ids === undefined ? undefined : inArray(automationFiles.id, [...ids]),
      ),
    )
    .orderBy(automationFiles.id);
}

export async function countFiles(db: Database, accountId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(automationFiles)
    .where(eq(automationFiles.accountId, accountId));
  return row?.count ?? 0;
}

/** The same file under the same name is one. @returns whose row it is */
export async function insertFile(
  tx: Database,
  file: Omit<typeof automationFiles.$inferInsert, "createdAt">,
): Promise<string> {
  const [row] = await tx
    .insert(automationFiles)
    .values(file)
    .onConflictDoUpdate({
      target: [automationFiles.accountId, automationFiles.sha256, automationFiles.fileName],
      // Chosen anew: not to be tidied away while its rule is written.
      set: { createdAt: sql`now()` },
    })
    .returning({ id: automationFiles.id });
  if (!row) throw new Error("An upsert always returns its row.");
  return row.id;
}

/**
 * Those of the files that are there, named anew: none of them is tidied away while the rule that names them is written. A
 * lock alone would only make the tidying wait, and then delete what it had found before.
 */
export async function touchFiles(tx: Database, accountId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .update(automationFiles)
    .set({ createdAt: sql`now()` })
    .where(and(eq(automationFiles.accountId, accountId), inArray(automationFiles.id, [...ids])))
    .returning({ id: automationFiles.id });
  return new Set(rows.map(({ id }) => id));
}

/** Files that no rule of their account names (any more), added or named before then. Their bytes go with the next tidying. */
export async function deleteUnusedFiles(db: Database, before: Date): Promise<void> {
  const ofRule = db
    .select({ one: sql`1` })
    .from(automationRules)
    .where(
      and(
        eq(automationRules.accountId, automationFiles.accountId),
        sql`${automationRules.definition} @> jsonb_build_object('actions',
          jsonb_build_array(jsonb_build_object('fileId', ${automationFiles.id})))`,
      ),
    );
  await db.delete(automationFiles).where(and(lt(automationFiles.createdAt, before), notExists(ofRule)));
}
