import { can, PERMISSIONS, type Permission, type Role } from "@/domain/access/roles";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import type { Actor } from "@/server/audit/actor";
import { recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { AppError } from "@/server/errors";
import { changeTeam } from "@/server/team/service";
import {
  findAccount,
  insertAccount,
  listAccounts as selectAccounts,
  updateAccountName,
  updateShadowed,
} from "./queries";
import { beginRemoval, checkTypedName, type RemovalDeps } from "./removal";

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

/** Opens an account whose first owner is whoever asks. */
export async function createAccount(
  db: Database,
  { name, actor }: { name: string; actor: Actor },
): Promise<{ id: string }> {
  const id = newId("account");
  await db.transaction(async (tx) => {
    await insertAccount(tx, { id, name, answerSettings: DEFAULT_ANSWER_SETTINGS, ownerId: actor.userId });
    const target = { kind: "account", id, name };
    await recordAudit(tx, { accountId: id, actor, action: "account.created", target });
  });
  return { id };
}

/** @throws AppError not_found */
export async function renameAccount(
  db: Database,
  { accountId, actor, name }: { accountId: string; actor: Actor; name: string },
): Promise<void> {
  await changeTeam(db, { accountId, actor }, async ({ tx, accountName }) => {
    if (accountName === name) return;
    await updateAccountName(tx, accountId, name);
    const target = { kind: "account", id: accountId, name };
    const change = { before: { name: accountName }, after: { name } };
    await recordAudit(tx, { accountId, actor, action: "account.renamed", target, ...change });
    await publishChange(tx, { accountId, topic: "account", id: accountId });
  });
}

/**
 * Shadow mode, at once: what the bot drafts from now on waits for a person, or goes out again. What waits already waits
 * on. @throws AppError not_found
 */
export async function setShadowed(
  db: Database,
  { accountId, actor, isOn }: { accountId: string; actor: Actor; isOn: boolean },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { name, isShadowed } = await getAccount(tx, accountId);
    if (isShadowed === isOn) return;
    await updateShadowed(tx, accountId, isOn);
    const target = { kind: "account", id: accountId, name };
    const change = { before: { isOn: isShadowed }, after: { isOn } };
    await recordAudit(tx, { accountId, actor, action: "account.shadowSwitched", target, ...change });
    await publishChange(tx, { accountId, topic: "account", id: accountId });
  });
}

/** @param ask whose actor has just given the password again; `typedName` must be the account's. @throws AppError bad_request */
export async function deleteAccount(
  deps: RemovalDeps,
  { accountId, actor, typedName }: { accountId: string; actor: Actor; typedName: string },
): Promise<void> {
  await changeTeam(deps.db, { accountId, actor }, async (change) => {
    checkTypedName(typedName, change.accountName);
    await beginRemoval(deps, change);
  });
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
