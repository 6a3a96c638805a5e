import { can, PERMISSIONS, type Permission, type Role } from "@/domain/access/roles";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { AppError } from "@/server/errors";
import { findAccount, insertAccount, listAccounts as selectAccounts } from "./queries";

/** What the overview shows of each account a user is a member of. */
export async function listAccounts(db: Database, userId: string) {
  const rows = await selectAccounts(db, userId);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    connection: { state: row.state ?? ("stopped" as const), phoneNumber: row.phoneNumber },
    waitingCount: row.waitingCount,
    documentCount: row.documentCount,
  }));
}

/** Opens an account whose first owner is the user. */
export async function createAccount(db: Database, input: { name: string; ownerId: string }): Promise<{ id: string }> {
  const id = newId("account");
  await insertAccount(db, { id, name: input.name, answerSettings: DEFAULT_ANSWER_SETTINGS, ownerId: input.ownerId });
  return { id };
}

/** @throws AppError not_found */
export async function getAccount(db: Database, accountId: string) {
  const account = await findAccount(db, accountId);
  if (!account) throw new AppError("not_found", "This account doesn't exist any more.");
  return account;
}

/** Everything the role may do, for an interface that shows only what works; the backend checks again. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => can(role, permission));
}
