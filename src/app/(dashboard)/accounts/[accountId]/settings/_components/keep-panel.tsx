"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { ConfirmDialog } from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { isShortened, KEEP_DAYS, type KeepTime, keepTimeWords } from "@/domain/messaging/keep-time";
import { countWords } from "@/domain/words/document";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

const OPTIONS = [
  { value: "ever", label: "For ever" },
  ...KEEP_DAYS.toReversed().map((days) => ({ value: String(days), label: `${days} days` })),
];
const timeOf = (value: string): KeepTime => KEEP_DAYS.find((days) => String(days) === value) ?? null;

/** How long conversations are kept. A shorter time is asked about first, with what goes by it. */
export function KeepPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [{ keepDays, removesFrom }] = api.retention.get.useSuspenseQuery({ accountId });
  const [asked, setAsked] = useState<KeepTime>(null);
  const save = api.retention.set.useMutation({
    onSuccess: async (_done, { keepDays: saved }) => {
      await utils.retention.get.invalidate({ accountId });
      setAsked(null);
      toast.success("Saved", { description: `Conversations are kept ${keepTimeWords(saved)} now.` });
    },
    onError: (error) => void toast.error("Nothing was changed", { description: errorWords(error, t) }),
  });
  const choose = (value: string) => {
    const time = timeOf(value);
    if (isShortened(keepDays, time)) setAsked(time);
    else save.mutate({ accountId, keepDays: time });
  };
  return (
    <div className="flex flex-col items-start gap-4">
      {account.permissions.includes("account.manage") ? (
        <ChoiceMenu
          label="Keep conversations"
          value={keepDays === null ? "ever" : String(keepDays)}
          options={OPTIONS}
          onChange={choose}
        />
      ) : (
        <p>
          Conversations are kept {keepTimeWords(keepDays)}.{" "}
          <span className="text-ink-soft">{whoMay(t, "account.manage")} of this account can change it.</span>
        </p>
      )}
      <WhatGoes keepDays={keepDays} />
      {keepDays !== null && removesFrom !== null && removesFrom > new Date() && (
        <p className="text-ink-soft">
          Nothing is removed before <LocalTime date={removesFrom} as="moment" />. Until then you can change it back.
        </p>
      )}
      <ShorteningDialog
        accountId={accountId}
        keepDays={asked}
        isPending={save.isPending}
        onCancel={() => setAsked(null)}
        onConfirm={() => save.mutate({ accountId, keepDays: asked })}
      />
    </div>
  );
}

function WhatGoes({ keepDays }: { keepDays: KeepTime }) {
  if (keepDays === null)
    return (
      <p className="max-w-[60ch] text-ink-soft">
        Nothing is removed by itself. A single customer can be erased at any time, next to their conversation.
      </p>
    );
  return (
    <div className="flex max-w-[60ch] flex-col gap-2 text-ink-soft">
      <p>
        <b className="font-medium text-ink">What goes after {keepDays} days:</b> what messages say and what was only
        read in them, with their files and the reasons for the bot's answers, and test questions that were made of them.
        When nobody has written for so long, the whole conversation goes, with its notes, and what is known of the
        customer.
      </p>
      <p>
        <b className="font-medium text-ink">What stays:</b> the figures in Analytics, your documents and answers, the
        audit log, and the chats on the phone. While a conversation goes on, its notes and tags stay as well.
      </p>
    </div>
  );
}

interface ShorteningDialogProps {
  accountId: string;
  /** Null: nobody is asked. */
  keepDays: KeepTime;
  isPending: boolean;
  onCancel: () => void;
  onConfirm: () => void;
}

function ShorteningDialog({ accountId, keepDays, isPending, onCancel, onConfirm }: ShorteningDialogProps) {
  const preview = api.retention.preview.useQuery({ accountId, keepDays }, { enabled: keepDays !== null, staleTime: 0 });
  const counted = preview.isError ? "It couldn't be counted how much that is." : olderWords(preview.data);
  return (
    <ConfirmDialog
      isOpen={keepDays !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onCancel();
      }}
      title={`Keep conversations ${keepTimeWords(keepDays)}?`}
      description={`${counted} They go a day from now at the earliest, and can't be brought back. Figures in Analytics stay.`}
      confirmLabel="Remove what is older"
      cancelLabel="Change nothing"
      isPending={isPending || preview.isPending}
      onConfirm={onConfirm}
    />
  );
}

function olderWords(counts: { conversationCount: number; messageCount: number } | undefined): string {
  if (!counts) return "Counting what is older…";
  const { conversationCount, messageCount } = counts;
  if (messageCount + conversationCount === 0) return "Nothing is older yet; messages go as they get older.";
  const whole = conversationCount > 0 ? `, among them ${countWords(conversationCount, "whole conversation")}` : "";
  return `Older than that: ${countWords(messageCount, "message")}${whole}.`;
}
