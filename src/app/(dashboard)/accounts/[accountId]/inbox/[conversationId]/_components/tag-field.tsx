"use client";
import { Plus, Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { MAX_FILTER_TAG } from "@/domain/messaging/inbox-filters";
import { normalizeTag, offerTags } from "@/domain/messaging/tag";
import { api } from "@/trpc/react";

/** As many as can be looked over at once. */
const SHOWN = 6;

interface TagFieldProps {
  accountId: string;
  /** What the customer has already. */
  has: readonly string[];
  /** How often a key asked for it: each time the focus comes here. */
  asked: number;
  onAdd: (tag: string) => void;
  /** @param isByKey the focus is to stay nearby */
  onClose: (isByKey: boolean) => void;
}

/** Completes from the account's tags as one types; Enter takes what is marked, which is a new tag where none fits. */
export function TagField({ accountId, has, asked, onAdd, onClose }: TagFieldProps) {
  const t = useTranslations();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState<string | null>(null);
  const tags = api.automation.tags.useQuery({ accountId });
  const offer = offerTags(typed, { known: tags.data ?? [], has, limit: SHOWN });
  const choices = [...offer.tags, ...(offer.isNew === null ? [] : [offer.isNew])];
  const wanted = normalizeTag(typed);
  // Before a letter is typed nothing is marked: Enter would give a tag that nobody has chosen.
  const marked = active !== null && choices.includes(active) ? active : wanted === "" ? null : offer.likeliest;
  const problem =
    wanted.length > MAX_FILTER_TAG
      ? t("inbox.tags.long", { count: MAX_FILTER_TAG })
      : has.includes(wanted)
        ? t("inbox.tags.had")
        : tags.error
          ? t("inbox.tags.notLoaded")
          : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is asked for
  useEffect(() => field.current?.focus(), [asked]);

  const choose = (tag: string) => {
    onAdd(tag);
    setTyped("");
    setActive(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && choices.length > 0) {
      const from = marked === null ? (step > 0 ? -1 : 0) : choices.indexOf(marked);
      setActive(choices.at((from + step) % choices.length) ?? null);
    } else if (event.key === "Enter") {
      if (marked !== null) choose(marked);
    } else if (event.key === "Escape") onClose(true);
    else return;
    event.preventDefault();
    // A sheet would close with it.
    event.stopPropagation();
  };
  return (
    <div className="flex w-full flex-col gap-1.5">
      <Input
        ref={field}
        role="combobox"
        aria-label={t("inbox.tags.field")}
        aria-expanded={choices.length > 0}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={marked === null ? undefined : `${listId}-${choices.indexOf(marked)}`}
        aria-describedby={problem ? `${listId}-problem` : undefined}
        dir="auto"
        autoComplete="off"
        autoCapitalize="none"
        placeholder={t("inbox.tags.placeholder")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => wanted === "" && onClose(false)}
      />
      {problem && (
        <p id={`${listId}-problem`} role="status" className="text-ink-soft text-sm">
          {problem}
        </p>
      )}
      <div
        id={listId}
        role="listbox"
        aria-label={t("inbox.tags.offered")}
        hidden={choices.length === 0}
        className="flex flex-col rounded-card border bg-surface p-1 [&[hidden]]:hidden"
      >
        {choices.map((tag, index) => {
          const Icon = tag === offer.isNew ? Plus : Tag;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the field lead through the list
            <div
              key={tag}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={tag === marked}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(tag)}
              className="flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 hover:bg-hover/70 aria-selected:bg-hover max-md:min-h-11"
            >
              <Icon aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
              <span dir="auto" className="min-w-0 truncate">
                {tag === offer.isNew ? t("inbox.tags.isNew", { tag }) : tag}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
