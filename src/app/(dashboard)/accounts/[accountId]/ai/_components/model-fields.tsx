"use client";
import { useLocale, useTranslations } from "next-intl";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import type { SettingsForm } from "@/domain/words/answer-settings";
import type { SettingsFormState } from "./use-settings-form";

/** In tokens; what counts where nothing is typed. */
const STANDARD_LENGTH = 3_000;

/** Which model writes, how freely, and how much of it a day. */
export function ModelFields({ state, isReadOnly }: { state: SettingsFormState; isReadOnly: boolean }) {
  const t = useTranslations();
  const locale = useLocale();
  const { form, change, config } = state;
  if (config.defaultModel === null)
    return (
      <p className="max-w-[60ch] text-ink-soft">
        {t.rich("ai.model.none", {
          code: (words) => (
            <code dir="ltr" className="font-mono text-sm">
              {words}
            </code>
          ),
        })}
      </p>
    );
  return (
    <div className="flex flex-col gap-6">
      <LabelledSwitch
        label={t("ai.model.writes")}
        note={t("ai.model.writesNote")}
        isOn={form.usesModel}
        isDisabled={isReadOnly}
        onChange={(usesModel) => change({ usesModel })}
      />
      {form.usesModel && (
        <>
          <LabelledSwitch
            label={t("ai.model.orders")}
            note={t("ai.model.ordersNote")}
            isOn={form.rerank}
            isDisabled={isReadOnly}
            onChange={(rerank) => change({ rerank })}
          />
          <div className="grid max-w-[60ch] gap-5 sm:grid-cols-2">
            <Text
              state={state}
              name="model"
              label={t("ai.model.model")}
              placeholder={config.defaultModel}
              hint={t("ai.model.modelHint")}
            />
            <Text
              state={state}
              name="temperature"
              label={t("ai.model.temperature")}
              placeholder={t("ai.model.temperatureDefault")}
              hint={t("ai.model.temperatureHint")}
            />
            <Text
              state={state}
              name="maxOutputTokens"
              label={t("ai.model.longest")}
              placeholder={STANDARD_LENGTH.toLocaleString(locale)}
              hint={t("ai.model.longestHint")}
            />
            <Text
              state={state}
              name="dailyTokens"
              label={t("ai.model.daily")}
              placeholder={t("ai.model.noLimit")}
              hint={t("ai.model.dailyHint", { count: config.tokensToday })}
            />
          </div>
        </>
      )}
    </div>
  );
}

interface TextProps {
  state: SettingsFormState;
  name: keyof Pick<SettingsForm, "model" | "temperature" | "maxOutputTokens" | "dailyTokens">;
  label: string;
  placeholder: string;
  hint: string;
}

function Text({ state: { form, problems, change }, name, label, placeholder, hint }: TextProps) {
  return (
    <Field label={label} error={problemAt(problems, name)} hint={hint}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          spellCheck={false}
          inputMode={name === "model" ? "text" : "decimal"}
          placeholder={placeholder}
          value={form[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}
