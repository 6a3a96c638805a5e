"use client";
import { useTranslations } from "next-intl";
import { problemAt } from "@/components/problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { WordListInput } from "@/components/ui/word-list-input";
import type { Topic } from "@/domain/agent/settings";
import { TOPIC_ACTIONS } from "@/domain/agent/voice";
import { TOPIC_ACTION_WORDS } from "@/domain/words/answer-settings";
import { Told } from "@/i18n/told";
import { EntryList } from "./entry-list";
import type { SettingsFormState } from "./use-settings-form";

const MAX_TOPICS = 20;
const EMPTY_TOPIC: Topic = { name: "", words: [], action: "hand_over" };

/** Subjects that the bot stays away from, each with the words that tell it. */
export function TopicFields({ state, isReadOnly }: { state: SettingsFormState; isReadOnly: boolean }) {
  const t = useTranslations();
  const actions = TOPIC_ACTIONS.map((value) => ({ value, label: t(TOPIC_ACTION_WORDS[value]) }));
  const { form, problems, change } = state;
  const { topics } = form;
  const tooMany = problemAt(problems, "topics");
  return (
    <div className="flex flex-col gap-5">
      <EntryList
        entries={topics}
        nameOf={({ name }, index) => name || t("ai.topics.unnamed", { number: index + 1 })}
        empty={t("ai.topics.none")}
        add={{ label: t("ai.topics.add"), entry: EMPTY_TOPIC, isPossible: topics.length < MAX_TOPICS }}
        isReadOnly={isReadOnly}
        onChange={(changed) => change({ topics: changed })}
      >
        {(topic, index, changed) => (
          <>
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label={t("ai.topics.name")} error={problemAt(problems, `topics.${index}.name`)}>
                {(control) => (
                  <Input
                    {...control}
                    dir="auto"
                    autoComplete="off"
                    placeholder={t("ai.topics.nameExample")}
                    value={topic.name}
                    onChange={(event) => changed({ name: event.target.value })}
                  />
                )}
              </Field>
              <Field label={t("ai.topics.action")}>
                {(control) => (
                  <Select
                    {...control}
                    value={topic.action}
                    options={actions}
                    onChange={(action) => changed({ action })}
                  />
                )}
              </Field>
            </div>
            <Field
              label={t("ai.topics.words")}
              error={problemAt(problems, `topics.${index}.words`)}
              hint={t("ai.topics.wordsHint")}
            >
              {(control) => (
                <WordListInput
                  {...control}
                  placeholder={t("ai.topics.wordsExample")}
                  words={topic.words}
                  onChange={(words) => changed({ words })}
                />
              )}
            </Field>
          </>
        )}
      </EntryList>
      {tooMany && topics.length > MAX_TOPICS && (
        <p role="alert" className="text-danger text-sm">
          <Told>{tooMany}</Told>
        </p>
      )}
    </div>
  );
}
