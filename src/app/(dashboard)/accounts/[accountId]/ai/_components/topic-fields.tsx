"use client";
import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { problemAt } from "@/components/problems";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { WordListInput } from "@/components/ui/word-list-input";
import { TOPIC_ACTIONS, type Topic } from "@/domain/agent/settings";
import { TOPIC_ACTION_WORDS } from "@/domain/words/answer-settings";
import type { SettingsFormState } from "./use-settings-form";

const ACTIONS = TOPIC_ACTIONS.map((value) => ({ value, label: TOPIC_ACTION_WORDS[value] }));
const MAX_TOPICS = 20;

/** Subjects that the bot stays away from, each with the words that tell it. */
export function TopicFields({ state, isReadOnly }: { state: SettingsFormState; isReadOnly: boolean }) {
  const { form, problems, change } = state;
  const { topics } = form;
  const keys = useKeys(topics.length);
  const changed = (index: number, part: Partial<Topic>) =>
    change({ topics: topics.map((topic, place) => (place === index ? { ...topic, ...part } : topic)) });
  return (
    <div className="flex flex-col gap-5">
      {topics.length === 0 && (
        <p className="max-w-[60ch] text-ink-soft">
          None yet: the bot talks about everything in the documents. Name what people should answer, such as complaints,
          or what isn't talked about at all.
        </p>
      )}
      {topics.map((topic, index) => (
        <fieldset
          key={keys.at(index)}
          aria-label={topic.name || `Subject ${index + 1}`}
          className="flex max-w-[60ch] flex-col gap-3 border-outline border-s-2 ps-4"
        >
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Name" error={problemAt(problems, `topics.${index}.name`)}>
              {(control) => (
                <Input
                  {...control}
                  dir="auto"
                  autoComplete="off"
                  placeholder="Refunds"
                  value={topic.name}
                  onChange={(event) => changed(index, { name: event.target.value })}
                />
              )}
            </Field>
            <Field label="What happens">
              {(control) => (
                <Select
                  {...control}
                  value={topic.action}
                  options={ACTIONS}
                  onChange={(action) => changed(index, { action })}
                />
              )}
            </Field>
          </div>
          <Field
            label="Words that tell it"
            error={problemAt(problems, `topics.${index}.words`)}
            hint="With commas between them, in every language your customers write."
          >
            {(control) => (
              <WordListInput
                {...control}
                placeholder="refund, money back"
                words={topic.words}
                onChange={(words) => changed(index, { words })}
              />
            )}
          </Field>
          {!isReadOnly && (
            <div>
              <Button
                variant="quiet"
                size="sm"
                aria-label={`Remove ${topic.name || `subject ${index + 1}`}`}
                onClick={() => {
                  keys.remove(index);
                  change({ topics: topics.filter((_, place) => place !== index) });
                }}
                className="-ms-2 max-md:h-9"
              >
                <X />
                Remove
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      {problemAt(problems, "topics") && topics.length > MAX_TOPICS && (
        <p role="alert" className="text-danger text-sm">
          {problemAt(problems, "topics")}
        </p>
      )}
      {!isReadOnly && (
        <div>
          <Button
            size="sm"
            onClick={() => change({ topics: [...topics, { name: "", words: [], action: "hand_over" }] })}
            disabled={topics.length >= MAX_TOPICS}
            className="max-md:h-10"
          >
            <Plus />
            Add a subject
          </Button>
        </div>
      )}
    </div>
  );
}

/** Fields keep what was typed with their subject when one above them is removed. */
function useKeys(count: number) {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < count) keys.current.push(next.current++);
  keys.current.length = count;
  return {
    at: (index: number) => keys.current[index],
    remove: (index: number) => void keys.current.splice(index, 1),
  };
}
