"use client";
import { Pencil, Plus, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { Form } from "@/domain/automation/form";
import { countWords } from "@/domain/words/document";
import { whoMay } from "@/domain/words/role";
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
            ? "None yet. A form asks for an order number, an email address, a date; the answers stay with the customer."
            : `None yet. ${whoMay(t, "automation.manage")} can make one.`}
        </p>
      )}
      {forms.length > 0 && (
        <ul aria-label="Forms" className="w-full divide-y border-y">
          {forms.map((form) => (
            <li key={form.id} className="flex items-center justify-between gap-3 py-2.5">
              <span className="min-w-0">
                <span dir="auto" className="break-words font-medium">
                  {form.definition.name}
                </span>
                <span className="ms-2 text-ink-faint text-sm">
                  {countWords(form.definition.questions.length, "question")}
                </span>
              </span>
              {canManage && (
                <span className="flex gap-1">
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={`Change ${form.definition.name}`}
                    onClick={() => edit(form)}
                    className="max-md:size-9"
                  >
                    <Pencil />
                  </Button>
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={`Delete ${form.definition.name}`}
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
        <Button onClick={() => edit({ definition: EMPTY_FORM })}>
          <Plus />
          New form
        </Button>
      )}
      {edited && (
        <FormDialog key={edited.id ?? "new"} accountId={accountId} edited={edited} onClose={() => edit(null)} />
      )}
      {deleted && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && askToDelete(null)}
          title={`Delete “${deleted.definition.name}”?`}
          description="What customers have answered stays with them."
          confirmLabel="Delete"
          cancelLabel="Keep"
          isPending={remove.isPending}
          onConfirm={() => remove.mutate({ accountId, formId: deleted.id })}
        />
      )}
    </div>
  );
}

const EMPTY_FORM: Form = {
  name: "",
  questions: [{ kind: "text", field: "", ask: "", again: "" }],
  done: "Thank you. We come back to you here.",
  cancelWord: "cancel",
  cancelled: "All right, never mind.",
  timeoutMinutes: 60,
};
