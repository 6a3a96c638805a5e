import type { AuditAction } from "@/domain/access/audit-actions";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import type { Actor } from "./actor";
import { insertEntry } from "./queries";

/** The one change that is made to entries: words of a customer who is erased stood where a name stands. */
export { clearTargetNames as forgetTargetNames, listOwnEntries } from "./queries";

export interface AuditRecord {
  /** Null for what concerns a user and no account. */
  accountId: string | null;
  /** Null: Parley itself did it. */
  actor: Actor | null;
  action: AuditAction;
  target?: { kind: string; id: string; name?: string | null };
  /** The fields that changed, and only those; never a secret. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Writes an entry. Pass the transaction of the act: there is no act without its entry and no entry without its act. */
export async function recordAudit(tx: Database, record: AuditRecord): Promise<void> {
  const { accountId, actor, action, target, before, after } = record;
  await insertEntry(tx, {
    id: newId("audit"),
    accountId,
    actorUserId: actor?.userId ?? null,
    actorEmail: actor?.email ?? null,
    action,
    targetKind: target?.kind,
    targetId: target?.id,
    targetName: target?.name,
    before,
    after,
    ipAddress: actor?.ipAddress,
    userAgent: actor?.userAgent,
  });
}
