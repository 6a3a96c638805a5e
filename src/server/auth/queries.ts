import { and, eq, ne } from "drizzle-orm";
import type { Language } from "@/domain/words/languages";
import type { Database } from "@/server/db/client";
import { users } from "@/server/db/schema";

export interface SessionUser {
  /** The auth server's `sub`, a UUID. */
  id: string;
  email: string;
}

/** Makes sure that the row exists and has the address that the auth server has now. */
export async function upsertUser(db: Database, user: SessionUser): Promise<void> {
  await db.insert(users).values(user).onConflictDoNothing({ target: users.id });
  await db
    .update(users)
    .set({ email: user.email })
    .where(and(eq(users.id, user.id), ne(users.email, user.email)));
}

export async function findUserRow(db: Database, userId: string): Promise<typeof users.$inferSelect | undefined> {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  return user;
}

/** @param name null takes it away */
export async function setUserName(db: Database, userId: string, name: string | null): Promise<void> {
  await db.update(users).set({ name }).where(eq(users.id, userId));
}

export async function setUserLanguage(db: Database, userId: string, language: Language): Promise<void> {
  await db.update(users).set({ language }).where(eq(users.id, userId));
}

/** With the memberships and sessions. */
export async function deleteUserRow(db: Database, userId: string): Promise<void> {
  await db.delete(users).where(eq(users.id, userId));
}
