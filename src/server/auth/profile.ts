import { deviceOf } from "@/domain/words/device";
import type { Actor } from "@/server/audit/actor";
import { listOwnEntries, recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { lockTeam, soleOwnedAccounts } from "@/server/team/queries";
import { deleteUserRow, findUserRow, setUserName } from "./queries";
import type { AuthService } from "./service";
import { listLiveSessions } from "./session-queries";

const SHOWN_ACTIVITY = 50;

interface ProfileDeps {
  db: Database;
  auth: AuthService;
}

/** @throws AppError not_found: the row goes with the user */
export async function getProfile({ db, auth }: ProfileDeps, key: { userId: string; sessionId: string }) {
  const user = await findUserRow(db, key.userId);
  if (!user) throw new AppError("not_found", "This user doesn't exist any more.");
  const { id, email, name, createdAt } = user;
  return {
    id,
    email,
    name,
    createdAt,
    mayResetPassword: await auth.isRecovered(key),
    canDelete: auth.hasAdmin,
  };
}

/** The sessions that count, the one used last first. */
export async function listSessions(db: Database, { userId, sessionId }: { userId: string; sessionId: string }) {
  const rows = await listLiveSessions(db, userId);
  return rows.map(({ id, ipAddress, userAgent, createdAt, lastSeenAt }) => ({
    id,
    isCurrent: id === sessionId,
    createdAt,
    lastSeenAt,
    ipAddress,
    device: deviceOf(userAgent),
  }));
}

/** What concerned the user and no account, newest first. */
export async function listActivity(db: Database, userId: string) {
  const rows = await listOwnEntries(db, { userId, limit: SHOWN_ACTIVITY });
  return rows.map(({ id, createdAt, action, ipAddress, userAgent }) => ({
    id,
    at: createdAt,
    action,
    ipAddress,
    device: deviceOf(userAgent),
  }));
}

export async function renameUser(db: Database, { userId, name }: { userId: string; name: string }): Promise<void> {
  await setUserName(db, userId, name === "" ? null : name);
}

/** @throws AppError not_found */
export async function revokeSession(
  { db, auth }: ProfileDeps,
  key: { actor: Actor; sessionId: string },
): Promise<void> {
  const { actor, sessionId } = key;
  if (!(await auth.endSession({ userId: actor.userId, sessionId })))
    throw new AppError("not_found", "This session has ended already.");
  const target = { kind: "session", id: sessionId };
  await recordAudit(db, { accountId: null, actor, action: "user.sessionRevoked", target });
}

/**
 * Deletes a user who has just given the password again: first what is theirs here, since that can be refused.
 * @throws AppError conflict while an account would be left without an owner, forbidden without an administrator's key
 */
export async function deleteProfile({ db, auth }: ProfileDeps, actor: Actor): Promise<void> {
  if (!auth.hasAdmin) await auth.deleteUser(actor.userId);
  await db.transaction(async (tx) => {
    // Locked in the order of their ids, so that two who leave the same accounts don't wait for each other.
    const owned = await soleOwnedAccounts(tx, actor.userId);
    for (const { id } of owned.toSorted((a, b) => a.id.localeCompare(b.id))) await lockTeam(tx, id);
    refuseWhileOwner(await soleOwnedAccounts(tx, actor.userId));
    await recordAudit(tx, { accountId: null, actor, action: "user.deleted" });
    await deleteUserRow(tx, actor.userId);
  });
  await auth.deleteUser(actor.userId);
}

function refuseWhileOwner(accounts: { name: string }[]): void {
  if (accounts.length === 0) return;
  const names = accounts.map(({ name }) => `“${name}”`).join(", ");
  throw new AppError(
    "conflict",
    `You are the only owner of ${names}. Hand the ownership over or delete the account first.`,
  );
}
