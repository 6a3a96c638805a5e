import { can } from "@/domain/access/roles";
import type { Database } from "@/server/db/client";
import { lockRole } from "@/server/team/queries";
import { type ConversationKey, type ConversationRow, updateConversation } from "./conversation-queries";

/** Their role stays until the transaction ends, so that nobody looks after a conversation who has just left. */
async function mayLookAfter(tx: Database, member: { accountId: string; userId: string }): Promise<boolean> {
  const role = await lockRole(tx, member);
  return role !== undefined && can(role, "conversation.reply");
}

/** Whoever takes a conversation over looks after it from then on, when nobody does yet. */
export async function takenBy(
  tx: Database,
  { accountId, assignedUserId }: Pick<ConversationRow, "accountId" | "assignedUserId">,
  userId: string | undefined,
): Promise<{ assignedUserId?: string }> {
  if (assignedUserId !== null || userId === undefined) return {};
  return (await mayLookAfter(tx, { accountId, userId })) ? { assignedUserId: userId } : {};
}

/** As a rule says; whoever has left the team or can't reply any more is passed over. The conversation is locked. */
export async function assignByRule(tx: Database, key: ConversationKey, userId: string): Promise<void> {
  if (await mayLookAfter(tx, { accountId: key.accountId, userId }))
    await updateConversation(tx, key, { assignedUserId: userId });
}
