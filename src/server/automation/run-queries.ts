import { and, desc, eq } from "drizzle-orm";
import type { Database } from "../db/client";
import { automationRuns } from "../db/schema";
import type { ConversationKey } from "./customer-queries";

/** More than any rule counts to for one customer. */
const LIMIT = 1_000;

/** When each rule acted in a conversation, by the rule's id. */
export async function listRuns(db: Database, { accountId, conversationId }: ConversationKey) {
  const rows = await db
    .select({ ruleId: automationRuns.ruleId, ranAt: automationRuns.ranAt })
    .from(automationRuns)
    .where(and(eq(automationRuns.accountId, accountId), eq(automationRuns.conversationId, conversationId)))
    .orderBy(desc(automationRuns.ranAt))
    .limit(LIMIT);
  const runs: Record<string, Date[]> = {};
  for (const { ruleId, ranAt } of rows) runs[ruleId] = [...(runs[ruleId] ?? []), ranAt];
  return runs;
}

/** @returns whether it is the first of its key */
export async function insertRun(tx: Database, run: typeof automationRuns.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(automationRuns).values(run).onConflictDoNothing().returning({ key: automationRuns.key });
  return rows.length === 1;
}
