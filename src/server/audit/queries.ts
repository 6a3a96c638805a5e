import { and, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { auditEntries } from "@/server/db/schema";

export async function insertEntry(db: Database, entry: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(entry);
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
