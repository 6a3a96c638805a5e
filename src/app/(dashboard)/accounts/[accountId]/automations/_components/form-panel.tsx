"use client";
import { Pencil, Plus, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { Form } from "@/domain/automation/form";
import { whoMay } from "@/domain/words/role";
import type { Translate } from "@/domain/words/translate";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { FormItem } from "./rule-board";

const FormDialog = dynamic(() => import("./form-dialog").then((module) => module.FormDialog));

/** The forms that rules can start. */
export function FormPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [forms] = api.automation.forms.useSuspenseQuery({ accountId });
  const [edited, edit] = useState<{ id?: string; definition: Form } | null>(null);
  const [deleted, askToDelete] = useState<FormItem | null>(null);
  const utils = api.useUtils();
  const remove = api.automation.deleteForm.useMutation({
    onError: (error) => toast.error(errorWords(error, t)),
    onSettled: async () => {
      await utils.automation.forms.invalidate({ accountId });
      askToDelete(null);
    },
  });
  const canManage = account.permissions.includes("automation.manage");
  return (
    <div className="flex flex-col items-start gap-4">
      {forms.length === 0 && (
        <p className="text-ink-soft">
          {canManage
            ? t("automations.forms.none")
            : t("automations.forms.noneAndWho", { who: whoMay(t, "automation.manage") })}
        </p>
      )}
      {forms.length > 0 && (
        <ul aria-label={t("automations.panels.forms.title")} className="w-full divide-y border-y">
          {forms.map((form) => (
            <li key={form.id} className="flex items-center justify-between gap-3 py-2.5">
              <span className="min-w-0">
                <span dir="auto" className="break-words font-medium">
                  {form.definition.name}
                </span>
                <span className="ms-2 text-ink-faint text-sm">
                  {t("automations.forms.questionCount", { count: form.definition.questions.length })}
                </span>
              </span>
              {canManage && (
                <span className="flex gap-1">
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={t("automations.forms.change", { name: form.definition.name })}
                    onClick={() => edit(form)}
                    className="max-md:size-9"
                  >
                    <Pencil />
                  </Button>
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={t("automations.forms.delete", { name: form.definition.name })}
                    onClick={() => askToDelete(form)}
                    className="max-md:size-9"
                  >
                    <Trash2 />
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {canManage && (
        <Button onClick={() => edit({ definition: emptyForm(t) })}>
          <Plus />
          {t("automations.forms.new")}
        </Button>
      )}
      {edited && (
        <FormDialog key={edited.id ?? "new"} accountId={accountId} edited={edited} onClose={() => edit(null)} />
      )}
      {deleted && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && askToDelete(null)}
          title={t("automations.forms.deleteTitle", { name: deleted.definition.name })}
          description={t("automations.forms.deleteDescription")}
          confirmLabel={t("common.actions.delete")}
          cancelLabel={t("automations.keep")}
          isPending={remove.isPending}
          onConfirm={() => remove.mutate({ accountId, formId: deleted.id })}
        />
      )}
    </div>
  );
}

/** Its texts are meant to be changed; those in the reader's language are the likeliest to stay. */
const emptyForm = (t: Translate): Form => ({
  name: "",
  questions: [{ kind: "text", field: "", ask: "", again: "" }],
  done: t("automations.forms.defaults.done"),
  cancelWord: t("automations.forms.defaults.cancelWord"),
  cancelled: t("automations.forms.defaults.cancelled"),
  timeoutMinutes: 60,
});
