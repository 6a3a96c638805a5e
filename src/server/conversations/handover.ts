import { isPersonActive } from "@/domain/agent/gate";
import { type HandoverBrief, handoverBrief } from "@/domain/agent/handover-brief";
import type { Database } from "@/server/db/client";
import { type ConversationKey, findConversation } from "./conversation-queries";
import { selectTurnsInShort } from "./handover-queries";
import { found } from "./in-conversation";
import { listSaid } from "./turn-queries";

/** More of a conversation than anybody has to be told about. */
const SAID_LIMIT = 60;

/**
 * What whoever takes over should know, as long as somebody is waited for or a person answers and has not written yet.
 * @throws AppError not_found
 */
export async function readHandover(db: Database, key: ConversationKey, now: Date): Promise<HandoverBrief | null> {
  const conversation = found(await findConversation(db, key));
  const { needsPersonReason, contextAfterSeq } = conversation;
  if (needsPersonReason === null && !isPersonActive(conversation, now)) return null;
  const said = (await listSaid(db, key, SAID_LIMIT)).filter(({ seq }) => seq > contextAfterSeq);
  const turnIds = [...new Set(said.flatMap(({ turnId }) => turnId ?? []))];
  const turns = await selectTurnsInShort(db, { accountId: key.accountId, turnIds });
  return handoverBrief(said, turns, needsPersonReason);
}
