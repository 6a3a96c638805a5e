import { and, desc, eq, inArray, isNull, lt, or } from "drizzle-orm";
import type { AuditAction } from "@/domain/access/audit-actions";
import type { Database } from "@/server/db/client";
import { auditEntries, users } from "@/server/db/schema";

export async function insertEntry(db: Database, entry: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(entry);
}

/** What people called the targets is no longer known; all else of the entries stays. */
export async function clearTargetNames(
  tx: Database,
  { accountId, kind, ids }: { accountId: string; kind: string; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(auditEntries)
    .set({ targetName: null })
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        eq(auditEntries.targetKind, kind),
        inArray(auditEntries.targetId, [...ids]),
      ),
    );
}

export interface EntryPage {
  accountId: string;
  action?: AuditAction | undefined;
  actorUserId?: string | undefined;
  /** The last entry of the page before. */
  before?: { createdAt: Date; id: string } | undefined;
  limit: number;
}

/** Entries of an account, newest first, with what people of the team are called now; a tie is broken by id. */
export async function listEntries(db: Database, { accountId, action, actorUserId, before, limit }: EntryPage) {
  const { createdAt, id } = auditEntries;
  return db
    .select({ entry: auditEntries, actorName: users.name })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, auditEntries.actorUserId))
    .where(
      and(
        eq(auditEntries.accountId, accountId),
        action && eq(auditEntries.action, action),
        actorUserId === undefined ? undefined : eq(auditEntries.actorUserId, actorUserId),
        before && or(lt(createdAt, before.createdAt), and(eq(createdAt, before.createdAt), lt(id, before.id))),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

/** Where a page of this account ended. */
export async function findPlace(db: Database, { accountId, entryId }: { accountId: string; entryId: string }) {
  const [row] = await db
    .select({ createdAt: auditEntries.createdAt, id: auditEntries.id })
    .from(auditEntries)
    .where(and(eq(auditEntries.accountId, accountId), eq(auditEntries.id, entryId)));
  return row;
}

/** What a user did that concerned no account, newest first. */
export async function listOwnEntries(db: Database, { userId, limit }: { userId: string; limit: number }) {
  return db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.actorUserId, userId), isNull(auditEntries.accountId)))
    .orderBy(desc(auditEntries.createdAt), desc(auditEntries.id))
    .limit(limit);
}
