"use client";
import { CircleCheck, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import { GapAnswerDialog } from "./gap-answer-dialog";
import { GapRow } from "./gap-row";
import { GapSkeleton } from "./gap-skeleton";

export type Gaps = RouterOutputs["knowledge"]["gaps"]["list"];
export type Gap = Gaps["open"][number];

const EMPTY: Record<Gap["state"], { title: string; description: string }> = {
  open: {
    title: "No open questions",
    description: "When the bot can't answer a question well, it is collected here with what your team replied.",
  },
  answered: { title: "Nothing answered yet", description: "Questions that you add to the knowledge move here." },
  dismissed: { title: "Nothing dismissed", description: "Questions that the bot need not answer move here." },
};

/** What the bot can't answer, by what became of it. */
export function GapBoard({ accountId }: { accountId: string }) {
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
        label="Which questions"
        value={state}
        onChange={show}
        options={[
          { value: "open", label: "Open", count: data.openCount },
          { value: "answered", label: "Answered", count: data.answered.length },
          { value: "dismissed", label: "Dismissed", count: data.dismissed.length },
        ]}
        className="self-start max-sm:w-full"
      />
      {shown.length === 0 ? (
        <EmptyState picture={<CircleCheck className="size-6" />} {...EMPTY[state]} />
      ) : (
        <ul aria-label="Questions" className="flex flex-col divide-y divide-line border-y">
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
          The {shown.length} most frequent of {data.openCount.toLocaleString("en")} are shown.
        </p>
      )}
      {!canWrite && shown.length > 0 && (
        <p className="text-ink-faint text-sm">{whoMay(t, "knowledge.write")} of this account can answer them.</p>
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
        <p className="font-medium">The questions couldn't be loaded</p>
        <p className="text-ink-soft">{errorWords(error, t)} Nothing is lost.</p>
      </div>
      <Button onClick={onRetry} isPending={isRetrying}>
        <RotateCw />
        Try again
      </Button>
    </div>
  );
}
