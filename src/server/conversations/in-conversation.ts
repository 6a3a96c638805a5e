import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { type ConversationKey, type ConversationRow, lockConversation } from "./conversation-queries";

/** @throws AppError not_found */
export function found<Row>(row: Row | undefined): Row {
  // The same words for another account's conversation: a stranger must not learn that it exists.
  if (row === undefined) throw new AppError("not_found", "This conversation doesn't exist any more.");
  return row;
}

/** Works on the locked conversation and tells everybody who looks at it. @throws AppError not_found */
export async function inConversation<Output>(
  db: Database,
  key: ConversationKey,
  work: (tx: Database, conversation: ConversationRow) => Promise<Output>,
): Promise<Output> {
  return db.transaction(async (tx) => {
    const output = await work(tx, found(await lockConversation(tx, key)));
    await publishChange(tx, { accountId: key.accountId, topic: "conversation", id: key.conversationId });
    return output;
  });
}
