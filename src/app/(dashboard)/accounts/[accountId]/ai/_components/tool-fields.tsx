"use client";
import { useTranslations } from "next-intl";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import { WordListInput } from "@/components/ui/word-list-input";
import type { ToolSettings } from "@/domain/agent/tools/tool-settings";
import { FormToolFields } from "./form-tool-fields";
import { LookupFields } from "./lookup-fields";
import type { SettingsFormState } from "./use-settings-form";

/** What the model may look up and do while it answers. */
export function ToolFields({ accountId, state, isReadOnly }: ToolFieldsProps) {
  const t = useTranslations();
  const { form, problems, change, config } = state;
  const { tools } = form;
  const changed = (part: Partial<ToolSettings>) => change({ tools: { ...tools, ...part } });
  if (config.defaultModel === null || !form.usesModel)
    return <p className="max-w-[60ch] text-ink-soft">{t("ai.tools.needModel")}</p>;
  return (
    <div className="flex flex-col gap-6">
      <LabelledSwitch
        label={t("ai.tools.hours")}
        note={t("ai.tools.hoursNote")}
        isOn={tools.hours}
        isDisabled={isReadOnly}
        onChange={(hours) => changed({ hours })}
      />
      <div className="flex max-w-[60ch] flex-col gap-5">
        <Field label={t("ai.tools.fields")} error={problemAt(problems, "tools.fields")} hint={t("ai.tools.fieldsHint")}>
          {(control) => (
            <WordListInput
              {...control}
              placeholder="order_number, membership"
              words={tools.fields}
              onChange={(fields) => changed({ fields })}
            />
          )}
        </Field>
        <Field
          label={t("ai.tools.handOff")}
          error={problemAt(problems, "tools.handOff")}
          hint={t("ai.tools.handOffHint")}
        >
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              rows={2}
              placeholder={t("ai.tools.handOffExample")}
              value={tools.handOff}
              onChange={(event) => changed({ handOff: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Part title={t("ai.tools.startForm")}>
        <FormToolFields accountId={accountId} state={state} isReadOnly={isReadOnly} />
      </Part>
      <Part title={t("ai.tools.askOther")}>
        <LookupFields state={state} isReadOnly={isReadOnly} />
      </Part>
    </div>
  );
}

export interface ToolFieldsProps {
  accountId: string;
  state: SettingsFormState;
  isReadOnly: boolean;
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  );
}
