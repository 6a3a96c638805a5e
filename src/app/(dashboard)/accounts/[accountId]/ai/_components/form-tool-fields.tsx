"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { api } from "@/trpc/react";
import { EntryList } from "./entry-list";
import type { ToolFieldsProps } from "./tool-fields";

/** Forms that the model may start, each with when to. */
export function FormToolFields({ accountId, state, isReadOnly }: ToolFieldsProps) {
  const t = useTranslations();
  const { form, problems, change } = state;
  const [known] = api.automation.forms.useSuspenseQuery({ accountId });
  const { tools } = form;
  const { forms } = tools;
  if (known.length === 0 && forms.length === 0)
    return (
      <p className="max-w-[60ch] text-ink-soft">
        {t.rich("ai.formTools.noForms", {
          link: (words) => (
            <Link href={`/accounts/${accountId}/automations`} className="underline underline-offset-3">
              {words}
            </Link>
          ),
        })}
      </p>
    );
  const chosen = new Set(forms.map(({ formId }) => formId));
  const free = known.filter(({ id }) => !chosen.has(id));
  const optionsFor = (formId: string) => [
    ...(known.some(({ id }) => id === formId) ? [] : [{ value: formId, label: t("ai.formTools.deleted") }]),
    ...known
      .filter(({ id }) => id === formId || !chosen.has(id))
      .map(({ id, definition }) => ({ value: id, label: definition.name })),
  ];
  const nameOf = (formId: string) => known.find(({ id }) => id === formId)?.definition.name;
  return (
    <EntryList
      entries={forms}
      nameOf={({ formId }, index) => nameOf(formId) ?? t("ai.formTools.unnamed", { number: index + 1 })}
      empty={t("ai.formTools.none")}
      add={{
        label: t("ai.formTools.add"),
        entry: { formId: free[0]?.id ?? "", when: "" },
        isPossible: free.length > 0,
      }}
      isReadOnly={isReadOnly}
      onChange={(changed) => change({ tools: { ...tools, forms: changed } })}
    >
      {({ formId, when }, index, changed) => (
        <>
          <Field label={t("ai.formTools.form")} error={problemAt(problems, `tools.forms.${index}.formId`)}>
            {(control) => (
              <Select
                {...control}
                value={formId}
                options={optionsFor(formId)}
                onChange={(value) => changed({ formId: value })}
              />
            )}
          </Field>
          <Field label={t("ai.formTools.when")} error={problemAt(problems, `tools.forms.${index}.when`)}>
            {(control) => (
              <Input
                {...control}
                dir="auto"
                autoComplete="off"
                placeholder={t("ai.formTools.whenExample")}
                value={when}
                onChange={(event) => changed({ when: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
    </EntryList>
  );
}
