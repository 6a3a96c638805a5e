"use client";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { COMMON_FACTS, checkFact, knownFactSchema } from "@/domain/agent/contact-facts/known-fact";
import { WISHED_LANGUAGES } from "@/domain/agent/contact-facts/wished-language";
import { factLabel, factValue } from "@/domain/words/handover";
import type { MessageKey } from "@/domain/words/translate";

const OTHER = "other";
const schema = knownFactSchema.superRefine(checkFact);
const MAX_VALUE = 500;

/** What is wrong with each field, by the code of the schema's issue. */
const PROBLEMS: Record<"name" | "value", Record<string, MessageKey>> = {
  name: { invalid_format: "inbox.facts.wrongName" },
  value: { too_small: "inbox.facts.noValue", too_big: "inbox.facts.longValue", custom: "inbox.facts.noLanguage" },
};

interface FactFormProps {
  /** The one that is corrected; without it, one is added. */
  fact: { name: string; value: string } | undefined;
  /** Names of what is known already. */
  taken: readonly string[];
  isPending: boolean;
  failure: string | undefined;
  onSave: (name: string, value: string) => void;
  onCancel: () => void;
}

/** Corrects or adds one thing that is known of a customer. */
export function FactForm({ fact, taken, isPending, failure, onSave, onCancel }: FactFormProps) {
  const t = useTranslations();
  const locale = useLocale();
  const common = COMMON_FACTS.filter((name) => !taken.includes(name));
  const [kind, setKind] = useState<string>(fact?.name ?? common[0] ?? OTHER);
  const [ownName, setOwnName] = useState("");
  const [value, setValue] = useState(fact?.value ?? "");
  const [isChecked, setIsChecked] = useState(false);
  const name = kind === OTHER && !fact ? ownName : kind;
  const parsed = schema.safeParse({ name, value });
  const problemOf = (field: keyof typeof PROBLEMS) => {
    const code = isChecked ? parsed.error?.issues.find(({ path }) => path[0] === field)?.code : undefined;
    const problem = code && PROBLEMS[field][code];
    return problem && t(problem, { count: MAX_VALUE });
  };
  const languages = [
    { value: "", label: t("inbox.facts.chooseLanguage") },
    ...WISHED_LANGUAGES.map((each) => ({ value: each, label: factValue({ name: "language", value: each }, locale) })),
  ];

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsChecked(true);
    if (parsed.success) onSave(parsed.data.name, parsed.data.value);
  }

  return (
    <form noValidate aria-label={t("inbox.facts.form")} onSubmit={submit} className="flex w-full flex-col gap-3">
      {!fact && (
        <Field label={t("inbox.facts.what")}>
          {(control) => (
            <Select
              {...control}
              value={kind}
              options={[
                ...common.map((each) => ({ value: each as string, label: factLabel(t, each) })),
                { value: OTHER, label: t("inbox.facts.somethingElse") },
              ]}
              onChange={(next) => {
                setKind(next);
                setValue("");
              }}
            />
          )}
        </Field>
      )}
      {!fact && kind === OTHER && (
        <Field label={t("inbox.facts.ownName")} error={problemOf("name")} hint={t("inbox.facts.ownNameHint")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={ownName}
              onChange={(event) => setOwnName(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={fact ? factLabel(t, fact.name) : t("inbox.facts.value")} error={problemOf("value") ?? failure}>
        {(control) =>
          name === "language" ? (
            <Select {...control} value={value} options={languages} onChange={setValue} />
          ) : (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              maxLength={MAX_VALUE}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          )
        }
      </Field>
      <div className="flex gap-2 max-md:*:h-11">
        <Button type="submit" size="sm" variant="primary" isPending={isPending}>
          {t("common.actions.save")}
        </Button>
        <Button size="sm" onClick={onCancel}>
          {t("common.actions.cancel")}
        </Button>
      </div>
    </form>
  );
}
