import { byPerson, PRESENCE_LASTS_MS } from "@/domain/messaging/presence";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { type ConversationKey, findConversation } from "../conversation-queries";
import { found } from "../in-conversation";
import {
  deleteOldPresence,
  deletePresence,
  findPresence,
  type PresenceKey,
  selectOthers,
  writePresence,
} from "./queries";

/** Who of the team looks at a conversation, and who writes in it, so that two don't answer the same. */
export function createPresenceActs({ db, now }: { db: Database; now: () => Date }) {
  const since = () => new Date(now().getTime() - PRESENCE_LASTS_MS);
  const tell = ({ accountId, conversationId }: ConversationKey) =>
    publishChange(db, { accountId, topic: "presence", id: conversationId });
  return {
    /** Others hear of it only when something is new: most calls say that nothing has changed. @throws AppError not_found */
    async bePresent({ isTyping, ...key }: PresenceKey & { isTyping: boolean }): Promise<void> {
      found(await findConversation(db, key));
      const before = await findPresence(db, key);
      await writePresence(db, key, { isTyping, seenAt: now() });
      if (!before || before.isTyping !== isTyping || before.seenAt <= since()) await tell(key);
    },

    /** @throws AppError not_found */
    async leave(key: PresenceKey): Promise<void> {
      found(await findConversation(db, key));
      if (await deletePresence(db, key)) await tell(key);
    },

    /** @throws AppError not_found */
    async listPresent({ userId, ...key }: ConversationKey & { userId: string }) {
      found(await findConversation(db, key));
      return byPerson(await selectOthers(db, { ...key, userId, since: since() }));
    },

    /** Tabs that were closed without a word. */
    forgetOldPresence: (): Promise<void> => deleteOldPresence(db, since()),
  };
}
