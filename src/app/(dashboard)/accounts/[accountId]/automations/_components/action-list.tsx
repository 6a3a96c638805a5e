"use client";
import { useTranslations } from "next-intl";
import { type Problems, problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Action, MAX_RULE_TEXT } from "@/domain/automation/rule";
import { ACTION_LABELS } from "@/domain/words/automation";
import { AssigneeField } from "./assignee-field";
import type { FileItem } from "./file-field";
import { NumberInput } from "./number-input";
import type { FormItem } from "./rule-board";
import { SendFileFields } from "./send-file-fields";
import { StepList, withChanged } from "./step-list";
import { variablesHint } from "./variables-hint";

interface ActionListProps {
  accountId: string;
  actions: readonly Action[];
  forms: readonly FormItem[];
  files: readonly FileItem[];
  problems: Problems;
  onChange: (actions: Action[]) => void;
}

const KINDS = Object.keys(ACTION_LABELS) as Action["kind"][];
const FRESH: { [Kind in Action["kind"]]: Action & { kind: Kind } } = {
  send_text: { kind: "send_text", text: "" },
  send_file: { kind: "send_file", fileId: "", caption: "" },
  add_tag: { kind: "add_tag", tag: "" },
  remove_tag: { kind: "remove_tag", tag: "" },
  set_field: { kind: "set_field", field: "", value: "" },
  hand_off: { kind: "hand_off", reason: "" },
  pause_bot: { kind: "pause_bot", minutes: 60 },
  start_form: { kind: "start_form", formId: "" },
  webhook: { kind: "webhook", url: "" },
  assign: { kind: "assign", userId: "" },
  close: { kind: "close" },
};

/** What is done, in order. */
export function ActionList({ accountId, actions, forms, files, problems, onChange }: ActionListProps) {
  const t = useTranslations();
  const fresh = (kind: Action["kind"]): Action =>
    kind === "start_form" ? { kind, formId: forms[0]?.id ?? "" } : FRESH[kind];
  return (
    <StepList
      legend={t("automations.actions.title")}
      noun="step"
      addLabel={t("automations.actions.add")}
      steps={actions}
      problem={problems.find(({ path }) => path === "actions")?.message}
      onAdd={() => onChange([...actions, FRESH.send_text])}
      onRemove={(index) => onChange(actions.filter((_, place) => place !== index))}
    >
      {(action, index) => (
        <>
          <Select
            aria-label={t("automations.actions.one")}
            value={action.kind}
            options={KINDS.filter((kind) => kind !== "start_form" || forms.length > 0 || action.kind === kind).map(
              (kind) => ({ value: kind, label: t(ACTION_LABELS[kind]) }),
            )}
            onChange={(kind) => onChange(withChanged(actions, index, fresh(kind)))}
          />
          <ActionDetails
            key={action.kind}
            accountId={accountId}
            action={action}
            forms={forms}
            files={files}
            problem={(name) => problemAt(problems, `actions.${index}.${name}`)}
            onChange={(changed) => onChange(withChanged(actions, index, changed))}
          />
        </>
      )}
    </StepList>
  );
}

interface ActionDetailsProps {
  accountId: string;
  action: Action;
  forms: readonly FormItem[];
  files: readonly FileItem[];
  problem: (name: string) => string | undefined;
  onChange: (action: Action) => void;
}

function ActionDetails({ accountId, action, forms, files, problem, onChange }: ActionDetailsProps) {
  const t = useTranslations();
  switch (action.kind) {
    case "send_text":
      return (
        <Field label={t("automations.actions.text")} error={problem("text")} hint={variablesHint(t, action.text)}>
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              rows={3}
              maxLength={MAX_RULE_TEXT}
              value={action.text}
              onChange={(event) => onChange({ ...action, text: event.target.value })}
              className="max-h-60 min-h-20"
            />
          )}
        </Field>
      );
    case "send_file":
      return (
        <SendFileFields accountId={accountId} action={action} files={files} problem={problem} onChange={onChange} />
      );
    case "add_tag":
    case "remove_tag":
      return (
        <Field label={t("automations.actions.tag")} error={problem("tag")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={action.tag}
              onChange={(event) => onChange({ ...action, tag: event.target.value })}
            />
          )}
        </Field>
      );
    case "set_field":
      return (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <Field
            label={t("automations.actions.field")}
            error={problem("field")}
            hint={t("automations.actions.fieldHint")}
          >
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={action.field}
                onChange={(event) => onChange({ ...action, field: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("automations.actions.value")} error={problem("value")}>
            {(control) => (
              <Input
                {...control}
                dir="auto"
                autoComplete="off"
                value={action.value}
                onChange={(event) => onChange({ ...action, value: event.target.value })}
              />
            )}
          </Field>
        </div>
      );
    case "hand_off":
      return (
        <Field label={t("automations.actions.reason")} error={problem("reason")}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              value={action.reason}
              onChange={(event) => onChange({ ...action, reason: event.target.value })}
            />
          )}
        </Field>
      );
    case "pause_bot":
      return (
        <Field
          label={t("automations.actions.minutes")}
          error={problem("minutes")}
          hint={t("automations.actions.minutesHint")}
        >
          {(control) => (
            <NumberInput
              {...control}
              value={action.minutes ?? Number.NaN}
              onChange={(minutes) => onChange({ ...action, minutes: Number.isNaN(minutes) ? null : minutes })}
            />
          )}
        </Field>
      );
    case "start_form":
      return (
        <Field label={t("automations.actions.form")} error={problem("formId")}>
          {(control) => (
            <Select
              {...control}
              value={action.formId}
              options={forms.map(({ id, definition }) => ({ value: id, label: definition.name }))}
              onChange={(formId) => onChange({ ...action, formId })}
            />
          )}
        </Field>
      );
    case "assign":
      return (
        <AssigneeField
          accountId={accountId}
          userId={action.userId}
          error={problem("userId")}
          onChange={(userId) => onChange({ ...action, userId })}
        />
      );
    case "webhook":
      return (
        <Field
          label={t("automations.actions.address")}
          error={problem("url")}
          hint={t("automations.actions.addressHint")}
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              dir="ltr"
              autoComplete="off"
              value={action.url}
              onChange={(event) => onChange({ ...action, url: event.target.value })}
            />
          )}
        </Field>
      );
    default:
      return null;
  }
}
