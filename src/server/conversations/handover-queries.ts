import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { turns } from "@/server/db/schema";

/** Those of the turns that are still there, oldest first, without their passages: only what people are told of them. */
export const selectTurnsInShort = async (
  db: Database,
  { accountId, turnIds }: { accountId: string; turnIds: readonly string[] },
) =>
  turnIds.length === 0
    ? []
    : db
        .select({
          id: turns.id,
          outcome: turns.outcome,
          reason: turns.reason,
          question: turns.question,
          reply: turns.reply,
          understoodQuestion: sql<string>`coalesce(${turns.trace}->>'understoodQuestion', '')`,
          score: turns.score,
          band: turns.band,
        })
        .from(turns)
        .where(and(eq(turns.accountId, accountId), inArray(turns.id, [...turnIds])))
        .orderBy(asc(turns.createdAt), asc(turns.id));
