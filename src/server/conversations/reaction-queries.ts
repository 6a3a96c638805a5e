import { and, asc, eq, inArray, ne } from "drizzle-orm";
import type { Reaction } from "@/domain/messaging/message-state";
import type { Database } from "@/server/db/client";
import { messageReactions } from "@/server/db/schema";
import type { MessageId } from "./media-queries";

type Side = (typeof messageReactions.$inferSelect)["by"];

/** Also one that was taken back: its emoji is empty. */
export async function findReaction(tx: Database, message: MessageId, by: Side): Promise<Reaction | undefined> {
  const { accountId, messageId } = message;
  const [row] = await tx
    .select({ emoji: messageReactions.emoji, reactedAt: messageReactions.reactedAt })
    .from(messageReactions)
    .where(
      and(
        eq(messageReactions.accountId, accountId),
        eq(messageReactions.messageId, messageId),
        eq(messageReactions.by, by),
      ),
    );
  return row;
}

/** @param writtenIn the message that says it in place of a reaction; null: it is one */
export async function saveReaction(
  tx: Database,
  message: MessageId,
  by: Side,
  reaction: Reaction,
  { writtenIn }: { writtenIn: string | null } = { writtenIn: null },
): Promise<void> {
  const row = { ...reaction, writtenIn };
  await tx
    .insert(messageReactions)
    .values({ ...message, by, ...row })
    .onConflictDoUpdate({ target: [messageReactions.messageId, messageReactions.by], set: row });
}

interface ShownReaction {
  by: Side;
  emoji: string;
  /** Said in a message, when they were asked whether the answer helped. */
  isWritten: boolean;
}

/** What stands below messages, by message, oldest first. */
export async function listReactions(
  db: Database,
  { accountId, messageIds }: { accountId: string; messageIds: readonly string[] },
): Promise<Map<string, ShownReaction[]>> {
  const byMessage = new Map<string, ShownReaction[]>();
  const rows = await db
    .select()
    .from(messageReactions)
    .where(
      and(
        eq(messageReactions.accountId, accountId),
        inArray(messageReactions.messageId, [...messageIds]),
        ne(messageReactions.emoji, ""),
      ),
    )
    .orderBy(asc(messageReactions.reactedAt), asc(messageReactions.by));
  for (const { messageId, by, emoji, writtenIn } of rows)
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), { by, emoji, isWritten: writtenIn !== null }]);
  return byMessage;
}
