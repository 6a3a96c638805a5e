import type { Database } from "@/server/db/client";
import { auditEntries } from "@/server/db/schema";

export async function insertEntry(db: Database, entry: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(entry);
}
