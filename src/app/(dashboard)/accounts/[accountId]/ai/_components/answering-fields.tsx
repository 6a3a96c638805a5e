"use client";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { SettingsForm } from "@/domain/words/answer-settings";
import type { SettingsFormState } from "./use-settings-form";

const NUMBERS: readonly {
  name: keyof Pick<
    SettingsForm,
    "sureThreshold" | "hedgeThreshold" | "maxPassages" | "takeoverMinutes" | "maxAnswerAgeMinutes"
  >;
  label: string;
  hint: string;
}[] = [
  {
    name: "sureThreshold",
    label: "Answers plainly from",
    hint: "The score of the best passage, 0 to 1. Higher is stricter.",
  },
  {
    name: "hedgeThreshold",
    label: "Hands over below",
    hint: "In between, the bot names its source and offers a person.",
  },
  { name: "maxPassages", label: "Passages per answer", hint: "What an answer may stand on, 1 to 10." },
  {
    name: "takeoverMinutes",
    label: "Quiet after a reply on the phone",
    hint: "In minutes. Then the bot answers again.",
  },
  {
    name: "maxAnswerAgeMinutes",
    label: "Oldest message answered",
    hint: "In minutes. Older ones are listed for people.",
  },
];

/** How sure the bot must be, when it keeps quiet, and what it may name beside the documents. */
export function AnsweringFields({ state: { form, problems, change } }: { state: SettingsFormState }) {
  return (
    <div className="flex max-w-[60ch] flex-col gap-6">
      <div className="grid gap-5 sm:grid-cols-2">
        {NUMBERS.map(({ name, label, hint }) => (
          <Field key={name} label={label} error={problemAt(problems, name)} hint={hint}>
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
      <Field
        label="Links, addresses and numbers it may name"
        error={problemAt(problems, "allowedContacts")}
        hint="One in each line. Those in the documents needn't be here; any other is never sent."
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
