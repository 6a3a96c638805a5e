"use client";
import { AlarmClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { comingWords } from "@/domain/words/time";
import { useSnooze } from "./use-snooze";

interface SnoozedLineProps {
  accountId: string;
  conversationId: string;
  until: Date;
  canReply: boolean;
}

/** Tells everybody in the team that the conversation is put off, and until when. */
export function SnoozedLine({ accountId, conversationId, until, canReply }: SnoozedLineProps) {
  const t = useTranslations();
  const { bringBack, isPending } = useSnooze(accountId, conversationId);
  const reader = useReader();
  const now = useCurrentMinute();
  return (
    <div className="flex min-h-10 items-center gap-2 border-b bg-sunken px-4 py-1.5 text-sm md:px-5">
      <AlarmClock aria-hidden="true" className="size-4 shrink-0 text-ink-soft" />
      <p className="min-w-0 flex-1">
        <b className="font-medium">
          {reader.isKnown
            ? t("inbox.snooze.lineUntil", { when: comingWords(until, now, reader) })
            : t("inbox.snooze.line")}
        </b>{" "}
        <span className="text-ink-soft">{t("inbox.snooze.orUntilTheyWrite")}</span>
      </p>
      {canReply && (
        <Button size="sm" isPending={isPending} onClick={bringBack}>
          {t("inbox.snooze.bringBack")}
        </Button>
      )}
    </div>
  );
}
