import { and, eq, lt, ne } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { authSessions, authSigningKeys, authUsers } from "@/server/db/schema";

export type AuthUserRow = typeof authUsers.$inferSelect;
export type AuthSessionRow = typeof authSessions.$inferSelect;
export type SigningKeyRow = typeof authSigningKeys.$inferSelect;

export async function findUserByEmail(db: Database, email: string): Promise<AuthUserRow | undefined> {
  const [user] = await db.select().from(authUsers).where(eq(authUsers.email, email));
  return user;
}

/** Undefined when the address is taken already, also by a sign-up running at the same moment. */
export async function insertUser(db: Database, user: typeof authUsers.$inferInsert): Promise<AuthUserRow | undefined> {
  const [inserted] = await db
    .insert(authUsers)
    .values(user)
    .onConflictDoNothing({ target: authUsers.email })
    .returning();
  return inserted;
}

export async function updateLastSignIn(db: Database, userId: string, at: Date): Promise<void> {
  await db.update(authUsers).set({ lastSignInAt: at, updatedAt: at }).where(eq(authUsers.id, userId));
}

export async function insertSession(db: Database, session: typeof authSessions.$inferInsert): Promise<AuthSessionRow> {
  const [inserted] = await db.insert(authSessions).values(session).returning();
  return inserted!;
}

/** A session and its user; undefined once the session has been ended. */
export async function findSession(
  db: Database,
  sessionId: string,
): Promise<{ session: AuthSessionRow; user: AuthUserRow } | undefined> {
  const [row] = await db
    .select({ session: authSessions, user: authUsers })
    .from(authSessions)
    .innerJoin(authUsers, eq(authUsers.id, authSessions.userId))
    .where(eq(authSessions.id, sessionId));
  return row;
}

export async function findUser(db: Database, userId: string): Promise<AuthUserRow | undefined> {
  const [user] = await db.select().from(authUsers).where(eq(authUsers.id, userId));
  return user;
}

/** Compare-and-set: false when another request rotated (or ended) the session since it was read. */
export async function rotateSession(
  db: Database,
  read: Pick<AuthSessionRow, "id" | "refreshCounter" | "refreshTokenHash">,
  next: { refreshTokenHash: string; refreshedAt: Date },
): Promise<boolean> {
  const rotated = await db
    .update(authSessions)
    .set({ refreshCounter: read.refreshCounter + 1, ...next })
    .where(
      and(
        eq(authSessions.id, read.id),
        eq(authSessions.refreshCounter, read.refreshCounter),
        eq(authSessions.refreshTokenHash, read.refreshTokenHash),
      ),
    )
    .returning({ id: authSessions.id });
  return rotated.length === 1;
}

export async function deleteSession(db: Database, sessionId: string): Promise<void> {
  await db.delete(authSessions).where(eq(authSessions.id, sessionId));
}

/** All sessions of a user, or all but one. */
export async function deleteSessionsOfUser(db: Database, userId: string, options: { except?: string } = {}) {
  const { except } = options;
  await db
    .delete(authSessions)
    .where(and(eq(authSessions.userId, userId), except === undefined ? undefined : ne(authSessions.id, except)));
}

export async function deleteIdleSessions(db: Database, userId: string, lastUsedBefore: Date): Promise<void> {
  await db
    .delete(authSessions)
    .where(and(eq(authSessions.userId, userId), lt(authSessions.refreshedAt, lastUsedBefore)));
}

export async function listSigningKeys(db: Database): Promise<SigningKeyRow[]> {
  return db.select().from(authSigningKeys);
}

/** Keeps what is there when another process was first: read the current key afterwards. */
export async function insertSigningKey(db: Database, key: typeof authSigningKeys.$inferInsert): Promise<void> {
  await db.insert(authSigningKeys).values(key).onConflictDoNothing();
}

export async function updatePrivateJwk(db: Database, kid: string, privateJwk: string): Promise<void> {
  await db.update(authSigningKeys).set({ privateJwk }).where(eq(authSigningKeys.kid, kid));
}

export async function deleteSigningKey(db: Database, kid: string): Promise<void> {
  await db.delete(authSigningKeys).where(eq(authSigningKeys.kid, kid));
}
