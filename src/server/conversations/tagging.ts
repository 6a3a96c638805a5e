import { MAX_TAGS_OF_ACCOUNT, MAX_TAGS_OF_CUSTOMER } from "@/domain/messaging/tag";
import { recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import type { ConversationKey } from "./conversation-queries";
import type { ByActor } from "./handling";
import { inConversation } from "./in-conversation";
import { CONTACT_TAG, countTags, countTagsOfAccount, deleteTag, hasTag, insertTag, isTagKnown } from "./tag-queries";

type TagOf = ConversationKey & ByActor & { tag: string };

/**
 * Gives the customer of a conversation a tag; nothing when they have it. Rules see it from the customer's next message on.
 * What rules give at the same time stays: each tag is a row of its own.
 * @throws AppError not_found; bad_request when there are too many
 */
export const addTag = (db: Database, { actor, tag, ...key }: TagOf): Promise<void> =>
  inConversation(db, key, async (tx, { contactId }) => {
    const { accountId } = key;
    const contact = { accountId, contactId };
    if (await hasTag(tx, { ...contact, tag })) return;
    if ((await countTags(tx, contact)) >= MAX_TAGS_OF_CUSTOMER)
      throw new AppError("bad_request", `A customer can have ${MAX_TAGS_OF_CUSTOMER} tags. Remove one first.`);
    const isNew = !(await isTagKnown(tx, { accountId, tag }));
    if (isNew && (await countTagsOfAccount(tx, accountId, MAX_TAGS_OF_ACCOUNT)) >= MAX_TAGS_OF_ACCOUNT)
      throw new AppError("bad_request", `There is room for ${MAX_TAGS_OF_ACCOUNT} different tags. Use one of them.`);
    if (await insertTag(tx, { ...contact, tag })) await record(tx, { actor, tag, ...key }, "conversation.tagAdded");
  });

/** Nothing when they don't have it: somebody else, or a rule, was quicker. @throws AppError not_found */
export const removeTag = (db: Database, { actor, tag, ...key }: TagOf): Promise<void> =>
  inConversation(db, key, async (tx, { contactId }) => {
    if (await deleteTag(tx, { accountId: key.accountId, contactId, tag }))
      await record(tx, { actor, tag, ...key }, "conversation.tagRemoved");
  });

async function record(
  tx: Database,
  { actor, accountId, conversationId, tag }: TagOf,
  action: "conversation.tagAdded" | "conversation.tagRemoved",
): Promise<void> {
  // As a name and nowhere else: a tag of one's own words may say who they are, and names can be forgotten.
  const target = { kind: CONTACT_TAG, id: conversationId, name: tag };
  if (actor) await recordAudit(tx, { accountId, actor, action, target });
}
