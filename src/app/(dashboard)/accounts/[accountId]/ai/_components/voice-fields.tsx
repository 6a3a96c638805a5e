"use client";
import { useTranslations } from "next-intl";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TONES } from "@/domain/agent/voice";
import { TONE_WORDS } from "@/domain/words/answer-settings";
import type { SettingsFormState } from "./use-settings-form";

/** Greeting and signature always count; who the bot is, its tone and its instructions count where a model writes. */
export function VoiceFields({ state: { form, problems, change, config } }: { state: SettingsFormState }) {
  const t = useTranslations();
  const isWritten = config.defaultModel !== null && form.usesModel;
  return (
    <div className="flex max-w-[60ch] flex-col gap-6">
      <Field label={t("ai.voice.greeting")} error={problemAt(problems, "greeting")} hint={t("ai.voice.greetingHint")}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            placeholder={t("ai.voice.greetingExample")}
            value={form.greeting}
            onChange={(event) => change({ greeting: event.target.value })}
            className="max-h-40"
          />
        )}
      </Field>
      <Field
        label={t("ai.voice.signature")}
        error={problemAt(problems, "signature")}
        hint={t("ai.voice.signatureHint")}
      >
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
      {!isWritten && <p className="border-outline border-s-2 ps-3 text-ink-soft text-sm">{t("ai.voice.notWritten")}</p>}
      <Field label={t("ai.voice.persona")} error={problemAt(problems, "persona")} hint={t("ai.voice.personaHint")}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            placeholder={t("ai.voice.personaExample")}
            value={form.persona}
            onChange={(event) => change({ persona: event.target.value })}
            className="max-h-40"
          />
        )}
      </Field>
      <Field label={t("ai.voice.tone")}>
        {(control) => (
          <Select
            {...control}
            value={form.tone}
            options={TONES.map((value) => ({ value, label: t(TONE_WORDS[value]) }))}
            onChange={(tone) => change({ tone })}
            className="max-w-72"
          />
        )}
      </Field>
      <Field
        label={t("ai.voice.instructions")}
        error={problemAt(problems, "instructions")}
        hint={t("ai.voice.instructionsHint")}
      >
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            rows={3}
            placeholder={t("ai.voice.instructionsExample")}
            value={form.instructions}
            onChange={(event) => change({ instructions: event.target.value })}
            className="max-h-80"
          />
        )}
      </Field>
    </div>
  );
}
