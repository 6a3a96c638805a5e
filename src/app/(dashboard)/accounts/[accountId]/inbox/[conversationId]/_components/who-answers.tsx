"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { useReader } from "@/components/ui/use-reader";
import { replyLine } from "@/domain/words/conversation";
import { clockWords } from "@/domain/words/time";
import type { Conversation } from "./thread-header";

interface WhoAnswersProps {
  conversation: Conversation;
  canReply: boolean;
  isShadowed: boolean;
  isReturning: boolean;
  onReturn: () => void;
  onTakeOver: () => void;
  /** While a draft of the bot is being changed. */
  onCancelEdit: (() => void) | null;
}

/** Who answers right now, and the way to change it: the most important line of the inbox. */
export function WhoAnswers(props: WhoAnswersProps) {
  const { conversation, canReply, isShadowed, isReturning, onReturn, onTakeOver, onCancelEdit } = props;
  const t = useTranslations();
  const reader = useReader();
  const { owner, takeoverUntil } = conversation;
  const hasOptedOut = conversation.optedOutAt !== null;
  const resumesAt = takeoverUntil && reader.isKnown ? clockWords(takeoverUntil, reader) : null;
  const editing = { says: t("inbox.whoAnswers.changing"), next: t("inbox.whoAnswers.staysUntilSent") };
  const line = onCancelEdit ? editing : replyLine(t, { owner, canReply, resumesAt, hasOptedOut, isShadowed });
  const isPerson = owner === "person";
  return (
    <div
      role="status"
      className={cn(
        "flex min-h-10 items-center gap-2.5 rounded-t-[0.55rem] border-b px-4 py-1.5 transition-colors",
        isPerson ? "bg-says-person" : "bg-says-bot",
      )}
    >
      <span
        aria-hidden="true"
        className={cn("size-2 shrink-0 rounded-full", isPerson ? "bg-attention-dot" : "bg-accent")}
      />
      <p className="min-w-0 flex-1 text-sm">
        <span className="font-medium">{line.says}</span> <span className="text-ink-soft">{line.next}</span>
      </p>
      {isPerson && canReply && (
        <Button size="sm" isPending={isReturning} onClick={onReturn}>
          {t("inbox.whoAnswers.returnToBot")}
        </Button>
      )}
      {onCancelEdit && (
        <Button size="sm" onClick={onCancelEdit}>
          {t("common.actions.cancel")}
        </Button>
      )}
      {!isPerson && isShadowed && canReply && !onCancelEdit && (
        <Button size="sm" onClick={onTakeOver}>
          {t("inbox.whoAnswers.takeOver")}
        </Button>
      )}
    </div>
  );
}
