import { and, eq, ne } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema";

export interface SessionUser {
  /** The auth server's `sub`, a UUID. */
  id: string;
  email: string;
}

/** Makes sure that the row exists; leaves the one that is there as it is. */
export async function insertUserIfAbsent(db: Database, user: SessionUser): Promise<void> {
  await db.insert(users).values(user).onConflictDoNothing({ target: users.id });
}

/** Makes sure that the row exists and has the address that the auth server has now. */
export async function upsertUser(db: Database, user: SessionUser): Promise<void> {
  await insertUserIfAbsent(db, user);
  await db
    .update(users)
    .set({ email: user.email })
    .where(and(eq(users.id, user.id), ne(users.email, user.email)));
}
