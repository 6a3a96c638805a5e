import { and, desc, eq, lt, ne, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { authSessions, authUsers } from "@/server/db/schema";

export type AuthUserRow = typeof authUsers.$inferSelect;
export type AuthSessionRow = typeof authSessions.$inferSelect;

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

/** What may change of a user. */
export type UserPatch = Partial<Omit<typeof authUsers.$inferInsert, "id" | "createdAt" | "updatedAt">>;

/** Undefined when the user is gone. */
export async function updateUser(
  db: Database,
  userId: string,
  patch: UserPatch,
  at: Date,
): Promise<AuthUserRow | undefined> {
  const [user] = await db
    .update(authUsers)
    .set({ ...patch, updatedAt: at })
    .where(eq(authUsers.id, userId))
    .returning();
  return user;
}

/** Counts one of the two mailboxes as having confirmed the change of address. */
export async function countEmailConfirmation(db: Database, userId: string): Promise<AuthUserRow | undefined> {
  const [user] = await db
    .update(authUsers)
    .set({ emailChangeConfirmations: sql`${authUsers.emailChangeConfirmations} + 1` })
    .where(eq(authUsers.id, userId))
    .returning();
  return user;
}

/** With everything that is theirs: sessions, tokens, flows. */
export async function deleteUser(db: Database, userId: string): Promise<boolean> {
  const deleted = await db.delete(authUsers).where(eq(authUsers.id, userId)).returning({ id: authUsers.id });
  return deleted.length === 1;
}

/** A page of users, newest first, and how many there are. */
export async function listUsers(db: Database, page: { limit: number; offset: number }) {
  const users = await db
    .select()
    .from(authUsers)
    .orderBy(desc(authUsers.createdAt), desc(authUsers.id))
    .limit(page.limit)
    .offset(page.offset);
  return { users, total: await db.$count(authUsers) };
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
