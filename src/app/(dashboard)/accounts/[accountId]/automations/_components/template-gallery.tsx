"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import type { Action } from "@/domain/automation/rule";
import { RULE_TEMPLATES, type RuleTemplate, TEMPLATE_FILE, TEMPLATE_FORM } from "@/domain/automation/templates";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { RuleDraft } from "./rule-dialog";

/** Whoever uses it is asked to choose one. */
const withoutFile = (action: Action): Action =>
  action.kind === "send_file" && action.fileId === TEMPLATE_FILE ? { ...action, fileId: "" } : action;

/** Common cases to begin with. Choosing one opens it to be changed; nothing is on until somebody switches it on. */
export function TemplateGallery({ accountId, onChoose }: { accountId: string; onChoose: (draft: RuleDraft) => void }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const createForm = api.automation.createForm.useMutation({
    onError: (error) => toast.error(errorWords(error, t)),
    onSettled: () => utils.automation.forms.invalidate({ accountId }),
  });
  async function choose({ name, definition, form }: RuleTemplate) {
    if (!form) return onChoose({ name, definition: { ...definition, actions: definition.actions.map(withoutFile) } });
    const made = await createForm.mutateAsync({ accountId, form }).catch(() => null);
    if (!made) return;
    const actions = definition.actions.map((action) =>
      action.kind === "start_form" && action.formId === TEMPLATE_FORM ? { ...action, formId: made.formId } : action,
    );
    onChoose({ name, definition: { ...definition, actions } });
  }
  return (
    <ul aria-label={t("automations.rules.templates")} className="mb-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {RULE_TEMPLATES.map((template) => (
        <li key={template.key} className="flex">
          <button
            type="button"
            disabled={createForm.isPending}
            onClick={() => void choose(template)}
            className="flex w-full flex-col gap-1 rounded-card border border-line bg-surface px-4 py-3 text-start transition-colors hover:bg-hover"
          >
            <span className="font-medium">{t(`automations.templates.${template.key}.title`)}</span>
            <span className="text-ink-soft text-sm">{t(`automations.templates.${template.key}.summary`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
