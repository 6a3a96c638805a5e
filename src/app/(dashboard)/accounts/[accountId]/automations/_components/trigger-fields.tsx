"use client";
import { useTranslations } from "next-intl";
import { type Problems, problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { WordListInput } from "@/components/ui/word-list-input";
import type { Trigger } from "@/domain/automation/rule";
import { MESSAGE_KINDS, type MessageKind } from "@/domain/messaging/message";
import { TRIGGER_LABELS, WEEKDAYS } from "@/domain/words/automation";
import { messageKindWords } from "@/domain/words/conversation";
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
const languageNames = new Intl.DisplayNames("en", { type: "language" });

/** When the rule acts. */
export function TriggerFields({ trigger, problems, onChange }: TriggerFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium text-sm">When</legend>
      <Select
        aria-label="When"
        value={trigger.kind}
        options={KINDS.map((kind) => ({ value: kind, label: TRIGGER_LABELS[kind] }))}
        onChange={(kind) => onChange(FRESH[kind])}
      />
      <TriggerDetails key={trigger.kind} trigger={trigger} problems={problems} onChange={onChange} />
    </fieldset>
  );
}

function TriggerDetails({ trigger, problems, onChange }: TriggerFieldsProps) {
  const t = useTranslations();
  const error = (name: string) => problemAt(problems, `trigger.${name}`);
  switch (trigger.kind) {
    case "keyword":
      return (
        <Field
          label="Words"
          error={error("words")}
          hint="With commas between them. “open” is found in “Open?”, not in “opening”."
        >
          {(control) => (
            <WordListInput {...control} words={trigger.words} onChange={(words) => onChange({ ...trigger, words })} />
          )}
        </Field>
      );
    case "contains":
      return (
        <Field label="Texts" error={error("texts")} hint="With commas between them. Found inside of words too.">
          {(control) => (
            <WordListInput {...control} words={trigger.texts} onChange={(texts) => onChange({ ...trigger, texts })} />
          )}
        </Field>
      );
    case "regex":
      return (
        <Field
          label="Pattern"
          error={error("pattern")}
          hint="A regular expression, such as #\d{5}. Upper and lower case are the same."
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={trigger.pattern}
              onChange={(event) => onChange({ ...trigger, pattern: event.target.value })}
            />
          )}
        </Field>
      );
    case "language":
      return (
        <Choices
          label="Languages"
          error={error("languages")}
          options={LANGUAGES.map((code) => ({ value: code, label: languageNames.of(code) ?? code }))}
          chosen={trigger.languages}
          onChange={(languages) => onChange({ ...trigger, languages })}
        />
      );
    case "media":
      return (
        <Choices
          label="Kinds"
          error={error("kinds")}
          options={MESSAGE_KINDS.filter((kind) => kind !== "other").map((kind) => ({
            value: kind,
            label: messageKindWords(t, kind) || "Text",
          }))}
          chosen={trigger.kinds}
          onChange={(kinds) => onChange({ ...trigger, kinds: kinds as MessageKind[] })}
        />
      );
    case "tag":
      return (
        <Field label="Tag" error={error("tag")}>
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
          <Field label="Who doesn't write">
            {(control) => (
              <Select
                {...control}
                value={trigger.from}
                options={[
                  { value: "team", label: "The team, while a person is waited for" },
                  { value: "customer", label: "The customer, after the bot wrote" },
                ]}
                onChange={(from) => onChange({ ...trigger, from })}
              />
            )}
          </Field>
          <Field label="For how many minutes" error={error("minutes")}>
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
            <Field label="At" error={error("at")} hint="By the clock of the business hours.">
              {(control) => (
                <Input
                  {...control}
                  type="time"
                  value={trigger.at}
                  onChange={(event) => onChange({ ...trigger, at: event.target.value })}
                />
              )}
            </Field>
            <Field label="For which conversations">
              {(control) => (
                <Select
                  {...control}
                  value={trigger.audience}
                  options={[
                    { value: "waiting", label: "Those that wait for a person" },
                    { value: "recent", label: "Those of the last 24 hours" },
                  ]}
                  onChange={(audience) => onChange({ ...trigger, audience })}
                />
              )}
            </Field>
          </div>
          <Choices
            label="On"
            error={error("weekdays")}
            options={WEEKDAYS.map((day, index) => ({ value: String(index), label: day }))}
            chosen={trigger.weekdays.map(String)}
            onChange={(days) => onChange({ ...trigger, weekdays: days.map(Number) })}
          />
        </>
      );
    default:
      return null;
  }
}
