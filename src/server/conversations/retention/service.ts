import { isShortened, type KeepTime, keptSince, removesFromAfter } from "@/domain/messaging/keep-time";
import type { Actor } from "@/server/audit/actor";
import { recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import { found } from "../in-conversation";
import { countOlder, findKeepTime, lockKeepTime, updateKeepTime } from "./queries";
import { enqueueRemovals, type RemoveDeps, removeOld } from "./removing";

export type RetentionService = ReturnType<typeof createRetentionService>;

/** How long an account keeps what customers and the team write: see docs/decisions/0044. */
export function createRetentionService(deps: RemoveDeps) {
  const { db, now } = deps;
  return {
    /** `keepDays` null: for ever. @throws AppError not_found */
    async read(accountId: string): Promise<{ keepDays: KeepTime; removesFrom: Date | null }> {
      const { keepDays, removesFrom } = found(await findKeepTime(db, accountId));
      return { keepDays, removesFrom };
    },

    /** What goes once the account keeps things for so long: nothing, unless that is shorter than now. */
    async preview({ accountId, keepDays }: { accountId: string; keepDays: KeepTime }) {
      if (keepDays === null) return { conversationCount: 0, messageCount: 0 };
      return countOlder(db, accountId, keptSince(now(), keepDays));
    },

    /** What goes by a shorter time goes a day later at the earliest. @throws AppError not_found */
    async set({ accountId, actor, keepDays }: { accountId: string; actor: Actor; keepDays: KeepTime }): Promise<void> {
      await db.transaction(async (tx) => {
        const before = found(await lockKeepTime(tx, accountId));
        if (before.keepDays === keepDays) return;
        const change = { from: before.keepDays, to: keepDays, removesFrom: before.removesFrom };
        await updateKeepTime(tx, accountId, { keepDays, removesFrom: removesFromAfter(change, now()) });
        await recordAudit(tx, {
          accountId,
          actor,
          action: "account.keepTimeChanged",
          target: { kind: "account", id: accountId, name: before.name },
          before: { keepDays: before.keepDays },
          after: { keepDays, isShorter: isShortened(before.keepDays, keepDays) },
        });
        await publishChange(tx, { accountId, topic: "account", id: accountId });
      });
    },

    /** See removing.ts. */
    enqueueRemovals: () => enqueueRemovals(deps),

    /** The job: see removing.ts. */
    removeOld: (accountId: string, signal: AbortSignal) => removeOld(deps, accountId, signal),
  };
}
