"use client";
import { useTranslations } from "next-intl";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MAX_LOOKUPS } from "@/domain/agent/tools/limits";
import type { Lookup } from "@/domain/agent/tools/tool-settings";
import { EntryList } from "./entry-list";
import type { SettingsFormState } from "./use-settings-form";

const EMPTY_LOOKUP: Lookup = { name: "", description: "", url: "", inputs: [] };
const EMPTY_INPUT: Lookup["inputs"][number] = { name: "", description: "" };
const MAX_INPUTS = 6;

/** Other systems of the business that the model may ask, such as where an order is. */
export function LookupFields({ state, isReadOnly }: { state: SettingsFormState; isReadOnly: boolean }) {
  const t = useTranslations();
  const { form, problems, change } = state;
  const { tools } = form;
  const { lookups } = tools;
  return (
    <EntryList
      entries={lookups}
      nameOf={({ name }, index) => name || t("ai.lookups.unnamed", { number: index + 1 })}
      empty={t("ai.lookups.none")}
      add={{ label: t("ai.lookups.add"), entry: EMPTY_LOOKUP, isPossible: lookups.length < MAX_LOOKUPS }}
      isReadOnly={isReadOnly}
      onChange={(changed) => change({ tools: { ...tools, lookups: changed } })}
    >
      {(lookup, index, changed) => {
        const at = `tools.lookups.${index}`;
        return (
          <>
            <Text
              label={t("ai.lookups.name")}
              value={lookup.name}
              placeholder="order_status"
              error={problemAt(problems, `${at}.name`)}
              onChange={(name) => changed({ name })}
            />
            <Text
              label={t("ai.lookups.description")}
              value={lookup.description}
              placeholder={t("ai.lookups.descriptionExample")}
              error={problemAt(problems, `${at}.description`)}
              onChange={(description) => changed({ description })}
            />
            <Text
              label={t("ai.lookups.address")}
              value={lookup.url}
              placeholder="https://shop.example/parley/orders"
              hint={t("ai.lookups.addressHint")}
              error={problemAt(problems, `${at}.url`)}
              onChange={(url) => changed({ url })}
            />
            <EntryList
              entries={lookup.inputs}
              nameOf={({ name }, place) => name || t("ai.lookups.unnamedInput", { number: place + 1 })}
              empty={t("ai.lookups.noInputs")}
              add={{
                label: t("ai.lookups.addInput"),
                entry: EMPTY_INPUT,
                isPossible: lookup.inputs.length < MAX_INPUTS,
              }}
              isReadOnly={isReadOnly}
              onChange={(inputs) => changed({ inputs })}
            >
              {(input, place, changedInput) => (
                <div className="grid gap-3 sm:grid-cols-2">
                  <Text
                    label={t("ai.lookups.input")}
                    value={input.name}
                    placeholder="order_number"
                    error={problemAt(problems, `${at}.inputs.${place}.name`)}
                    onChange={(name) => changedInput({ name })}
                  />
                  <Text
                    label={t("ai.lookups.inputDescription")}
                    value={input.description}
                    placeholder={t("ai.lookups.inputExample")}
                    error={problemAt(problems, `${at}.inputs.${place}.description`)}
                    onChange={(description) => changedInput({ description })}
                  />
                </div>
              )}
            </EntryList>
          </>
        );
      }}
    </EntryList>
  );
}

interface TextProps {
  label: string;
  value: string;
  placeholder: string;
  hint?: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function Text({ label, hint, error, onChange, ...input }: TextProps) {
  return (
    <Field label={label} error={error} {...(hint ? { hint } : {})}>
      {(control) => (
        <Input
          {...control}
          {...input}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
