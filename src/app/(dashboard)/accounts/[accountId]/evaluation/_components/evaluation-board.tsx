"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { whoMay } from "@/domain/words/role";
import { api, type RouterOutputs } from "@/trpc/react";
import { AddCaseMenu } from "./add-case-menu";
import { CaseList } from "./case-list";
import { EvaluationStart } from "./evaluation-start";
import { RunButton, RunProgress } from "./run-control";
import { RunHistory } from "./run-history";
import { RunResult } from "./run-result";

export type TestCaseItem = RouterOutputs["evaluation"]["list"][number];
export type Run = RouterOutputs["evaluation"]["runs"][number];
export type FinishedRun = Run & { summary: NonNullable<Run["summary"]> };

/** The test questions of an account, how they came out, and what became of that over time. */
export function EvaluationBoard({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [cases] = api.evaluation.list.useSuspenseQuery({ accountId });
  const [runs] = api.evaluation.runs.useSuspenseQuery({ accountId });
  const [chosenId, choose] = useState<string | null>(null);

  const canManage = account.permissions.includes("evaluation.manage");
  const current = runs.find(({ state }) => state === "running");
  const finished = runs.filter((run): run is FinishedRun => run.summary !== null);
  const shown = finished.find(({ id }) => id === chosenId) ?? finished[0];
  if (cases.length === 0 && runs.length === 0) return <EvaluationStart accountId={accountId} canManage={canManage} />;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-3">
        {current ? (
          <RunProgress accountId={accountId} run={current} canManage={canManage} />
        ) : (
          <RunNote newest={runs[0]} canManage={canManage} />
        )}
        {canManage && (
          <div className="flex gap-2">
            <AddCaseMenu accountId={accountId} cases={cases} />
            <RunButton accountId={accountId} isRunning={current !== undefined} hasCases={cases.length > 0} />
          </div>
        )}
      </div>
      {shown && (
        <>
          <RunResult key={shown.id} accountId={accountId} run={shown} isNewest={shown.id === finished[0]?.id} />
          <RunHistory runs={finished} shownId={shown.id} onShow={choose} />
        </>
      )}
      <CaseList accountId={accountId} cases={cases} shownRunId={shown?.id} canManage={canManage} />
    </div>
  );
}

/** What became of the newest run, where its figures don't say it. */
function RunNote({ newest, canManage }: { newest: Run | undefined; canManage: boolean }) {
  const t = useTranslations();
  const words = () => {
    if (!newest)
      return canManage
        ? t("evaluation.runs.notYet")
        : t("evaluation.runs.notYetAndWho", { who: whoMay(t, "evaluation.manage") });
    if (newest.state === "cancelled")
      return t("evaluation.runs.stopped", { done: newest.doneCount, total: newest.totalCount });
    if (newest.state === "failed") return t("evaluation.runs.brokeOff");
    return "";
  };
  return <p className="min-w-0 flex-1 text-ink-soft">{words()}</p>;
}
