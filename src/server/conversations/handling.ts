import { can } from "@/domain/access/roles";
import type { Priority } from "@/domain/messaging/conversation";
import { ownershipOf, returnedToBot } from "@/domain/messaging/ownership";
import type { Actor } from "@/server/audit/actor";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { findMember, lockRole } from "@/server/team/queries";
import { endMatter } from "./closing-queries";
import { type ConversationKey, updateConversation } from "./conversation-queries";
import { outdateWaitingDraft } from "./drafts/queries";
import { inConversation } from "./in-conversation";

/** For the audit log; absent where no person asked, as in tests. */
export interface ByActor {
  actor?: Actor | undefined;
}

type Ask = ConversationKey & ByActor;

/** The matter is settled: nobody waits, nothing is unread, the bot answers, and starts without what was said so far. */
export const closeConversation = (db: Database, { actor, ...key }: Ask, now: Date): Promise<void> =>
  inConversation(db, key, async (tx, conversation) => {
    await endMatter(tx, key);
    await outdateWaitingDraft(tx, key, now);
    await updateConversation(tx, key, {
      ...returnedToBot(ownershipOf(conversation)),
      needsPersonReason: null,
      unreadCount: 0,
    });
    await record(tx, { actor, ...key }, { action: "conversation.closed" });
  });

/** @throws AppError not_found when they are nobody of the team, bad_request when they can't reply */
export const assignConversation = (
  db: Database,
  { actor, userId, ...key }: Ask & { userId: string | null },
): Promise<void> =>
  inConversation(db, key, async (tx, conversation) => {
    const before = conversation.assignedUserId;
    if (before === userId) return;
    if (userId !== null) await checkMayLookAfter(tx, { accountId: key.accountId, userId });
    await updateConversation(tx, key, { assignedUserId: userId });
    await record(
      tx,
      { actor, ...key },
      {
        action: "conversation.assigned",
        before: { assignee: await nameOf(tx, key, before) },
        after: { assignee: await nameOf(tx, key, userId) },
      },
    );
  });

export const setPriority = (db: Database, { actor, priority, ...key }: Ask & { priority: Priority }): Promise<void> =>
  inConversation(db, key, async (tx, conversation) => {
    const before = conversation.priority;
    if (before === priority) return;
    await updateConversation(tx, key, { priority });
    await record(
      tx,
      { actor, ...key },
      {
        action: "conversation.priorityChanged",
        before: { priority: before },
        after: { priority },
      },
    );
  });

/** Their role stays until the transaction ends, so that nobody looks after a conversation who has just left. */
async function checkMayLookAfter(tx: Database, member: { accountId: string; userId: string }): Promise<void> {
  const role = await lockRole(tx, member);
  if (role === undefined) throw new AppError("not_found", "This person is no longer in the team.");
  if (!can(role, "conversation.reply"))
    throw new AppError("bad_request", "Only somebody who can reply can look after a conversation.");
}

async function nameOf(tx: Database, { accountId }: ConversationKey, userId: string | null): Promise<string | null> {
  const member = userId === null ? undefined : await findMember(tx, { accountId, userId });
  return member ? (member.name ?? member.email) : null;
}

async function record(
  tx: Database,
  { actor, accountId, conversationId }: Ask,
  entry: Pick<AuditRecord, "action" | "before" | "after">,
): Promise<void> {
  // Without the customer's name: it can be erased, and the entry stays.
  if (actor)
    await recordAudit(tx, { accountId, actor, target: { kind: "conversation", id: conversationId }, ...entry });
}
