"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { latePart } from "@/components/ui/late/late-part";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { presenceWords } from "@/domain/words/presence";
import { OfflineLine } from "./offline-line";
import type { Attachment } from "./outgoing-parts";
import { ReplyForm } from "./reply-form";
import type { Conversation } from "./thread-header";
import { useAttachments } from "./use-attachments";
import { MODE_KEYS, useComposerMode } from "./use-composer-mode";
import type { Notes } from "./use-notes";
import { useOwnership } from "./use-ownership";
import { usePresence } from "./use-presence";
import { useReplyText } from "./use-reply-text";
import { WhoAnswers } from "./who-answers";

const NoteForm = latePart(async () => (await import("./note-form")).NoteForm);

interface ComposerProps {
  accountId: string;
  conversation: Conversation;
  canReply: boolean;
  /** The bot only drafts here, so typing doesn't take over. */
  isShadowed: boolean;
  /** A draft of the bot that is to be changed: its words come here. */
  edited: { id: string; text: string } | null;
  onCancelEdit: () => void;
  notes: Pick<Notes, "add" | "isAdding">;
  onSend: (text: string, attachments: readonly Attachment[]) => void;
}

/** Says who answers right now, and lets a person answer or leave a note for the team. */
export function Composer(props: ComposerProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { accountId, conversation, canReply, isShadowed, edited, notes } = props;
  const { text, changeText } = useReplyText(accountId, conversation.id);
  const attachments = useAttachments();
  const { others, noteTyping } = usePresence(accountId, conversation.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const { takeOver, returnToBot, isReturning } = useOwnership(accountId, conversation.id);
  const isPerson = conversation.owner === "person";
  // Once the other field is there.
  const focusField = () => requestAnimationFrame(() => field.current?.focus());
  const { mode, change: changeMode } = useComposerMode({ isOn: canReply, onChange: focusField });
  /** Typing takes over, so that two never answer at once. */
  const answer = () => {
    if (!isPerson && !isShadowed) takeOver();
  };
  const begin = useEffectEvent((draft: string) => {
    // What was typed already is not lost to it.
    changeText([text.trim(), draft].filter(Boolean).join("\n"));
    answer();
    changeMode("reply");
    field.current?.focus();
  });
  useEffect(() => {
    if (edited) begin(edited.text);
  }, [edited]);
  const cancelEdit = () => {
    changeText("");
    props.onCancelEdit();
  };
  return (
    <div className="mx-auto w-full max-w-3xl shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-6 md:pb-5">
      <OfflineLine accountId={accountId} />
      <div className="flex items-center gap-2 pb-2">
        {canReply && (
          <>
            <SegmentedControl
              label={t("inbox.composer.write")}
              value={mode}
              onChange={changeMode}
              options={[
                { value: "reply", label: t("inbox.composer.reply") },
                { value: "note", label: t("inbox.composer.note") },
              ]}
              className="w-36"
            />
            <span className="text-ink-faint text-xs max-md:hidden">{MODE_KEYS}</span>
          </>
        )}
        <p
          role="status"
          aria-label={t("inbox.composer.team")}
          className="ms-auto min-w-0 truncate text-ink-soft text-sm"
        >
          {presenceWords(t, others, locale)}
        </p>
      </div>
      <div className="rounded-card border border-outline bg-surface has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:outline-1 has-[textarea:focus-visible]:outline-accent">
        {mode === "note" && canReply ? (
          <NoteForm
            accountId={accountId}
            conversationId={conversation.id}
            field={field}
            isAdding={notes.isAdding}
            onAdd={notes.add}
            onLeave={() => changeMode("reply")}
          />
        ) : (
          <>
            <WhoAnswers
              conversation={conversation}
              canReply={canReply}
              isShadowed={isShadowed}
              isReturning={isReturning}
              onReturn={returnToBot}
              onTakeOver={takeOver}
              onCancelEdit={edited && cancelEdit}
            />
            {canReply ? (
              <ReplyForm
                accountId={accountId}
                conversationId={conversation.id}
                field={field}
                text={text}
                onChange={(next) => {
                  changeText(next);
                  noteTyping();
                }}
                onAnswer={answer}
                attachments={attachments}
                onSend={props.onSend}
              />
            ) : (
              <p className="px-4 py-3 text-ink-soft">{t("inbox.composer.readOnly")}</p>
            )}
          </>
        )}
      </div>
    </div>
  );
}
