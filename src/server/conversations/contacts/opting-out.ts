import type { Actor } from "@/server/audit/actor";
import { recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import type { ConversationKey } from "../conversation-queries";
import { inConversation } from "../in-conversation";
import { writeOptOut } from "../opt-out";
import { findOptedOutAt } from "../opt-out-queries";
import { lockContact } from "./erase-queries";

/**
 * Somebody of the team says that a customer wants automatic messages no more, or again: they said so on the phone, say.
 * The customer is told nothing. What the bot has ready is cancelled. @throws AppError not_found; bad_request of a group
 */
export const setOptOut = (
  db: Database,
  { actor, isOut, ...key }: ConversationKey & { actor: Actor; isOut: boolean },
  now: Date,
): Promise<void> =>
  inConversation(db, key, async (tx, conversation) => {
    const { accountId, contactId } = conversation;
    const contact = await lockContact(tx, { accountId, contactId });
    if (contact?.isGroup)
      throw new AppError("bad_request", "Everybody in a group shares it, so nobody can opt it out.");
    if (((await findOptedOutAt(tx, conversation)) !== null) === isOut) return;
    await writeOptOut(tx, conversation, { isOut, now });
    const target = { kind: "conversation", id: key.conversationId };
    const change = { before: { optedOut: !isOut }, after: { optedOut: isOut } };
    await recordAudit(tx, { accountId, actor, action: "contact.optOutChanged", target, ...change });
  });
