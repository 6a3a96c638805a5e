"use client";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { FigureList } from "@/components/figure-list";
import { PanelBoundary } from "@/components/panel";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { useReader } from "@/components/ui/use-reader";
import { answerTimeWords } from "@/domain/words/home";
import { api } from "@/trpc/react";

interface TodayFiguresProps {
  accountId: string;
  /** IANA name, as the page was asked for; undefined where only the browser knows. */
  pageTimeZone: string | undefined;
}

/** What happened today by the reader's clock: as the page came with it, until the browser says otherwise. */
export function TodayFigures({ accountId, pageTimeZone }: TodayFiguresProps) {
  const reader = useReader();
  const timeZone = reader.isKnown ? reader.timeZone : pageTimeZone;
  if (!timeZone) return <Waiting />;
  return (
    <PanelBoundary>
      <Figures accountId={accountId} timeZone={timeZone} />
    </PanelBoundary>
  );
}

function Waiting() {
  const t = useTranslations();
  return (
    <SkeletonGroup label={t("home.today.loading")} className="grid grid-cols-2 gap-x-8 gap-y-6 sm:grid-cols-4">
      {["received", "answered", "handed over", "time"].map((name) => (
        <Skeleton key={name} className="h-18" />
      ))}
    </SkeletonGroup>
  );
}

function Figures({ accountId, timeZone }: { accountId: string; timeZone: string }) {
  const t = useTranslations();
  const { number } = useFormatter();
  const locale = useLocale();
  const today = api.home.today.useQuery({ accountId, timeZone }, { throwOnError: true });
  if (!today.data) return <Waiting />;
  const { received, byPeople, turns, medianAnswerMs } = today.data;
  const figures = [
    {
      label: t("home.today.received"),
      value: number(received),
      note: t("home.today.byPeople", { count: byPeople }),
    },
    {
      label: t("home.today.answered"),
      value: number(turns.answered),
      note: t("home.today.byRules", { count: turns.automated }),
    },
    {
      label: t("home.today.handedOver"),
      value: number(turns.handed_off),
      note: t("home.today.neededNone", { count: turns.ignored }),
    },
    {
      label: t("home.today.timeToAnswer"),
      value: answerTimeWords(medianAnswerMs, locale),
      note: t(medianAnswerMs === null ? "home.today.noAnswers" : "home.today.halfSooner"),
    },
  ];
  return <FigureList figures={figures} />;
}
