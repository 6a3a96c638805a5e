"use client";
import { Clock3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { latePart } from "@/components/ui/late/late-part";
import { LocalTime } from "@/components/ui/local-time";
import { errorWords } from "@/trpc/errors";
import { bubbleShape } from "./message-bubble";
import type { PendingReply } from "./pending-replies";

const PendingFile = latePart(async () => (await import("./pending-file")).PendingFile);

interface PendingBubbleProps {
  reply: PendingReply;
  onResend: () => void;
  onDiscard: () => void;
}

/** A reply on its way to the server, or one that didn't get there and what can be done about it. */
export function PendingBubble({ reply, onResend, onDiscard }: PendingBubbleProps) {
  const t = useTranslations();
  const hasFailed = reply.failure !== null;
  return (
    <li data-author="person" className="flex animate-arrive flex-col items-end gap-1 pb-3">
      <div className={cn(bubbleShape, "rounded-ee-mark bg-says-person", hasFailed && "ring-1 ring-danger-dot")}>
        {reply.attachment && (
          <PendingFile attachment={reply.attachment} idempotencyKey={reply.idempotencyKey} hasFailed={hasFailed} />
        )}
        {reply.text !== "" && (
          <p dir="auto" className="whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
            {reply.text}
          </p>
        )}
      </div>
      {hasFailed ? (
        <div role="alert" className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 px-1 text-sm">
          <span className="text-danger">{t("inbox.pending.notSent", { reason: errorWords(reply.failure, t) })}</span>
          <Button variant="link" onClick={onResend}>
            {t("common.actions.tryAgain")}
          </Button>
          <Button variant="link" onClick={onDiscard}>
            {t("inbox.discard")}
          </Button>
        </div>
      ) : (
        <span className="inline-flex items-center gap-1.5 px-1 text-ink-faint text-xs">
          <LocalTime date={reply.submittedAt} as="clock" />
          <Clock3 aria-hidden="true" className="size-3.5" />
          <span className="sr-only">{t("inbox.delivery.sending")}</span>
        </span>
      )}
    </li>
  );
}
