"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Problems, problemsOf } from "@/components/problems";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import { occasionOf, type RuleDefinition, ruleDefinitionSchema, ruleNameSchema } from "@/domain/automation/rule";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { ActionList } from "./action-list";
import { ConditionList } from "./condition-list";
import type { FileItem } from "./file-field";
import type { FormItem } from "./rule-board";
import { TriggerFields } from "./trigger-fields";

export interface RuleDraft {
  /** Of the one that is changed; without it, a new one is made. */
  id?: string;
  name: string;
  definition: RuleDefinition;
}

interface RuleDialogProps {
  accountId: string;
  draft: RuleDraft;
  forms: readonly FormItem[];
  files: readonly FileItem[];
  onClose: () => void;
  onTry: (ruleId: string) => void;
}

/** Builds a rule: when, only if, then. */
export function RuleDialog({ draft, onClose, ...props }: RuleDialogProps) {
  const t = useTranslations();
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={t(draft.id ? "automations.dialog.changeTitle" : "automations.rules.new")}
        description={t("automations.dialog.description")}
        className="max-h-[90dvh] overflow-y-auto [--dialog-top:5%] [--dialog-width:42rem]"
      >
        <RuleForm draft={draft} onClose={onClose} {...props} />
      </DialogContent>
    </Dialog>
  );
}

function RuleForm({ accountId, draft, forms, files, onClose, onTry }: RuleDialogProps) {
  const t = useTranslations();
  const [name, setName] = useState(draft.name);
  const [definition, setDefinition] = useState(draft.definition);
  const [isChecked, setIsChecked] = useState(false);
  const { save, isPending, failure } = useSaveRule(accountId, draft.id, onClose);
  const change = (part: Partial<RuleDefinition>) => setDefinition({ ...definition, ...part });

  const parsedName = ruleNameSchema.safeParse(name);
  const parsed = ruleDefinitionSchema.safeParse(definition);
  // Once something was wrong, each word that is typed tells whether it still is.
  const problems: Problems = isChecked ? [...problemsOf(parsedName, ["name"]), ...problemsOf(parsed, [])] : [];

  function submit(event: FormEvent, thenTry: boolean) {
    event.preventDefault();
    setIsChecked(true);
    if (parsedName.success && parsed.success)
      void save({ name: parsedName.data, definition: parsed.data }, (ruleId) => thenTry && onTry(ruleId));
  }

  return (
    <form noValidate onSubmit={(event) => submit(event, false)} className="flex flex-col gap-6">
      <Field label={t("automations.dialog.name")} error={problems.find(({ path }) => path === "name")?.message}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            autoComplete="off"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <TriggerFields trigger={definition.trigger} problems={problems} onChange={(trigger) => change({ trigger })} />
      <ConditionList
        conditions={definition.conditions}
        problems={problems}
        onChange={(conditions) => change({ conditions })}
      />
      <ActionList
        accountId={accountId}
        actions={definition.actions}
        forms={forms}
        files={files}
        problems={problems}
        onChange={(actions) => change({ actions })}
      />
      {occasionOf(definition.trigger) === "message" && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium text-sm">{t("automations.dialog.afterwards")}</legend>
          <SegmentedControl
            label={t("automations.dialog.afterwards")}
            value={definition.flow}
            onChange={(flow) => change({ flow })}
            options={[
              { value: "stop", label: t("automations.dialog.stop") },
              { value: "continue", label: t("automations.dialog.continue") },
            ]}
          />
        </fieldset>
      )}
      {failure && (
        <p role="alert" className="text-danger text-sm">
          {failure}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.cancel")}</Button>
        </DialogClose>
        <Button onClick={(event) => submit(event, true)} isPending={isPending}>
          {t("automations.dialog.saveAndTry")}
        </Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {t("common.actions.save")}
        </Button>
      </div>
    </form>
  );
}

function useSaveRule(accountId: string, ruleId: string | undefined, onClose: () => void) {
  const t = useTranslations();
  const utils = api.useUtils();
  const create = api.automation.create.useMutation();
  const update = api.automation.update.useMutation();
  const error = create.error ?? update.error;
  return {
    async save(rule: { name: string; definition: RuleDefinition }, onSaved: (ruleId: string) => void) {
      const saved = ruleId
        ? update.mutateAsync({ accountId, ruleId, ...rule }).then(() => ruleId)
        : create.mutateAsync({ accountId, ...rule }).then((made) => made.ruleId);
      // What failed is shown in the form.
      const id = await saved.catch(() => undefined);
      if (id === undefined) return;
      await Promise.all([
        utils.automation.list.invalidate({ accountId }),
        utils.automation.dryRun.invalidate({ accountId, ruleId: id }),
      ]);
      toast.success(t(ruleId ? "automations.saved" : "automations.dialog.savedAndOff"));
      onClose();
      onSaved(id);
    },
    isPending: create.isPending || update.isPending,
    failure: error ? errorWords(error, t) : undefined,
  };
}
