"use client";
import { useTranslations } from "next-intl";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import type { SettingsForm } from "@/domain/words/answer-settings";
import type { SettingsFormState } from "./use-settings-form";

const NUMBERS: readonly {
  name: keyof Pick<
    SettingsForm,
    "sureThreshold" | "hedgeThreshold" | "maxPassages" | "takeoverMinutes" | "maxAnswerAgeMinutes"
  >;
  words: "sure" | "hedge" | "passages" | "takeover" | "oldest";
}[] = [
  { name: "sureThreshold", words: "sure" },
  { name: "hedgeThreshold", words: "hedge" },
  { name: "maxPassages", words: "passages" },
  { name: "takeoverMinutes", words: "takeover" },
  { name: "maxAnswerAgeMinutes", words: "oldest" },
];

/** How sure the bot must be, when it keeps quiet, what it asks, and what it may name beside the documents. */
export function AnsweringFields({ state, isReadOnly }: { state: SettingsFormState; isReadOnly: boolean }) {
  const t = useTranslations();
  const { form, problems, change } = state;
  return (
    <div className="flex max-w-[60ch] flex-col gap-6">
      <div className="grid gap-5 sm:grid-cols-2">
        {NUMBERS.map(({ name, words }) => (
          <Field
            key={name}
            label={t(`ai.answering.${words}.label`)}
            error={problemAt(problems, name)}
            hint={t(`ai.answering.${words}.hint`)}
          >
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                inputMode="decimal"
                value={form[name]}
                onChange={(event) => change({ [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <LabelledSwitch
        label={t("ai.answering.helped.label")}
        note={t("ai.answering.helped.note")}
        isOn={form.asksWhetherHelped}
        isDisabled={isReadOnly}
        onChange={(asksWhetherHelped) => change({ asksWhetherHelped })}
      />
      <Field
        label={t("ai.answering.contacts.label")}
        error={problemAt(problems, "allowedContacts")}
        hint={t("ai.answering.contacts.hint")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            spellCheck={false}
            placeholder={"bakery.example/menu\n+44 20 7946 0000"}
            value={form.allowedContacts}
            onChange={(event) => change({ allowedContacts: event.target.value })}
            className="max-h-60"
          />
        )}
      </Field>
    </div>
  );
}
