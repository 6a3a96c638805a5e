import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { FindingKind } from "@/domain/knowledge/doctor/finding";
import type { Database } from "../../db/client";
import { knowledgeExaminations, knowledgeFindings } from "../../db/schema";

export type FindingRow = typeof knowledgeFindings.$inferSelect;
export type NewFinding = typeof knowledgeFindings.$inferInsert;

export async function listDismissedFingerprints(
  db: Database,
  accountId: string,
  kind: FindingKind,
): Promise<Set<string>> {
  const rows = await db
    .select({ fingerprint: knowledgeFindings.fingerprint })
    .from(knowledgeFindings)
    .where(
      and(
        eq(knowledgeFindings.accountId, accountId),
        eq(knowledgeFindings.kind, kind),
        isNotNull(knowledgeFindings.dismissedAt),
      ),
    );
  return new Set(rows.map(({ fingerprint }) => fingerprint));
}

const BY_SEVERITY = sql`case ${knowledgeFindings.severity} when 'high' then 0 when 'medium' then 1 else 2 end`;

/** What was found last and nobody has dismissed: the gravest first, then the newest. */
export const listOpenFindings = (db: Database, accountId: string, limit: number): Promise<FindingRow[]> =>
  db
    .select()
    .from(knowledgeFindings)
    .where(
      and(
        eq(knowledgeFindings.accountId, accountId),
        eq(knowledgeFindings.isCurrent, true),
        isNull(knowledgeFindings.dismissedAt),
      ),
    )
    .orderBy(BY_SEVERITY, desc(knowledgeFindings.createdAt), desc(knowledgeFindings.id))
    .limit(limit);

export async function findFinding(db: Database, accountId: string, findingId: string): Promise<FindingRow | undefined> {
  const [row] = await db
    .select()
    .from(knowledgeFindings)
    .where(and(eq(knowledgeFindings.accountId, accountId), eq(knowledgeFindings.id, findingId)));
  return row;
}

export async function setDismissed(
  db: Database,
  { accountId, findingId }: { accountId: string; findingId: string },
  dismissed: { at: Date; by: string } | null,
): Promise<void> {
  await db
    .update(knowledgeFindings)
    .set({ dismissedAt: dismissed?.at ?? null, dismissedBy: dismissed?.by ?? null })
    .where(and(eq(knowledgeFindings.accountId, accountId), eq(knowledgeFindings.id, findingId)));
}

const ROWS_PER_STATEMENT = 200;

/**
 * Makes these the account's current findings of these kinds: known ones keep their id and stay dismissed; what is found
 * no longer goes, unless it was dismissed, which is remembered.
 */
export async function replaceFindings(
  tx: Database,
  accountId: string,
  kinds: readonly FindingKind[],
  findings: readonly NewFinding[],
): Promise<void> {
  const ofKinds = and(eq(knowledgeFindings.accountId, accountId), inArray(knowledgeFindings.kind, [...kinds]));
  await tx.update(knowledgeFindings).set({ isCurrent: false }).where(ofKinds);
  for (let start = 0; start < findings.length; start += ROWS_PER_STATEMENT) {
    await tx
      .insert(knowledgeFindings)
      .values(findings.slice(start, start + ROWS_PER_STATEMENT))
      .onConflictDoUpdate({
        target: [knowledgeFindings.accountId, knowledgeFindings.fingerprint],
        set: { isCurrent: true, sources: sql`excluded.sources`, details: sql`excluded.details`, updatedAt: new Date() },
      });
  }
  await tx
    .delete(knowledgeFindings)
    .where(and(ofKinds, eq(knowledgeFindings.isCurrent, false), isNull(knowledgeFindings.dismissedAt)));
}

export type ExaminationRow = typeof knowledgeExaminations.$inferSelect;

export async function findExamination(db: Database, accountId: string): Promise<ExaminationRow | undefined> {
  const [row] = await db.select().from(knowledgeExaminations).where(eq(knowledgeExaminations.accountId, accountId));
  return row;
}

export async function saveExamination(tx: Database, row: ExaminationRow): Promise<void> {
  const { accountId, ...rest } = row;
  await tx
    .insert(knowledgeExaminations)
    .values({ accountId, ...rest })
    .onConflictDoUpdate({ target: knowledgeExaminations.accountId, set: rest });
}
