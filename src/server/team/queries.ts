import { and, eq } from "drizzle-orm";
import type { Role } from "@/domain/access/roles";
import type { Database } from "@/server/db/client";
import { members } from "@/server/db/schema";

/** The role of a user in an account; undefined for outsiders. Read at each request, so that a change counts at once. */
export async function findRole(db: Database, key: { accountId: string; userId: string }): Promise<Role | undefined> {
  const [member] = await db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.accountId, key.accountId), eq(members.userId, key.userId)));
  return member?.role;
}
