"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { problemAt } from "@/components/problems";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { PROVIDER_KINDS, PROVIDER_PRESETS } from "@/domain/agent/model-provider-presets";
import { keyLostWords, keyWords } from "@/domain/words/model-provider";
import { ProviderTrial } from "./provider-trial";
import type { ProviderFormState, StoredProvider } from "./use-provider-form";

interface ProviderFormProps {
  state: ProviderFormState;
  stored: StoredProvider | null;
  /** What the AI settings in use name; it is asked instead. */
  namedModel: string | null;
}

/** Which provider, with which key and models; trying them, and saving them. */
export function ProviderForm({ state, stored, namedModel }: ProviderFormProps) {
  const t = useTranslations();
  const { form, problems, change, failure, trial } = state;
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problems.length > 0) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);
  const kinds = PROVIDER_KINDS.map((value) => ({
    value,
    label: value === "custom" ? t("ai.providerForm.custom") : PROVIDER_PRESETS[value].label,
  }));
  const example = form.kind === "custom" ? "llama3.1" : PROVIDER_PRESETS[form.kind].exampleModel;
  return (
    <form
      ref={element}
      noValidate
      aria-label={t("ai.providerForm.title")}
      className="flex max-w-[60ch] flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        state.save();
      }}
    >
      <Field label={t("ai.providerForm.provider")}>
        {(control) => (
          <Select {...control} value={form.kind} options={kinds} onChange={(kind) => change({ kind, key: "" })} />
        )}
      </Field>
      {form.kind === "custom" && (
        <Text
          state={state}
          name="baseUrl"
          label={t("ai.providerForm.address")}
          hint={t("ai.providerForm.addressHint")}
          placeholder="https://models.example.com/v1"
          inputMode="url"
        />
      )}
      <KeyField state={state} stored={stored} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Text
          state={state}
          name="model"
          label={t("ai.providerForm.model")}
          placeholder={example}
          hint={namedModel ? t("ai.providerForm.modelNamed", { model: namedModel }) : t("ai.providerForm.modelHint")}
        />
        <Text
          state={state}
          name="fallbackModel"
          label={t("ai.providerForm.fallback")}
          placeholder={t("ai.providerForm.noFallback")}
          hint={t("ai.providerForm.fallbackHint")}
        />
      </div>
      {failure && (
        <p role="alert" className="text-danger text-sm">
          {failure}
        </p>
      )}
      {trial.data && <ProviderTrial results={trial.data} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" isPending={state.isSaving} className="max-sm:h-10">
          {t("common.actions.save")}
        </Button>
        <Button onClick={state.tryOut} isPending={trial.isPending} className="max-sm:h-10">
          {t("ai.providerForm.tryIt")}
        </Button>
        {state.hasChanges && (
          <Button variant="quiet" onClick={state.discard} className="max-sm:h-10">
            {t("common.actions.undo")}
          </Button>
        )}
      </div>
    </form>
  );
}

function KeyField({ state, stored }: Pick<ProviderFormProps, "state" | "stored">) {
  const t = useTranslations();
  const { form, problems, change, hasKey } = state;
  const isLost = hasKey && stored?.isKeyReadable === false && form.key === "";
  const hint = hasKey
    ? t("ai.providerForm.keyKept", { key: keyWords(t, stored?.keyEnding ?? "") })
    : stored
      ? t("ai.providerForm.keyForOther")
      : t("ai.providerForm.keyHint");
  return (
    <Field
      label={t("ai.providerForm.key")}
      error={problemAt(problems, "key") ?? (isLost ? keyLostWords(t) : undefined)}
      hint={hint}
    >
      {(control) => (
        <Input
          {...control}
          type="password"
          dir="ltr"
          // Keeps browsers from offering the password of whoever signed in.
          autoComplete="new-password"
          spellCheck={false}
          value={form.key}
          onChange={(event) => change({ key: event.target.value })}
        />
      )}
    </Field>
  );
}

interface TextProps extends Pick<React.ComponentProps<"input">, "placeholder" | "inputMode"> {
  state: ProviderFormState;
  name: "baseUrl" | "model" | "fallbackModel";
  label: string;
  hint?: string;
}

function Text({ state: { form, problems, change }, name, label, hint, ...options }: TextProps) {
  return (
    <Field label={label} error={problemAt(problems, name)} hint={hint}>
      {(control) => (
        <Input
          {...control}
          {...options}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          value={form[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}
