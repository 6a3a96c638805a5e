import type { AuditAction } from "@/domain/access/audit-actions";
import { type Form, MAX_FORMS } from "@/domain/automation/form";
import { recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { AppError } from "../errors";
import * as queries from "./form-queries";
import { listRules, lockAutomation } from "./rule-queries";
import type { ByActor } from "./rules";

/** @throws AppError bad_request when there are too many */
export async function addForm(tx: Database, { accountId, actor, form }: ByActor & { form: Form }) {
  await lockAutomation(tx, accountId);
  const forms = await queries.listForms(tx, accountId);
  if (forms.length >= MAX_FORMS) throw new AppError("bad_request", `An account can have ${MAX_FORMS} forms.`);
  const formId = newId("form");
  await queries.insertForm(tx, { id: formId, accountId, definition: form });
  await audit(tx, { accountId, actor, action: "automation.formAdded", formId, name: form.name });
  return { formId };
}

/** Customers who are on their way through it go on with it as it was. @throws AppError not_found */
export async function updateForm(tx: Database, change: ByActor & { formId: string; form: Form }): Promise<void> {
  const { accountId, actor, formId, form } = change;
  await lockAutomation(tx, accountId);
  await getForm(tx, { accountId, formId });
  await queries.updateForm(tx, { accountId, formId }, form);
  await audit(tx, { accountId, actor, action: "automation.formChanged", formId, name: form.name });
}

/** @throws AppError not_found; conflict while a rule starts it */
export async function deleteForm(tx: Database, { accountId, actor, formId }: ByActor & { formId: string }) {
  await lockAutomation(tx, accountId);
  const { definition } = await getForm(tx, { accountId, formId });
  const user = (await listRules(tx, accountId)).find((rule) =>
    rule.definition.actions.some((action) => action.kind === "start_form" && action.formId === formId),
  );
  if (user) throw new AppError("conflict", `The rule “${user.name}” starts this form. Change the rule first.`);
  await queries.deleteForm(tx, { accountId, formId });
  await audit(tx, { accountId, actor, action: "automation.formDeleted", formId, name: definition.name });
}

async function getForm(tx: Database, key: { accountId: string; formId: string }): Promise<queries.FormRow> {
  const found = await queries.findForm(tx, key);
  if (!found) throw new AppError("not_found", "This form is no longer here.");
  return found;
}

async function audit(
  tx: Database,
  { formId, name, ...entry }: ByActor & { action: AuditAction; formId: string; name: string },
): Promise<void> {
  await recordAudit(tx, { ...entry, target: { kind: "automation_form", id: formId, name } });
  await publishChange(tx, { accountId: entry.accountId, topic: "automation", id: formId });
}
