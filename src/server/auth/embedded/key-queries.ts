import { and, eq } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { authSigningKeys } from "@/server/db/schema";

export type SigningKeyRow = typeof authSigningKeys.$inferSelect;

export async function listSigningKeys(db: Database): Promise<SigningKeyRow[]> {
  return db.select().from(authSigningKeys);
}

/** Keeps what is there when another process was first: read the keys afterwards. */
export async function insertSigningKey(db: Database, key: typeof authSigningKeys.$inferInsert): Promise<void> {
  await db.insert(authSigningKeys).values(key).onConflictDoNothing();
}

/** The successor takes over, unless another process has done it: then the keys have other statuses by now. */
export async function promoteSigningKey(
  db: Database,
  { current, next, now }: { current: string; next: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const retired = await tx
      .update(authSigningKeys)
      .set({ status: "previous", retiredAt: now })
      .where(and(eq(authSigningKeys.kid, current), eq(authSigningKeys.status, "current")))
      .returning({ kid: authSigningKeys.kid });
    if (retired.length === 0) return;
    await tx
      .update(authSigningKeys)
      .set({ status: "current", activatedAt: now })
      .where(and(eq(authSigningKeys.kid, next), eq(authSigningKeys.status, "next")));
  });
}

export async function updatePrivateJwk(db: Database, kid: string, privateJwk: string): Promise<void> {
  await db.update(authSigningKeys).set({ privateJwk }).where(eq(authSigningKeys.kid, kid));
}

export async function deleteSigningKey(db: Database, kid: string): Promise<void> {
  await db.delete(authSigningKeys).where(eq(authSigningKeys.kid, kid));
}
