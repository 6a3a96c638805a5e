"use client";
import { useLocale, useTranslations } from "next-intl";
import { FigureList } from "@/components/figure-list";
import { PanelBoundary } from "@/components/panel";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { answerTimeWords } from "@/domain/words/home";
import { api } from "@/trpc/react";

/** What happened today by the reader's clock, which only the browser knows. */
export function TodayFigures({ accountId }: { accountId: string }) {
  const isHydrated = useIsHydrated();
  if (!isHydrated) return <Waiting />;
  return (
    <PanelBoundary>
      <Figures accountId={accountId} timeZone={new Intl.DateTimeFormat().resolvedOptions().timeZone} />
    </PanelBoundary>
  );
}

const Waiting = () => (
  <SkeletonGroup label="Loading today's figures" className="grid grid-cols-2 gap-x-8 gap-y-6 sm:grid-cols-4">
    {["received", "answered", "handed over", "time"].map((name) => (
      <Skeleton key={name} className="h-18" />
    ))}
  </SkeletonGroup>
);

function Figures({ accountId, timeZone }: { accountId: string; timeZone: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const today = api.home.today.useQuery({ accountId, timeZone }, { throwOnError: true });
  if (!today.data) return <Waiting />;
  const { received, byPeople, turns, medianAnswerMs } = today.data;
  const figures = [
    {
      label: "Received",
      value: received.toLocaleString("en"),
      note: `${byPeople.toLocaleString("en")} written by people`,
    },
    {
      label: "Answered",
      value: turns.answered.toLocaleString("en"),
      note: `${turns.automated.toLocaleString("en")} more by rules`,
    },
    {
      label: "Handed over",
      value: turns.handed_off.toLocaleString("en"),
      note: `${turns.ignored.toLocaleString("en")} needed no answer`,
    },
    {
      label: "Time to answer",
      value: answerTimeWords(t, medianAnswerMs, locale),
      note: medianAnswerMs === null ? "No answers yet" : "Half of them came sooner",
    },
  ];
  return <FigureList figures={figures} />;
}
