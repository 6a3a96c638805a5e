import { and, asc, eq, sql } from "drizzle-orm";
import type { RuleDefinition } from "@/domain/automation/rule";
import type { Database } from "../db/client";
import { accounts, automationRules } from "../db/schema";

export type RuleRow = typeof automationRules.$inferSelect;

export interface RuleKey {
  accountId: string;
  ruleId: string;
}

const ofRule = ({ accountId, ruleId }: RuleKey) =>
  and(eq(automationRules.accountId, accountId), eq(automationRules.id, ruleId));

/** In the order in which they are looked at. */
export const listRules = (db: Database, accountId: string, { isOn }: { isOn?: true } = {}): Promise<RuleRow[]> =>
  db
    .select()
    .from(automationRules)
    .where(and(eq(automationRules.accountId, accountId), isOn ? eq(automationRules.isOn, true) : undefined))
    .orderBy(asc(automationRules.position), asc(automationRules.id));

export async function findRule(db: Database, key: RuleKey): Promise<RuleRow | undefined> {
  const [row] = await db.select().from(automationRules).where(ofRule(key));
  return row;
}

/** At the end of the order. */
export async function insertRule(
  tx: Database,
  { accountId, ...rule }: { id: string; accountId: string; name: string; definition: RuleDefinition },
): Promise<void> {
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${automationRules.position}), -1)`.mapWith(Number) })
    .from(automationRules)
    .where(eq(automationRules.accountId, accountId));
  await tx.insert(automationRules).values({ ...rule, accountId, position: (last?.position ?? -1) + 1 });
}

export async function updateRule(
  tx: Database,
  key: RuleKey,
  change: Partial<Pick<RuleRow, "name" | "definition" | "isOn" | "position" | "onSince">>,
): Promise<void> {
  await tx.update(automationRules).set(change).where(ofRule(key));
}

export async function deleteRule(tx: Database, key: RuleKey): Promise<void> {
  await tx.delete(automationRules).where(ofRule(key));
}

/** Until the transaction ends, whoever else changes the account's rules or forms waits. */
export async function lockAutomation(tx: Database, accountId: string): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("no key update");
}
