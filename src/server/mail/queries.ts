import type { Database } from "@/server/db/client";
import { mails } from "@/server/db/schema";

export async function insertMail(db: Database, mail: typeof mails.$inferInsert): Promise<void> {
  await db.insert(mails).values(mail);
}
