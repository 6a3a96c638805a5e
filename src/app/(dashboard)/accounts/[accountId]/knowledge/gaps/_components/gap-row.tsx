"use client";
import { BookPlus, ChevronDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { gapKinds, gapLanguages, gapVolume } from "@/domain/words/gap";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { Gap } from "./gap-board";

const UNDO_MS = 10_000;

interface GapRowProps {
  accountId: string;
  gap: Gap;
  canWrite: boolean;
  onAnswer: () => void;
}

/** One question: how often and how it went wrong, in which words it was asked, and what can be done. */
export function GapRow({ accountId, gap, canWrite, onAnswer }: GapRowProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { question, state, isReopened, kinds, languages, lastAskedAt, examples } = gap;
  const languagesTold = gapLanguages(t, languages, locale);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
      <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
        <p dir="auto" className="max-w-[72ch] break-words font-medium">
          {question}
        </p>
        <p className="max-w-[72ch] text-ink-soft text-sm">
          {isReopened && (
            <Badge tone="attention" className="me-2">
              {t("knowledge.gaps.reopened")}
            </Badge>
          )}
          {t("knowledge.gaps.summary", { volume: gapVolume(t, gap), kinds: gapKinds(t, kinds) })}
        </p>
        <p className="text-ink-faint text-sm">
          {t.rich("knowledge.gaps.last", { when: () => <LocalTime date={lastAskedAt} as="moment" /> })}
          {languagesTold && ` · ${languagesTold}`}
        </p>
        {examples.length > 0 && <OtherWords examples={examples} />}
      </div>
      {canWrite && state !== "answered" && (
        <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:h-11 max-sm:*:flex-1">
          {state === "open" && (
            <Button onClick={onAnswer} aria-label={t("knowledge.gaps.addQuestion", { question })}>
              <BookPlus />
              {t("knowledge.gaps.add")}
            </Button>
          )}
          <DismissButton accountId={accountId} gap={gap} />
        </div>
      )}
    </li>
  );
}

function OtherWords({ examples }: { examples: readonly string[] }) {
  const t = useTranslations();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex flex-col gap-1">
      <Button
        variant="quiet"
        size="sm"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className="-ms-2.5 self-start max-md:h-9"
      >
        {t("knowledge.gaps.wordings", { count: examples.length })}
        <ChevronDown aria-hidden="true" className={cn("transition-transform", isOpen && "rotate-180")} />
      </Button>
      <ul
        id={id}
        aria-label={t("knowledge.gaps.otherWordings")}
        hidden={!isOpen}
        className="flex flex-col gap-1.5 text-ink-soft text-sm"
      >
        {examples.map((example) => (
          <li key={example} dir="auto" className="max-w-[72ch] break-words border-outline border-s-2 ps-3">
            {example}
          </li>
        ))}
      </ul>
    </div>
  );
}

function DismissButton({ accountId, gap: { groupId, state, question } }: { accountId: string; gap: Gap }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const refresh = () => utils.knowledge.gaps.list.invalidate({ accountId });
  const onError = (error: unknown) =>
    void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
  const restore = api.knowledge.gaps.restore.useMutation({ onSuccess: refresh, onError });
  const bringBack = () => restore.mutate({ accountId, groupId });
  const dismiss = api.knowledge.gaps.dismiss.useMutation({
    onError,
    onSuccess: async () => {
      toast.success(t("knowledge.finding.dismissed"), {
        duration: UNDO_MS,
        action: { label: t("common.actions.undo"), onClick: bringBack },
      });
      await refresh();
    },
  });
  if (state === "dismissed")
    return (
      <Button
        isPending={restore.isPending}
        onClick={bringBack}
        aria-label={t("knowledge.gaps.bringBackQuestion", { question })}
      >
        {t("knowledge.gaps.bringBack")}
      </Button>
    );
  return (
    <Button
      variant="quiet"
      isPending={dismiss.isPending}
      onClick={() => dismiss.mutate({ accountId, groupId })}
      aria-label={t("knowledge.gaps.dismissQuestion", { question })}
    >
      {t("knowledge.finding.dismiss")}
    </Button>
  );
}
