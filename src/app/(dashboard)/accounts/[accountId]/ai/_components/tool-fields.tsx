"use client";
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
  const { form, problems, change, config } = state;
  const { tools } = form;
  const changed = (part: Partial<ToolSettings>) => change({ tools: { ...tools, ...part } });
  if (config.defaultModel === null || !form.usesModel)
    return (
      <p className="max-w-[60ch] text-ink-soft">
        Tools need a model that writes the answers. Without one, answers are picked from the documents alone.
      </p>
    );
  return (
    <div className="flex flex-col gap-6">
      <LabelledSwitch
        label="Look up the business hours"
        note="“Are you open now?” is then answered from the hours on the Automations page."
        isOn={tools.hours}
        isDisabled={isReadOnly}
        onChange={(hours) => changed({ hours })}
      />
      <div className="flex max-w-[60ch] flex-col gap-5">
        <Field
          label="Look up fields of the contact"
          error={problemAt(problems, "tools.fields")}
          hint="With commas between them. Only of the customer who writes, and only when the answer needs it."
        >
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
          label="Also hand over when"
          error={problemAt(problems, "tools.handOff")}
          hint="In your own words. The person reads what the customer needs."
        >
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              rows={2}
              placeholder="Somebody wants to cancel or change an order."
              value={tools.handOff}
              onChange={(event) => changed({ handOff: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Part title="Start a form">
        <FormToolFields accountId={accountId} state={state} isReadOnly={isReadOnly} />
      </Part>
      <Part title="Ask another system">
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
