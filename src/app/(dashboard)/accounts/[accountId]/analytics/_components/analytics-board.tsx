"use client";
import { keepPreviousData } from "@tanstack/react-query";
import { ChartColumn, RotateCw } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { useReader } from "@/components/ui/use-reader";
import { type PageQuestion, readQuestion, writeQuestion } from "@/domain/analytics/page-question";
import { lastDays } from "@/domain/analytics/period";
import type { KnownReader } from "@/domain/words/reader";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { BoardSkeleton, ChartsSkeleton } from "./board-skeleton";
import { Charts } from "./charts";
import { CsvButton } from "./csv-button";
import { PeriodChoice } from "./period-choice";

interface AnalyticsBoardProps {
  accountId: string;
  /** As the page was asked for; undefined where only the browser knows. */
  pageReader: KnownReader | undefined;
}

/** Figures by the reader's clock: as the page came with them, until the browser says otherwise (it may have travelled). */
export function AnalyticsBoard({ accountId, pageReader }: AnalyticsBoardProps) {
  const browserReader = useReader();
  const question = readQuestion(useSearchParams());
  const reader = browserReader.isKnown ? browserReader : pageReader;
  if (!reader) return <BoardSkeleton />;
  return <Board accountId={accountId} reader={reader} question={question} />;
}

interface BoardProps {
  accountId: string;
  reader: KnownReader;
  question: PageQuestion;
}

function Board({ accountId, reader, question }: BoardProps) {
  const t = useTranslations();
  const { period, tag, minutesEach } = question;
  const asked = { accountId, period, timeZone: reader.timeZone, tag };
  const report = api.analytics.report.useQuery(asked, { placeholderData: keepPreviousData });
  const tags = api.analytics.tags.useQuery({ accountId });
  const change = (next: PageQuestion) =>
    window.history.replaceState(null, "", `${window.location.pathname}${writeQuestion(next)}`);
  if (report.data?.isEmpty)
    return (
      <EmptyState
        picture={<ChartColumn className="size-6" />}
        title={t("analytics.board.empty.title")}
        description={t("analytics.board.empty.description")}
      />
    );
  const shown = "days" in period ? lastDays(reader.timeZone, period.days, new Date()) : period;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <PeriodChoice question={question} shown={shown} tags={tags.data ?? []} onChange={change} />
        <CsvButton question={asked} />
      </div>
      {report.isError ? (
        <ReportError error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data ? (
        <div className={cn(report.isPlaceholderData && "opacity-60")} aria-busy={report.isPlaceholderData}>
          <Charts
            accountId={accountId}
            asked={asked}
            report={report.data}
            locale={reader.locale}
            minutesEach={minutesEach}
            onMinutes={(minutes) => change({ ...question, minutesEach: minutes })}
          />
        </div>
      ) : (
        <ChartsSkeleton />
      )}
    </>
  );
}

function ReportError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations();
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-9">
      <div className="flex max-w-[52ch] flex-col gap-0.5">
        <p className="font-medium">{t("analytics.board.failed")}</p>
        <p className="text-ink-soft">{errorWords(error, t)}</p>
      </div>
      <Button size="sm" onClick={onRetry}>
        <RotateCw />
        {t("common.actions.tryAgain")}
      </Button>
    </div>
  );
}
