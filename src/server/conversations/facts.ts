import type { Actor } from "@/server/audit/actor";
import { recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import type { ConversationKey } from "./conversation-queries";
import { countFacts, deleteFact, findFact, writeFact } from "./fact-queries";
import type { ByActor } from "./handling";
import { inConversation } from "./in-conversation";
import { getOtherSide } from "./turn-queries";

/** More is known of nobody, and all of it is shown beside the conversation. */
const MAX_FACTS = 50;

type FactOf = ConversationKey & ByActor & { name: string };

/**
 * What a person knows of a customer: stays until a person, a form or a rule says otherwise, whatever the customer writes.
 * @throws AppError not_found; bad_request for a group, or when too much is known
 */
export const saveFact = (db: Database, { actor, name, value, ...key }: FactOf & { value: string }): Promise<void> =>
  inConversation(db, key, async (tx, { contactId }) => {
    const { accountId } = key;
    if ((await getOtherSide(tx, key)).isGroup)
      throw new AppError("bad_request", "Everybody in a group shares the conversation, so nothing is noted of it.");
    const known = await findFact(tx, { accountId, contactId, name });
    if (known?.value === value && known.messageId === null) return;
    if (!known && (await countFacts(tx, { accountId, contactId })) >= MAX_FACTS)
      throw new AppError("bad_request", `At most ${MAX_FACTS} things can be noted. Remove one first.`);
    await writeFact(tx, { accountId, contactId, name, value, setByUserId: actor?.userId ?? null });
    await record(tx, key, { actor, action: "conversation.factSaved", name });
  });

/** It isn't read again in what the customer wrote so far; when they write it anew, it is. @throws AppError not_found */
export const removeFact = (db: Database, { actor, name, ...key }: FactOf): Promise<void> =>
  inConversation(db, key, async (tx, { contactId }) => {
    const fact = { accountId: key.accountId, contactId, name };
    if (!(await findFact(tx, fact))) return;
    await deleteFact(tx, { ...fact, conversationId: key.conversationId });
    await record(tx, key, { actor, action: "conversation.factRemoved", name });
  });

/** Which fact, never what it says: a customer can be erased, and the entry stays. */
async function record(
  tx: Database,
  { accountId, conversationId }: ConversationKey,
  {
    actor,
    action,
    name,
  }: { actor: Actor | undefined; action: "conversation.factSaved" | "conversation.factRemoved"; name: string },
): Promise<void> {
  const target = { kind: "conversation", id: conversationId };
  if (actor) await recordAudit(tx, { accountId, actor, action, target, after: { field: name } });
}
