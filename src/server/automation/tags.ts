import { tagsOfRule, withTagRenamed } from "@/domain/automation/rule-tags";
import { recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import { countViewsByTag, renameTagInViews } from "../inbox-views/service";
import { listRules, lockAutomation, type RuleRow, updateRule } from "./rule-queries";
import type { ByActor } from "./rules";
import { countCustomersWith, deleteCustomerTag, listCustomerTags, renameCustomerTag } from "./tag-queries";

/** A tag of an account, and where it is used. */
export interface TagUse {
  tag: string;
  /** How many have it. */
  customers: number;
  /** Those that name it, in their order. */
  rules: { id: string; name: string }[];
  /** How many saved views of the inbox look for it, also those that are somebody's alone. */
  views: number;
}

/** Those that customers have or rules name, by name. */
export async function listTagUse(db: Database, accountId: string): Promise<TagUse[]> {
  const customers = new Map((await listCustomerTags(db, accountId)).map(({ tag, customers }) => [tag, customers]));
  const rules = await listRules(db, accountId);
  const views = await countViewsByTag(db, accountId);
  const tags = new Set([...customers.keys(), ...rules.flatMap(({ definition }) => tagsOfRule(definition))]);
  return [...tags]
    .toSorted((a, b) => a.localeCompare(b))
    .map((tag) => ({
      tag,
      customers: customers.get(tag) ?? 0,
      rules: naming(rules, tag).map(({ id, name }) => ({ id, name })),
      views: views.get(tag) ?? 0,
    }));
}

/**
 * Renames a tag of all customers, and in all rules and views: they go on as before under the other name.
 * @param mayMerge whether the two become one where the other exists
 * @throws AppError not_found; conflict when there is such a tag, and they may not become one
 */
export async function renameTag(
  tx: Database,
  { accountId, actor, from, to, mayMerge }: ByActor & { from: string; to: string; mayMerge: boolean },
): Promise<void> {
  await lockAutomation(tx, accountId);
  if (from === to) return;
  const rules = await listRules(tx, accountId);
  const isThere = (tag: string) => isUsed(tx, { accountId, tag }, rules);
  if (!(await isThere(from))) throw noSuchTag();
  if (!mayMerge && (await isThere(to)))
    throw new AppError("conflict", `There is a tag called ${to} already. Look at the tags again.`);
  const customers = await renameCustomerTag(tx, { accountId, from, to });
  const renamed = naming(rules, from);
  // A rule of time goes on counting: it waits for the same customers.
  for (const { id, definition } of renamed)
    await updateRule(tx, { accountId, ruleId: id }, { definition: withTagRenamed(definition, { from, to }) });
  const views = await renameTagInViews(tx, { accountId, from, to });
  await recordAudit(tx, {
    accountId,
    actor,
    action: "automation.tagRenamed",
    target: { kind: "tag", id: to, name: to },
    before: { tag: from },
    after: { tag: to, customers, rules: renamed.map(({ name }) => name), views },
  });
  await tell(tx, accountId);
}

/**
 * Takes a tag from all customers. Views go on looking for it.
 * @throws AppError not_found; conflict when a rule names it: the rule would give it again, or wait for ever
 */
export async function deleteTag(
  tx: Database,
  { accountId, actor, tag }: ByActor & { tag: string },
): Promise<{ customers: number }> {
  await lockAutomation(tx, accountId);
  const [rule] = naming(await listRules(tx, accountId), tag);
  if (rule) throw new AppError("conflict", `The rule ${rule.name} names this tag. Change the rule, or rename the tag.`);
  const customers = await deleteCustomerTag(tx, { accountId, tag });
  if (customers === 0) throw noSuchTag();
  const target = { kind: "tag", id: tag, name: tag };
  await recordAudit(tx, { accountId, actor, action: "automation.tagDeleted", target, before: { customers } });
  await tell(tx, accountId);
  return { customers };
}

const naming = (rules: readonly RuleRow[], tag: string) =>
  rules.filter(({ definition }) => tagsOfRule(definition).includes(tag));

const isUsed = async (tx: Database, key: { accountId: string; tag: string }, rules: readonly RuleRow[]) =>
  naming(rules, key.tag).length > 0 || (await countCustomersWith(tx, key)) > 0;

const noSuchTag = () => new AppError("not_found", "This tag is no longer here.");

async function tell(tx: Database, accountId: string): Promise<void> {
  for (const topic of ["tag", "automation", "inbox_view"] as const)
    await publishChange(tx, { accountId, topic, id: accountId });
}
