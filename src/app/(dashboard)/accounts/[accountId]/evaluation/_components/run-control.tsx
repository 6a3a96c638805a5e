"use client";
import { Play, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/toast";
import { progressWords } from "@/domain/words/evaluation";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { Run } from "./evaluation-board";

function useSayThatItFailed() {
  const t = useTranslations();
  return (error: unknown) =>
    void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
}

/** Asks all test questions, in the background. */
export function RunButton(props: { accountId: string; isRunning: boolean; hasCases: boolean }) {
  const t = useTranslations();
  const sayThatItFailed = useSayThatItFailed();
  const utils = api.useUtils();
  const { accountId } = props;
  const start = api.evaluation.start.useMutation({
    onSuccess: () => utils.evaluation.runs.invalidate({ accountId }),
    onError: sayThatItFailed,
  });
  return (
    <Button
      variant="primary"
      disabled={!props.hasCases}
      isPending={start.isPending || props.isRunning}
      onClick={() => start.mutate({ accountId })}
      className="max-md:h-11"
    >
      {!props.isRunning && !start.isPending && <Play />}
      {t("evaluation.runs.run")}
    </Button>
  );
}

/** How far the run has come, and the way to stop it. It goes on when the page is left. */
export function RunProgress({ accountId, run, canManage }: { accountId: string; run: Run; canManage: boolean }) {
  const t = useTranslations();
  const sayThatItFailed = useSayThatItFailed();
  const utils = api.useUtils();
  const cancel = api.evaluation.cancel.useMutation({
    onSuccess: () => utils.evaluation.runs.invalidate({ accountId }),
    onError: sayThatItFailed,
  });
  const words = progressWords(t, run);
  return (
    <div role="status" className="flex min-w-0 flex-1 basis-72 items-center gap-4">
      <div className="flex min-w-0 max-w-96 flex-1 flex-col gap-1.5">
        <p className="text-ink-soft text-sm tabular-nums">{words}</p>
        <Progress share={run.totalCount === 0 ? null : run.doneCount / run.totalCount} label={words} />
      </div>
      {canManage && (
        <Button
          variant="quiet"
          size="sm"
          isPending={cancel.isPending}
          onClick={() => cancel.mutate({ accountId, runId: run.id })}
          className="max-md:h-9"
        >
          <Square />
          {t("evaluation.runs.stop")}
        </Button>
      )}
    </div>
  );
}
