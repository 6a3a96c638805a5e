import { and, desc, eq, inArray, lt, ne, sql } from "drizzle-orm";
import type { HistoryEntry } from "@/domain/agent/turn";
import { MOST_VERBATIM, newestHistory } from "@/domain/agent/verbatim";
import type { Database } from "@/server/db/client";
import { contacts, conversations, messages, turns } from "@/server/db/schema";
import { historyEntry } from "./history";
import { listSaid } from "./turn-queries";

/** The newest questions that the bot was asked, whatever came of them; newest first. */
export function listAskedQuestions(db: Database, { accountId, limit }: { accountId: string; limit: number }) {
  return db
    .select({
      id: turns.id,
      conversationId: turns.conversationId,
      contactName: contacts.displayName,
      phoneNumber: contacts.phoneNumber,
      isGroup: contacts.isGroup,
      question: turns.question,
      createdAt: turns.createdAt,
    })
    .from(turns)
    .innerJoin(
      conversations,
      and(eq(conversations.id, turns.conversationId), eq(conversations.accountId, turns.accountId)),
    )
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(
      and(
        eq(turns.accountId, accountId),
        // Others were settled before the bot was asked.
        inArray(turns.outcome, ["answered", "handed_off"]),
        ne(turns.question, ""),
      ),
    )
    .orderBy(desc(turns.createdAt), desc(turns.id))
    .limit(limit);
}

/** What was said in a conversation before the messages of one of its turns, oldest first, as the bot was told it. */
export async function listHistoryBefore(
  db: Database,
  { turnId, ...key }: { accountId: string; conversationId: string; turnId: string },
): Promise<HistoryEntry[]> {
  const firstSeq = db
    .select({ seq: sql`min(${messages.seq})` })
    .from(messages)
    .where(and(eq(messages.accountId, key.accountId), eq(messages.turnId, turnId), eq(messages.fromMe, false)));
  const said = await listSaid(db, key, MOST_VERBATIM, lt(messages.seq, firstSeq));
  return newestHistory(said.flatMap(historyEntry));
}
