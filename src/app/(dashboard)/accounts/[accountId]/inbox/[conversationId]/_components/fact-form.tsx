"use client";
import { type FormEvent, useState } from "react";
import { problemAt, problemsOf } from "@/components/problems";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { COMMON_FACTS, checkFact, knownFactSchema } from "@/domain/agent/contact-facts/known-fact";
import { WISHED_LANGUAGES } from "@/domain/agent/contact-facts/wished-language";
import { factLabel, factValue } from "@/domain/words/handover";

const OTHER = "other";
const schema = knownFactSchema.superRefine(checkFact);
const LANGUAGES = [
  { value: "", label: "Choose a language" },
  ...WISHED_LANGUAGES.map((value) => ({ value, label: factValue({ name: "language", value }) })),
];

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
  const common = COMMON_FACTS.filter((name) => !taken.includes(name));
  const [kind, setKind] = useState<string>(fact?.name ?? common[0] ?? OTHER);
  const [ownName, setOwnName] = useState("");
  const [value, setValue] = useState(fact?.value ?? "");
  const [isChecked, setIsChecked] = useState(false);
  const name = kind === OTHER && !fact ? ownName : kind;
  const parsed = schema.safeParse({ name, value });
  const problems = isChecked ? problemsOf(parsed, []) : [];

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsChecked(true);
    if (parsed.success) onSave(parsed.data.name, parsed.data.value);
  }

  return (
    <form noValidate aria-label="What is known" onSubmit={submit} className="flex w-full flex-col gap-3">
      {!fact && (
        <Field label="What">
          {(control) => (
            <Select
              {...control}
              value={kind}
              options={[
                ...common.map((each) => ({ value: each as string, label: factLabel(each) })),
                { value: OTHER, label: "Something else" },
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
        <Field label="What it is called" error={problemAt(problems, "name")} hint="Such as city.">
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
      <Field label={fact ? factLabel(fact.name) : "Value"} error={problemAt(problems, "value") ?? failure}>
        {(control) =>
          name === "language" ? (
            <Select {...control} value={value} options={LANGUAGES} onChange={setValue} />
          ) : (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              maxLength={500}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          )
        }
      </Field>
      <div className="flex gap-2 max-md:*:h-11">
        <Button type="submit" size="sm" variant="primary" isPending={isPending}>
          Save
        </Button>
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
