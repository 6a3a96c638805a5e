import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { authFlowStates, authOneTimeTokens } from "@/server/db/schema";

export type OneTimeTokenRow = typeof authOneTimeTokens.$inferSelect;
export type OneTimeTokenKind = OneTimeTokenRow["kind"];
export type FlowStateRow = typeof authFlowStates.$inferSelect;

/** Wrong guesses at a code, after which it is worth nothing. */
const MAX_GUESSES = 5;

/** One of each kind per user: a new one takes the place of the one before, which stops working. */
export async function upsertOneTimeToken(db: Database, token: typeof authOneTimeTokens.$inferInsert): Promise<void> {
  const { userId: _user, kind: _kind, ...rest } = token;
  await db
    .insert(authOneTimeTokens)
    .values(token)
    .onConflictDoUpdate({
      target: [authOneTimeTokens.userId, authOneTimeTokens.kind],
      set: { ...rest, guesses: 0, flowStateId: token.flowStateId ?? null },
    });
}

/** Takes a token by its secret: of several who try at the same time, one gets it. */
export async function takeByHash(
  db: Database,
  { tokenHash, kinds, now }: { tokenHash: string; kinds: readonly OneTimeTokenKind[]; now: Date },
): Promise<OneTimeTokenRow | undefined> {
  const [row] = await db
    .delete(authOneTimeTokens)
    .where(
      and(
        eq(authOneTimeTokens.tokenHash, tokenHash),
        inArray(authOneTimeTokens.kind, [...kinds]),
        gt(authOneTimeTokens.expiresAt, now),
      ),
    )
    .returning();
  return row;
}

/** The tokens that a code typed for this mailbox may belong to, each counted as guessed at once more. */
export async function countGuess(
  db: Database,
  { email, kinds, now }: { email: string; kinds: readonly OneTimeTokenKind[]; now: Date },
): Promise<OneTimeTokenRow[]> {
  return db
    .update(authOneTimeTokens)
    .set({ guesses: sql`${authOneTimeTokens.guesses} + 1` })
    .where(
      and(
        eq(authOneTimeTokens.email, email),
        inArray(authOneTimeTokens.kind, [...kinds]),
        gt(authOneTimeTokens.expiresAt, now),
        lt(authOneTimeTokens.guesses, MAX_GUESSES),
      ),
    )
    .returning();
}

/** Takes the token that was read: false when somebody else took it, or a newer one replaced it. */
export async function takeRead(db: Database, { id, tokenHash }: OneTimeTokenRow): Promise<boolean> {
  const rows = await db
    .delete(authOneTimeTokens)
    .where(and(eq(authOneTimeTokens.id, id), eq(authOneTimeTokens.tokenHash, tokenHash)))
    .returning({ id: authOneTimeTokens.id });
  return rows.length === 1;
}

export async function deleteOneTimeTokens(
  db: Database,
  userId: string,
  kinds?: readonly OneTimeTokenKind[],
): Promise<void> {
  const ofKinds = kinds && inArray(authOneTimeTokens.kind, [...kinds]);
  await db.delete(authOneTimeTokens).where(and(eq(authOneTimeTokens.userId, userId), ofKinds));
}

export async function insertFlowState(db: Database, state: typeof authFlowStates.$inferInsert): Promise<void> {
  await db.insert(authFlowStates).values(state);
}

/** Undefined when it was given one already. */
export async function issueAuthCode(
  db: Database,
  id: string,
  code: { authCodeHash: string; authCodeIssuedAt: Date },
): Promise<FlowStateRow | undefined> {
  const [row] = await db.update(authFlowStates).set(code).where(eq(authFlowStates.id, id)).returning();
  return row;
}

/** Takes a flow by its auth code, whatever becomes of it: a code is good for one try. */
export async function takeFlowState(db: Database, authCodeHash: string): Promise<FlowStateRow | undefined> {
  const [row] = await db.delete(authFlowStates).where(eq(authFlowStates.authCodeHash, authCodeHash)).returning();
  return row;
}

/** Removes what has expired long enough that nobody can be told apart by it. */
export async function deleteExpired(db: Database, before: Date): Promise<void> {
  await db.delete(authOneTimeTokens).where(lt(authOneTimeTokens.expiresAt, before));
  await db.delete(authFlowStates).where(lt(authFlowStates.createdAt, before));
}
