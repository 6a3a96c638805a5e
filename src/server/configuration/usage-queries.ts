import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { modelUsage } from "../db/schema";

export interface UsageOfDay {
  inputTokens: number;
  outputTokens: number;
}

export async function findUsage(
  db: Database,
  { accountId, day }: { accountId: string; day: string },
): Promise<UsageOfDay> {
  const [row] = await db
    .select({ inputTokens: modelUsage.inputTokens, outputTokens: modelUsage.outputTokens })
    .from(modelUsage)
    .where(and(eq(modelUsage.accountId, accountId), eq(modelUsage.day, day)));
  return row ?? { inputTokens: 0, outputTokens: 0 };
}

export async function addUsage(
  db: Database,
  { accountId, day }: { accountId: string; day: string },
  { inputTokens, outputTokens }: UsageOfDay,
): Promise<void> {
  await db
    .insert(modelUsage)
    .values({ accountId, day, inputTokens, outputTokens, calls: 1 })
    .onConflictDoUpdate({
      target: [modelUsage.accountId, modelUsage.day],
      set: {
        inputTokens: sql`${modelUsage.inputTokens} + ${inputTokens}`,
        outputTokens: sql`${modelUsage.outputTokens} + ${outputTokens}`,
        calls: sql`${modelUsage.calls} + 1`,
      },
    });
}
