"use client";
import { useLocale, useTranslations } from "next-intl";
import { Suspense } from "react";
import { ChangedCases } from "@/components/changed-cases";
import { PanelBoundary } from "@/components/panel";
import { LocalTime } from "@/components/ui/local-time";
import { Notice } from "@/components/ui/notice";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { CHECKS, type Count } from "@/domain/evaluation/scoring";
import { caveatWords, changedWords, checkWords, countOfWords, rateWords } from "@/domain/words/evaluation";
import { FORMAT_LOCALES } from "@/domain/words/languages";
import { api } from "@/trpc/react";
import type { FinishedRun } from "./evaluation-board";

interface RunResultProps {
  accountId: string;
  run: FinishedRun;
  isNewest: boolean;
}

/** How one run came out, and what got worse or better since the run before. */
export function RunResult({ accountId, run, isNewest }: RunResultProps) {
  const t = useTranslations();
  const { summary } = run;
  const title = t(isNewest ? "evaluation.result.last" : "evaluation.result.earlier");
  const caveat = caveatWords(t, run);
  return (
    <section aria-label={title} className="flex flex-col gap-5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-semibold text-lg">{title}</h2>
        <LocalTime date={run.createdAt} as="moment" className="text-ink-faint text-sm" />
      </div>
      <dl className="grid grid-cols-2 border-y sm:grid-cols-4 sm:divide-x sm:divide-line">
        <Figure
          label={t("evaluation.allRight.label")}
          hint={t("evaluation.allRight.hint")}
          count={summary.all}
          isMain
        />
        {CHECKS.map((check) => (
          <Figure key={check} {...checkWords(t, check)} count={summary[check]} />
        ))}
      </dl>
      {caveat && (
        <Notice tone="attention" role="status">
          <p>{caveat}</p>
        </Notice>
      )}
      <PanelBoundary>
        <Suspense fallback={<ComparisonSkeleton />}>
          <SinceTheRunBefore accountId={accountId} runId={run.id} />
        </Suspense>
      </PanelBoundary>
    </section>
  );
}

interface FigureProps {
  label: string;
  hint: string;
  count: Count;
  isMain?: boolean;
}

/** A rate with what it is of. */
function Figure({ label, hint, count, isMain = false }: FigureProps) {
  const t = useTranslations();
  return (
    <div title={hint} className="flex flex-col gap-0.5 py-4 sm:px-4 sm:first:ps-0">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2">
        <span className={`font-semibold text-xl tabular-nums ${isMain ? "text-accent" : ""}`}>
          {rateWords(t, count)}
        </span>
        <span className="text-ink-faint text-sm tabular-nums">{countOfWords(t, count)}</span>
      </dd>
    </div>
  );
}

function SinceTheRunBefore({ accountId, runId }: { accountId: string; runId: string }) {
  const t = useTranslations();
  const locale = FORMAT_LOCALES[useLocale()];
  const [{ comparison }] = api.evaluation.run.useSuspenseQuery({ accountId, runId });
  if (!comparison) return <p className="text-ink-faint text-sm">{t("evaluation.result.first")}</p>;
  const { regressions, improvements, changed } = comparison;
  return (
    <div className="flex flex-col gap-5">
      <p className="text-ink-soft">
        {regressions.length === 0 && improvements.length === 0 && `${t("evaluation.result.asBefore")} `}
        {changedWords(t, locale, changed)}
      </p>
      <ChangedCases kind="worse" changes={regressions} />
      <ChangedCases kind="better" changes={improvements} />
    </div>
  );
}

function ComparisonSkeleton() {
  const t = useTranslations();
  return (
    <SkeletonGroup label={t("evaluation.result.comparing")}>
      <Skeleton className="h-16" />
    </SkeletonGroup>
  );
}
