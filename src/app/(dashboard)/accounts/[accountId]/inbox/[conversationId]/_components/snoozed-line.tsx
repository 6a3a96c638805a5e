"use client";
import { AlarmClock } from "lucide-react";
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
  const { bringBack, isPending } = useSnooze(accountId, conversationId);
  const reader = useReader();
  const now = useCurrentMinute();
  return (
    <div className="flex min-h-10 items-center gap-2 border-b bg-sunken px-4 py-1.5 text-sm md:px-5">
      <AlarmClock aria-hidden="true" className="size-4 shrink-0 text-ink-soft" />
      <p className="min-w-0 flex-1">
        <b className="font-medium">Snoozed until {reader.isKnown ? comingWords(until, now, reader) : "later"}.</b>{" "}
        <span className="text-ink-soft">Or until the customer writes.</span>
      </p>
      {canReply && (
        <Button size="sm" isPending={isPending} onClick={bringBack}>
          Bring back
        </Button>
      )}
    </div>
  );
}
