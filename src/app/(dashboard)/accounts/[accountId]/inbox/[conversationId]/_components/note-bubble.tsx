"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { type Mentionable, noteParts, withIds, withNames } from "@/domain/messaging/note";
import { MentionField } from "./mention-field";
import { bubbleShape } from "./message-bubble";
import type { Note, Notes } from "./use-notes";

interface NoteBubbleProps {
  accountId: string;
  note: Note;
  /** May write notes, and so change one's own. */
  canWrite: boolean;
  notes: Pick<Notes, "change" | "remove">;
}

/** What the team tells itself: on yellow paper, so that nobody takes it for what the customer read. */
export function NoteBubble({ accountId, note, canWrite, notes }: NoteBubbleProps) {
  const t = useTranslations();
  const [mode, setMode] = useState<"read" | "change" | "remove">("read");
  return (
    <li data-author="note" className="flex animate-arrive flex-col items-end gap-1 pb-3">
      <span dir="auto" className="px-1 text-ink-faint text-xs">
        {note.authorName ? t("inbox.note.of", { name: note.authorName }) : t("inbox.note.ofLeft")}
      </span>
      {mode === "change" ? (
        <ChangeForm accountId={accountId} note={note} change={notes.change} onDone={() => setMode("read")} />
      ) : (
        <div className={cn(bubbleShape, "rounded-ee-mark bg-note")}>
          <p dir="auto" className="text-wrap whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
            {noteParts(note.body, note.mentions).map((part, index) =>
              "mention" in part ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in their order
                <span key={index} className="font-medium">
                  {part.mention}
                </span>
              ) : (
                part.text
              ),
            )}
          </p>
        </div>
      )}
      <span className="flex items-center gap-2 px-1 text-ink-faint text-xs">
        {note.editedAt && <span>{t("inbox.edited")}</span>}
        <LocalTime date={note.sentAt} as="clock" />
        {note.isOwn && canWrite && mode === "read" && (
          <>
            <Button variant="link" size="sm" onClick={() => setMode("change")}>
              {t("common.actions.edit")}
            </Button>
            <Button variant="link" size="sm" onClick={() => setMode("remove")}>
              {t("common.actions.remove")}
            </Button>
          </>
        )}
        {mode === "remove" && (
          <>
            <span className="text-ink-soft">{t("inbox.note.removeForAll")}</span>
            <Button variant="link" size="sm" onClick={() => notes.remove(note.id)}>
              {t("common.actions.remove")}
            </Button>
            <Button variant="link" size="sm" onClick={() => setMode("read")}>
              {t("inbox.note.keep")}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}

interface ChangeFormProps extends Pick<NoteBubbleProps, "accountId" | "note"> {
  change: Notes["change"];
  onDone: () => void;
}

function ChangeForm({ accountId, note, change, onDone }: ChangeFormProps) {
  const t = useTranslations();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => withNames(note.body, note.mentions));
  const [mentions, setMentions] = useState<Mentionable[]>(note.mentions);
  const save = async () => {
    if (text.trim() !== "" && (await change(note.id, withIds(text.trim(), mentions)))) onDone();
  };
  return (
    <div className="flex w-full max-w-[36rem] flex-col gap-2 rounded-bubble bg-note p-2">
      <MentionField
        accountId={accountId}
        label={t("inbox.note.change")}
        field={field}
        value={text}
        onChange={(next, mentioned) => {
          setText(next);
          if (mentioned) setMentions((now) => [...now, mentioned]);
        }}
        onEnter={() => void save()}
        onEscape={onDone}
      />
      <span className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          {t("common.actions.cancel")}
        </Button>
        <Button size="sm" variant="primary" disabled={text.trim() === ""} onClick={() => void save()}>
          {t("common.actions.save")}
        </Button>
      </span>
    </div>
  );
}
