"use client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { useReader } from "@/components/ui/use-reader";
import { type ReplyLine, replyLine } from "@/domain/words/conversation";
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

const EDITING: ReplyLine = { says: "You are changing the bot's draft.", next: "It stays as it is until you send." };

/** Who answers right now, and the way to change it: the most important line of the inbox. */
export function WhoAnswers(props: WhoAnswersProps) {
  const { conversation, canReply, isShadowed, isReturning, onReturn, onTakeOver, onCancelEdit } = props;
  const reader = useReader();
  const { owner, takeoverUntil } = conversation;
  const hasOptedOut = conversation.optedOutAt !== null;
  const resumesAt = takeoverUntil && reader.isKnown ? clockWords(takeoverUntil, reader) : null;
  const line = onCancelEdit ? EDITING : replyLine({ owner, canReply, resumesAt, hasOptedOut, isShadowed });
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
          Return to bot
        </Button>
      )}
      {onCancelEdit && (
        <Button size="sm" onClick={onCancelEdit}>
          Cancel
        </Button>
      )}
      {!isPerson && isShadowed && canReply && !onCancelEdit && (
        <Button size="sm" onClick={onTakeOver}>
          Take over
        </Button>
      )}
    </div>
  );
}
