import { and, desc, eq, isNull, lt, ne } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { userSessions } from "@/server/db/schema";

export interface SessionKey {
  userId: string;
  sessionId: string;
}

export type UserSessionRow = typeof userSessions.$inferSelect;

const isThis = ({ userId, sessionId }: SessionKey) =>
  and(eq(userSessions.id, sessionId), eq(userSessions.userId, userId));

/** Undefined for one that was never seen here. */
export async function findSession(db: Database, key: SessionKey): Promise<UserSessionRow | undefined> {
  const [row] = await db.select().from(userSessions).where(isThis(key));
  return row;
}

/** Keeps what is there. @returns false when it is there already */
export async function insertSession(db: Database, session: typeof userSessions.$inferInsert): Promise<boolean> {
  const rows = await db.insert(userSessions).values(session).onConflictDoNothing().returning({ id: userSessions.id });
  return rows.length === 1;
}

export async function updateSession(
  db: Database,
  key: SessionKey,
  change: Partial<Pick<UserSessionRow, "lastSeenAt" | "recoveredAt">>,
): Promise<void> {
  await db.update(userSessions).set(change).where(isThis(key));
}

/** Those that count, the one used last first. */
export async function listLiveSessions(db: Database, userId: string): Promise<UserSessionRow[]> {
  return db
    .select()
    .from(userSessions)
    .where(and(eq(userSessions.userId, userId), isNull(userSessions.revokedAt)))
    .orderBy(desc(userSessions.lastSeenAt), desc(userSessions.id));
}

/** @returns false when it had ended or never was this user's */
export async function revokeSession(db: Database, key: SessionKey, now: Date): Promise<boolean> {
  const rows = await db
    .update(userSessions)
    .set({ revokedAt: now })
    .where(and(isThis(key), isNull(userSessions.revokedAt)))
    .returning({ id: userSessions.id });
  return rows.length === 1;
}

/** All of a user, or all but one. @returns their ids */
export async function revokeSessions(
  db: Database,
  { userId, except }: { userId: string; except?: string | undefined },
  now: Date,
): Promise<string[]> {
  const isOther = except === undefined ? undefined : ne(userSessions.id, except);
  const rows = await db
    .update(userSessions)
    .set({ revokedAt: now })
    .where(and(eq(userSessions.userId, userId), isNull(userSessions.revokedAt), isOther))
    .returning({ id: userSessions.id });
  return rows.map(({ id }) => id);
}

/** Those that nobody has used for so long that the auth server has ended them too. */
export async function deleteIdleSessions(db: Database, lastSeenBefore: Date): Promise<void> {
  await db.delete(userSessions).where(lt(userSessions.lastSeenAt, lastSeenBefore));
}
