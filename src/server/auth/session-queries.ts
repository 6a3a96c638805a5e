import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { userSessions } from "@/server/db/schema";

export interface SessionKey {
  userId: string;
  sessionId: string;
}

/** Whether the session was ended, here or by its user elsewhere. */
export async function isSessionRevoked(db: Database, { userId, sessionId }: SessionKey): Promise<boolean> {
  const [row] = await db
    .select({ id: userSessions.id })
    .from(userSessions)
    .where(and(eq(userSessions.id, sessionId), eq(userSessions.userId, userId), isNotNull(userSessions.revokedAt)));
  return row !== undefined;
}
