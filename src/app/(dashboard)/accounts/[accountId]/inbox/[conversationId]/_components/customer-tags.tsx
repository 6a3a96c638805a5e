"use client";
import { Plus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { MAX_TAGS_OF_CUSTOMER } from "@/domain/messaging/tag";
import { useTagActs } from "./use-tag-acts";

const TagField = dynamic(() => import("./tag-field").then((module) => module.TagField));

interface CustomerTagsProps {
  accountId: string;
  conversationId: string;
  /** As the server knows them. */
  tags: readonly string[];
  canEdit: boolean;
  /** How often a key asked for a tag to be added. */
  asked: number;
}

/** The tags of a customer; whoever may reply gives and takes them. */
export function CustomerTags({ accountId, conversationId, tags, canEdit, asked }: CustomerTagsProps) {
  const t = useTranslations();
  const acts = useTagActs(accountId, conversationId);
  const [isAdding, setIsAdding] = useState(asked > 0);
  const [answered, setAnswered] = useState(asked);
  if (asked !== answered) {
    setAnswered(asked);
    setIsAdding(true);
  }
  const region = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const shown = canEdit ? acts.shown(tags) : tags;
  if (shown.length === 0 && !canEdit) return null;
  const remove = (tag: string) => {
    // The button goes with its tag; the keyboard goes on at its neighbour.
    const buttons = [...(region.current?.querySelectorAll<HTMLElement>("button, input") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    if (at >= 0) (buttons[at + 1] ?? buttons[at - 1])?.focus();
    void acts.remove(tag);
  };
  return (
    <Section title={t("inbox.tags.title")}>
      <div ref={region} className="flex flex-col items-start gap-2">
        {shown.length === 0 && <p className="text-ink-soft text-sm">{t("inbox.tags.none")}</p>}
        {shown.length > 0 && (
          <ul aria-label={t("inbox.tags.title")} className="flex max-w-full flex-wrap gap-1.5">
            {shown.map((tag) => (
              <li key={tag} className="flex min-w-0 max-w-full">
                {canEdit ? (
                  <TagChip tag={tag} onRemove={() => remove(tag)} />
                ) : (
                  <Badge className="max-w-full">
                    <bdi className="truncate">{tag}</bdi>
                  </Badge>
                )}
              </li>
            ))}
          </ul>
        )}
        {canEdit &&
          (shown.length >= MAX_TAGS_OF_CUSTOMER ? (
            <p className="text-ink-soft text-sm">{t("inbox.tags.full", { count: MAX_TAGS_OF_CUSTOMER })}</p>
          ) : isAdding ? (
            <TagField
              accountId={accountId}
              has={shown}
              asked={asked}
              onAdd={acts.add}
              onClose={(isByKey) => {
                setIsAdding(false);
                // There again only once the field is gone.
                if (isByKey) requestAnimationFrame(() => addButton.current?.focus());
              }}
            />
          ) : (
            <Button
              ref={addButton}
              size="sm"
              aria-keyshortcuts="Alt+T"
              onClick={() => setIsAdding(true)}
              className="max-md:h-11"
            >
              <Plus />
              {t("inbox.tags.add")}
            </Button>
          ))}
      </div>
    </Section>
  );
}

function TagChip({ tag, onRemove }: { tag: string; onRemove: () => void }) {
  const t = useTranslations();
  return (
    <span className="flex h-6 min-w-0 max-w-full items-center rounded-full border bg-sunken ps-2 text-ink-soft text-sm max-md:h-9 max-md:ps-3">
      <bdi className="min-w-0 truncate">{tag}</bdi>
      <button
        type="button"
        aria-label={t("inbox.tags.remove", { tag })}
        onClick={onRemove}
        className="flex size-6 shrink-0 items-center justify-center rounded-full text-ink-faint transition-colors hover:bg-hover hover:text-ink max-md:size-9"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  );
}
