import { and, desc, eq, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { contacts, messages, outbox, turns } from "@/server/db/schema";
import type { ConversationKey } from "./conversation-queries";

export async function insertTurn(tx: Database, turn: typeof turns.$inferInsert): Promise<void> {
  await tx.insert(turns).values(turn);
}

/**
 * The newest messages of a conversation that its customer wrote or was sent, oldest first: what was cancelled, failed
 * or expired on its way was never said.
 */
export async function listSaid(db: Database, key: ConversationKey, limit: number) {
  const rows = await db
    .select({
      id: messages.id,
      author: messages.author,
      kind: messages.kind,
      body: messages.body,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .leftJoin(outbox, eq(outbox.messageId, messages.id))
    .where(
      and(
        eq(messages.accountId, key.accountId),
        eq(messages.conversationId, key.conversationId),
        or(isNull(outbox.status), notInArray(outbox.status, ["cancelled", "failed", "expired"])),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(limit);
  return rows.reverse();
}
export type SaidMessage = Awaited<ReturnType<typeof listSaid>>[number];

/** Where in the order of arrival somebody of the business last wrote; 0 when nobody has. */
export async function findLastHumanSeq(db: Database, key: ConversationKey): Promise<number> {
  const [row] = await db
    .select({ seq: sql<number>`coalesce(max(${messages.seq}), 0)`.mapWith(Number) })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, key.accountId),
        eq(messages.conversationId, key.conversationId),
        inArray(messages.author, ["phone", "person"]),
      ),
    );
  return row?.seq ?? 0;
}

export async function hasOptedOut(
  db: Database,
  { accountId, contactId }: { accountId: string; contactId: string },
): Promise<boolean> {
  const [row] = await db
    .select({ optedOutAt: contacts.optedOutAt })
    .from(contacts)
    .where(and(eq(contacts.accountId, accountId), eq(contacts.id, contactId)));
  return row?.optedOutAt != null;
}
