"use client";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import type { SettingsForm } from "@/domain/words/answer-settings";
import type { SettingsFormState } from "./use-settings-form";

/** Which model writes, how freely, and how much of it a day. */
export function ModelFields({ state, isReadOnly }: { state: SettingsFormState; isReadOnly: boolean }) {
  const { form, change, config } = state;
  if (config.defaultModel === null)
    return (
      <p className="max-w-[60ch] text-ink-soft">
        No language model is set up, so answers are picked from the documents, word for word. Set up your own above, or
        whoever runs Parley sets one up with <code className="font-mono text-sm">OPENAI_API_KEY</code>.
      </p>
    );
  return (
    <div className="flex flex-col gap-6">
      <LabelledSwitch
        label="A model writes the answers"
        note="Off: answers are picked from the documents, word for word. That costs nothing."
        isOn={form.usesModel}
        isDisabled={isReadOnly}
        onChange={(usesModel) => change({ usesModel })}
      />
      {form.usesModel && (
        <>
          <LabelledSwitch
            label="The model puts passages in order"
            note="One call more for every question. Run the test questions with it and without."
            isOn={form.rerank}
            isDisabled={isReadOnly}
            onChange={(rerank) => change({ rerank })}
          />
          <div className="grid max-w-[60ch] gap-5 sm:grid-cols-2">
            <Text
              state={state}
              name="model"
              label="Model"
              placeholder={config.defaultModel}
              hint="Empty: the provider's, as chosen above."
            />
            <Text
              state={state}
              name="temperature"
              label="Temperature"
              placeholder="The provider's"
              hint="0 to 1. Lower is more even."
            />
            <Text
              state={state}
              name="maxOutputTokens"
              label="Longest answer"
              placeholder="3,000"
              hint="In tokens, for one call."
            />
            <Text
              state={state}
              name="dailyTokens"
              label="Tokens a day"
              placeholder="No limit"
              hint={`Then answers are picked until midnight UTC. Today: ${config.tokensToday.toLocaleString("en")}.`}
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
