"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { ConfirmDialog } from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { isShortened, KEEP_DAYS, type KeepTime } from "@/domain/messaging/keep-time";
import { keepTimeWords } from "@/domain/words/keep-time";
import { whoMay } from "@/domain/words/role";
import type { Translate } from "@/domain/words/translate";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

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
      toast.success(t("settings.keep.saved"), {
        description: t("settings.keep.savedDetail", { time: keepTimeWords(t, saved) }),
      });
    },
    onError: (error) => void toast.error(t("settings.keep.notChanged"), { description: errorWords(error, t) }),
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
          label={t("settings.keep.label")}
          value={keepDays === null ? "ever" : String(keepDays)}
          options={[
            { value: "ever", label: t("settings.keep.forEver") },
            ...KEEP_DAYS.toReversed().map((days) => ({
              value: String(days),
              label: t("settings.keep.days", { days }),
            })),
          ]}
          onChange={choose}
        />
      ) : (
        <p>
          {t("settings.keep.isKept", { time: keepTimeWords(t, keepDays) })}{" "}
          <span className="text-ink-soft">{t("settings.keep.whoMay", { who: whoMay(t, "account.manage") })}</span>
        </p>
      )}
      <WhatGoes keepDays={keepDays} />
      {keepDays !== null && removesFrom !== null && removesFrom > new Date() && (
        <p className="text-ink-soft">
          {t.rich("settings.keep.notBefore", { when: () => <LocalTime date={removesFrom} as="moment" /> })}
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
  const t = useTranslations();
  if (keepDays === null) return <p className="max-w-[60ch] text-ink-soft">{t("settings.keep.nothingGoes")}</p>;
  return (
    <div className="flex max-w-[60ch] flex-col gap-2 text-ink-soft">
      <p>{t.rich("settings.keep.goes", { days: keepDays, b: strong })}</p>
      <p>{t.rich("settings.keep.stays", { b: strong })}</p>
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
  const t = useTranslations();
  const preview = api.retention.preview.useQuery({ accountId, keepDays }, { enabled: keepDays !== null, staleTime: 0 });
  const counted = preview.isError ? t("settings.keep.notCounted") : olderWords(t, preview.data);
  return (
    <ConfirmDialog
      isOpen={keepDays !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onCancel();
      }}
      title={t("settings.keep.ask", { time: keepTimeWords(t, keepDays) })}
      description={t("settings.keep.askDetail", { counted })}
      confirmLabel={t("settings.keep.removeOlder")}
      cancelLabel={t("settings.keep.changeNothing")}
      isPending={isPending || preview.isPending}
      onConfirm={onConfirm}
    />
  );
}

const strong = (words: ReactNode) => <b className="font-medium text-ink">{words}</b>;

function olderWords(t: Translate, counts: { conversationCount: number; messageCount: number } | undefined): string {
  if (!counts) return t("settings.keep.counting");
  const { conversationCount: conversations, messageCount: messages } = counts;
  if (messages + conversations === 0) return t("settings.keep.nothingOlder");
  return t(conversations > 0 ? "settings.keep.olderWhole" : "settings.keep.older", { messages, conversations });
}
