"use client";
import { CircleCheck, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { latePart } from "@/components/ui/late/late-part";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import { GapRow } from "./gap-row";
import { GapSkeleton } from "./gap-skeleton";

const GapAnswerDialog = latePart(async () => (await import("./gap-answer-dialog")).GapAnswerDialog);

export type Gaps = RouterOutputs["knowledge"]["gaps"]["list"];
export type Gap = Gaps["open"][number];

/** What the bot can't answer, by what became of it. */
export function GapBoard({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const { data, error, refetch, isRefetching } = api.knowledge.gaps.list.useQuery({ accountId });
  const [state, show] = useState<Gap["state"]>("open");
  const [answering, setAnswering] = useState<string>();
  const canWrite = account.permissions.includes("knowledge.write");
  if (!data)
    return error ? (
      <GapsError error={error} isRetrying={isRefetching} onRetry={() => void refetch()} />
    ) : (
      <GapSkeleton />
    );
  const shown = data[state];
  return (
    <div className="flex flex-col gap-5">
      <SegmentedControl
        label={t("knowledge.gaps.which")}
        value={state}
        onChange={show}
        options={[
          { value: "open", label: t("knowledge.gaps.states.open"), count: data.openCount },
          { value: "answered", label: t("knowledge.gaps.states.answered"), count: data.answered.length },
          { value: "dismissed", label: t("knowledge.gaps.states.dismissed"), count: data.dismissed.length },
        ]}
        className="self-start max-sm:w-full"
      />
      {shown.length === 0 ? (
        <EmptyState
          picture={<CircleCheck className="size-6" />}
          title={t(`knowledge.gaps.empty.${state}.title`)}
          description={t(`knowledge.gaps.empty.${state}.description`)}
        />
      ) : (
        <ul aria-label={t("knowledge.gaps.list")} className="flex flex-col divide-y divide-line border-y">
          {shown.map((gap) => (
            <GapRow
              key={gap.groupId}
              accountId={accountId}
              gap={gap}
              canWrite={canWrite}
              onAnswer={() => setAnswering(gap.groupId)}
            />
          ))}
        </ul>
      )}
      {state === "open" && data.openCount > shown.length && (
        <p className="text-ink-faint text-sm">
          {t("knowledge.gaps.mostFrequent", { count: shown.length, total: data.openCount })}
        </p>
      )}
      {!canWrite && shown.length > 0 && (
        <p className="text-ink-faint text-sm">
          {t("knowledge.gaps.whoMayAnswer", { who: whoMay(t, "knowledge.write") })}
        </p>
      )}
      {answering && (
        <GapAnswerDialog
          key={answering}
          accountId={accountId}
          groupId={answering}
          onClose={() => setAnswering(undefined)}
        />
      )}
    </div>
  );
}

function GapsError({ error, isRetrying, onRetry }: { error: unknown; isRetrying: boolean; onRetry: () => void }) {
  const t = useTranslations();
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-9">
      <div className="flex max-w-[52ch] flex-col gap-0.5">
        <p className="font-medium">{t("knowledge.gaps.failed")}</p>
        <p className="text-ink-soft">
          {errorWords(error, t)} {t("knowledge.gaps.nothingLost")}
        </p>
      </div>
      <Button onClick={onRetry} isPending={isRetrying}>
        <RotateCw />
        {t("common.actions.tryAgain")}
      </Button>
    </div>
  );
}
