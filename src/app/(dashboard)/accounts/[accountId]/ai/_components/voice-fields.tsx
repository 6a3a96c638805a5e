"use client";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TONES } from "@/domain/agent/voice";
import { TONE_WORDS } from "@/domain/words/answer-settings";
import type { SettingsFormState } from "./use-settings-form";

const TONE_OPTIONS = TONES.map((value) => ({ value, label: TONE_WORDS[value] }));

/** Greeting and signature always count; who the bot is, its tone and its instructions count where a model writes. */
export function VoiceFields({ state: { form, problems, change, config } }: { state: SettingsFormState }) {
  const isWritten = config.defaultModel !== null && form.usesModel;
  return (
    <div className="flex max-w-[60ch] flex-col gap-6">
      <Field
        label="Greeting"
        error={problemAt(problems, "greeting")}
        hint="Said to customers who greet in its language. Others are greeted in theirs."
      >
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            placeholder="Hello, this is the automated assistant of …"
            value={form.greeting}
            onChange={(event) => change({ greeting: event.target.value })}
            className="max-h-40"
          />
        )}
      </Field>
      <Field label="Signature" error={problemAt(problems, "signature")} hint="Stands below every answer.">
        {(control) => (
          <Input
            {...control}
            dir="auto"
            autoComplete="off"
            value={form.signature}
            onChange={(event) => change({ signature: event.target.value })}
          />
        )}
      </Field>
      {!isWritten && (
        <p className="border-outline border-s-2 ps-3 text-ink-soft text-sm">
          Answers are the documents' own words at present. The three below count as soon as a language model writes
          them.
        </p>
      )}
      <Field label="Who the bot is" error={problemAt(problems, "persona")} hint="One or two sentences.">
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            placeholder="You are Mia from the front desk."
            value={form.persona}
            onChange={(event) => change({ persona: event.target.value })}
            className="max-h-40"
          />
        )}
      </Field>
      <Field label="Tone">
        {(control) => (
          <Select
            {...control}
            value={form.tone}
            options={TONE_OPTIONS}
            onChange={(tone) => change({ tone })}
            className="max-w-72"
          />
        )}
      </Field>
      <Field
        label="Instructions"
        error={problemAt(problems, "instructions")}
        hint="What to mind when writing. What the documents say always comes first."
      >
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            rows={3}
            placeholder="Call customers guests. Offer the rental shop when somebody asks for equipment."
            value={form.instructions}
            onChange={(event) => change({ instructions: event.target.value })}
            className="max-h-80"
          />
        )}
      </Field>
    </div>
  );
}
