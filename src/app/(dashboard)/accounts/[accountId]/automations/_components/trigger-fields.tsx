"use client";
import { useLocale, useTranslations } from "next-intl";
import { type Problems, problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { WordListInput } from "@/components/ui/word-list-input";
import type { Trigger } from "@/domain/automation/rule";
import { MESSAGE_KINDS, type MessageKind } from "@/domain/messaging/message";
import { TRIGGER_LABELS } from "@/domain/words/automation";
import { messageKindWords } from "@/domain/words/conversation";
import { WEEKDAYS, weekdayWords } from "@/domain/words/weekday";
import { Choices } from "./choices";
import { NumberInput } from "./number-input";

interface TriggerFieldsProps {
  trigger: Trigger;
  problems: Problems;
  onChange: (trigger: Trigger) => void;
}

const KINDS = Object.keys(TRIGGER_LABELS) as Trigger["kind"][];

/** What each begins with when it is chosen. */
const FRESH: { [Kind in Trigger["kind"]]: Trigger & { kind: Kind } } = {
  message: { kind: "message" },
  keyword: { kind: "keyword", words: [] },
  contains: { kind: "contains", texts: [] },
  regex: { kind: "regex", pattern: "" },
  first_message: { kind: "first_message" },
  away: { kind: "away" },
  language: { kind: "language", languages: [] },
  media: { kind: "media", kinds: ["image"] },
  tag: { kind: "tag", tag: "" },
  handoff: { kind: "handoff" },
  no_reply: { kind: "no_reply", from: "team", minutes: 30 },
  schedule: { kind: "schedule", at: "09:00", weekdays: [0, 1, 2, 3, 4], audience: "waiting" },
};

/** The languages that replies are written in, by how often they are asked for. */
const LANGUAGES = ["en", "es", "pt", "fr", "de", "it", "id", "nl", "tr", "ru", "ar", "hi", "zh", "ja"];

/** When the rule acts. */
export function TriggerFields({ trigger, problems, onChange }: TriggerFieldsProps) {
  const t = useTranslations();
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium text-sm">{t("automations.triggers.title")}</legend>
      <Select
        aria-label={t("automations.triggers.title")}
        value={trigger.kind}
        options={KINDS.map((kind) => ({ value: kind, label: t(TRIGGER_LABELS[kind]) }))}
        onChange={(kind) => onChange(FRESH[kind])}
      />
      <TriggerDetails key={trigger.kind} trigger={trigger} problems={problems} onChange={onChange} />
    </fieldset>
  );
}

function TriggerDetails({ trigger, problems, onChange }: TriggerFieldsProps) {
  const t = useTranslations();
  const locale = useLocale();
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const error = (name: string) => problemAt(problems, `trigger.${name}`);
  switch (trigger.kind) {
    case "keyword":
      return (
        <Field
          label={t("automations.triggers.words")}
          error={error("words")}
          hint={t("automations.triggers.wordsHint")}
        >
          {(control) => (
            <WordListInput {...control} words={trigger.words} onChange={(words) => onChange({ ...trigger, words })} />
          )}
        </Field>
      );
    case "contains":
      return (
        <Field
          label={t("automations.triggers.texts")}
          error={error("texts")}
          hint={t("automations.triggers.textsHint")}
        >
          {(control) => (
            <WordListInput {...control} words={trigger.texts} onChange={(texts) => onChange({ ...trigger, texts })} />
          )}
        </Field>
      );
    case "regex":
      return (
        <Field
          label={t("automations.triggers.pattern")}
          error={error("pattern")}
          hint={t("automations.triggers.patternHint")}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              dir="ltr"
              value={trigger.pattern}
              onChange={(event) => onChange({ ...trigger, pattern: event.target.value })}
            />
          )}
        </Field>
      );
    case "language":
      return (
        <Choices
          label={t("automations.triggers.languages")}
          error={error("languages")}
          options={LANGUAGES.map((code) => ({ value: code, label: names.of(code) ?? code }))}
          chosen={trigger.languages}
          onChange={(languages) => onChange({ ...trigger, languages })}
        />
      );
    case "media":
      return (
        <Choices
          label={t("automations.triggers.kinds")}
          error={error("kinds")}
          options={MESSAGE_KINDS.filter((kind) => kind !== "other").map((kind) => ({
            value: kind,
            label: messageKindWords(t, kind) || t("automations.triggers.text"),
          }))}
          chosen={trigger.kinds}
          onChange={(kinds) => onChange({ ...trigger, kinds: kinds as MessageKind[] })}
        />
      );
    case "tag":
      return (
        <Field label={t("automations.conditions.tag")} error={error("tag")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={trigger.tag}
              onChange={(event) => onChange({ ...trigger, tag: event.target.value })}
            />
          )}
        </Field>
      );
    case "no_reply":
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("automations.triggers.whoDoesNotWrite")}>
            {(control) => (
              <Select
                {...control}
                value={trigger.from}
                options={[
                  { value: "team", label: t("automations.triggers.team") },
                  { value: "customer", label: t("automations.triggers.customer") },
                ]}
                onChange={(from) => onChange({ ...trigger, from })}
              />
            )}
          </Field>
          <Field label={t("automations.triggers.minutes")} error={error("minutes")}>
            {(control) => (
              <NumberInput
                {...control}
                value={trigger.minutes}
                onChange={(minutes) => onChange({ ...trigger, minutes })}
              />
            )}
          </Field>
        </div>
      );
    case "schedule":
      return (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label={t("automations.triggers.at")} error={error("at")} hint={t("automations.triggers.atHint")}>
              {(control) => (
                <Input
                  {...control}
                  type="time"
                  value={trigger.at}
                  onChange={(event) => onChange({ ...trigger, at: event.target.value })}
                />
              )}
            </Field>
            <Field label={t("automations.triggers.audience")}>
              {(control) => (
                <Select
                  {...control}
                  value={trigger.audience}
                  options={[
                    { value: "waiting", label: t("automations.triggers.waiting") },
                    { value: "recent", label: t("automations.triggers.recent") },
                  ]}
                  onChange={(audience) => onChange({ ...trigger, audience })}
                />
              )}
            </Field>
          </div>
          <Choices
            label={t("automations.triggers.weekdays")}
            error={error("weekdays")}
            options={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayWords(day, locale) }))}
            chosen={trigger.weekdays.map(String)}
            onChange={(days) => onChange({ ...trigger, weekdays: days.map(Number) })}
          />
        </>
      );
    default:
      return null;
  }
}
