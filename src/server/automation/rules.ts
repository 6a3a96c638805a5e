import type { AuditAction } from "@/domain/access/audit-actions";
import { changedFields } from "@/domain/access/changed-fields";
import { can } from "@/domain/access/roles";
import { MAX_RULES, type RuleDefinition } from "@/domain/automation/rule";
import type { Actor } from "../audit/actor";
import { recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { AppError } from "../errors";
import { findRole } from "../team/queries";
import { checkFiles } from "./files";
import { listForms } from "./form-queries";
import * as queries from "./rule-queries";

export interface ByActor {
  accountId: string;
  actor: Actor;
}

interface RuleContent {
  name: string;
  definition: RuleDefinition;
}

/** Off, at the end of the order. @throws AppError bad_request when there are too many, or a form or file is no longer there */
export async function addRule(tx: Database, { accountId, actor, name, definition }: ByActor & RuleContent) {
  await queries.lockAutomation(tx, accountId);
  const rules = await queries.listRules(tx, accountId);
  if (rules.length >= MAX_RULES) throw new AppError("bad_request", `An account can have ${MAX_RULES} rules.`);
  await checkForms(tx, accountId, definition);
  await checkAssignees(tx, accountId, definition);
  await checkFiles(tx, accountId, definition);
  const ruleId = newId("rule");
  await queries.insertRule(tx, { id: ruleId, accountId, name, definition });
  await audit(tx, { accountId, actor, action: "automation.ruleAdded", ruleId, name });
  return { ruleId };
}

/** A rule of time begins to count anew. @throws AppError not_found; bad_request when a form or file is no longer there */
export async function updateRule(
  tx: Database,
  { accountId, actor, ruleId, name, definition, now }: ByActor & RuleContent & { ruleId: string; now: Date },
): Promise<void> {
  await queries.lockAutomation(tx, accountId);
  const before = await getRule(tx, { accountId, ruleId });
  await checkForms(tx, accountId, definition);
  await checkAssignees(tx, accountId, definition);
  await checkFiles(tx, accountId, definition);
  const change = changedFields({ name: before.name, definition: before.definition }, { name, definition });
  if (Object.keys(change.after).length === 0) return;
  await queries.updateRule(tx, { accountId, ruleId }, { name, definition, ...(before.isOn ? { onSince: now } : {}) });
  await audit(tx, { accountId, actor, action: "automation.ruleChanged", ruleId, name, change });
}

/** A rule of time begins to count when it is switched on. @throws AppError not_found */
export async function switchRule(
  tx: Database,
  { accountId, actor, ruleId, isOn, now }: ByActor & { ruleId: string; isOn: boolean; now: Date },
): Promise<void> {
  await queries.lockAutomation(tx, accountId);
  const before = await getRule(tx, { accountId, ruleId });
  if (before.isOn === isOn) return;
  await queries.updateRule(tx, { accountId, ruleId }, { isOn, onSince: isOn ? now : null });
  const change = { before: { isOn: before.isOn }, after: { isOn } };
  await audit(tx, { accountId, actor, action: "automation.ruleSwitched", ruleId, name: before.name, change });
}

/** @throws AppError conflict unless exactly the account's rules are named: somebody else has changed them meanwhile */
export async function reorderRules(tx: Database, { accountId, actor, ruleIds }: ByActor & { ruleIds: string[] }) {
  await queries.lockAutomation(tx, accountId);
  const rules = await queries.listRules(tx, accountId);
  const wanted = new Map(ruleIds.map((ruleId, position) => [ruleId, position]));
  if (wanted.size !== rules.length || ruleIds.length !== rules.length || !rules.every(({ id }) => wanted.has(id)))
    throw new AppError("conflict", "The rules have changed meanwhile. Look at them again.");
  const moved = rules.filter(({ id, position }) => wanted.get(id) !== position);
  for (const { id } of moved)
    await queries.updateRule(tx, { accountId, ruleId: id }, { position: wanted.get(id) ?? 0 });
  if (moved.length === 0) return;
  await recordAudit(tx, { accountId, actor, action: "automation.rulesReordered" });
  await publishChange(tx, { accountId, topic: "automation", id: accountId });
}

/** @throws AppError not_found */
export async function deleteRule(tx: Database, { accountId, actor, ruleId }: ByActor & { ruleId: string }) {
  await queries.lockAutomation(tx, accountId);
  const { name } = await getRule(tx, { accountId, ruleId });
  await queries.deleteRule(tx, { accountId, ruleId });
  await audit(tx, { accountId, actor, action: "automation.ruleDeleted", ruleId, name });
}

/** @throws AppError not_found */
export async function getRule(db: Database, key: queries.RuleKey): Promise<queries.RuleRow> {
  const found = await queries.findRule(db, key);
  if (!found) throw new AppError("not_found", "This rule is no longer here.");
  return found;
}

async function checkForms(tx: Database, accountId: string, { actions }: RuleDefinition): Promise<void> {
  const named = actions.flatMap((action) => (action.kind === "start_form" ? action.formId : []));
  if (named.length === 0) return;
  const known = new Set((await listForms(tx, accountId)).map(({ id }) => id));
  if (!named.every((formId) => known.has(formId)))
    throw new AppError("bad_request", "The form that the rule starts is no longer here. Choose another one.");
}

/** Whoever leaves later is passed over when the rule acts. */
async function checkAssignees(tx: Database, accountId: string, { actions }: RuleDefinition): Promise<void> {
  for (const action of actions) {
    if (action.kind !== "assign") continue;
    const role = await findRole(tx, { accountId, userId: action.userId });
    if (role === undefined || !can(role, "conversation.reply"))
      throw new AppError("bad_request", "Whoever the rule names can't reply here any more. Choose somebody else.");
  }
}

async function audit(
  tx: Database,
  {
    ruleId,
    name,
    change = {},
    ...entry
  }: ByActor & {
    action: AuditAction;
    ruleId: string;
    name: string;
    change?: { before?: Record<string, unknown>; after?: Record<string, unknown> };
  },
): Promise<void> {
  await recordAudit(tx, { ...entry, target: { kind: "automation_rule", id: ruleId, name }, ...change });
  await publishChange(tx, { accountId: entry.accountId, topic: "automation", id: ruleId });
}
