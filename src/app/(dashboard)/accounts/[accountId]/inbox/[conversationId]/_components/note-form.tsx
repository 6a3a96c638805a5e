"use client";
import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { type Mentionable, withIds } from "@/domain/messaging/note";
import { MentionField } from "./mention-field";

/** What was typed and not kept yet, by conversation, for as long as the tab lives. */
const drafts = new Map<string, { text: string; mentions: Mentionable[] }>();

interface NoteFormProps {
  accountId: string;
  conversationId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  isAdding: boolean;
  /** Resolves to whether it was kept. */
  onAdd: (text: string) => Promise<boolean>;
  onLeave: () => void;
}

/** Where a note is written. Nothing is sent, and nobody is taken over from. */
export function NoteForm({ accountId, conversationId, field, isAdding, onAdd, onLeave }: NoteFormProps) {
  const t = useTranslations();
  const [draft, setDraft] = useState(() => drafts.get(conversationId) ?? { text: "", mentions: [] });
  // Whoever asked for it wants to write, and its code may have come later than they asked.
  useEffect(() => field.current?.focus(), [field]);
  const change = (next: typeof draft) => {
    setDraft(next);
    drafts.set(conversationId, next);
  };
  const add = async () => {
    if (draft.text.trim() === "" || isAdding) return;
    // Kept until it is on the server: should that fail, it stands there still.
    if (await onAdd(withIds(draft.text.trim(), draft.mentions))) change({ text: "", mentions: [] });
  };
  return (
    <>
      <p
        role="status"
        className="flex min-h-10 items-center gap-2.5 rounded-t-[0.55rem] border-b bg-note px-4 py-1.5 text-sm"
      >
        <span className="font-medium">{t("inbox.note.onlyTeam")}</span>
        <span className="text-ink-soft">{t("inbox.note.nobodyElse")}</span>
      </p>
      <div className="flex items-end gap-2 p-1.5">
        <MentionField
          accountId={accountId}
          label={t("inbox.note.label")}
          field={field}
          value={draft.text}
          onChange={(text, mentioned) =>
            change({ text, mentions: [...draft.mentions, ...(mentioned ? [mentioned] : [])] })
          }
          onEnter={() => void add()}
          onEscape={onLeave}
          className="block max-h-48 min-h-10 border-0! bg-transparent! px-2.5! focus-visible:outline-0!"
        />
        <Button
          type="button"
          variant="primary"
          size="icon"
          aria-label={t("inbox.note.keepNote")}
          isPending={isAdding}
          disabled={draft.text.trim() === ""}
          onClick={() => void add()}
          className="size-10!"
        >
          <ArrowUp />
        </Button>
      </div>
    </>
  );
}
