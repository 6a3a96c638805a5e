"use client";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { LengthOfTime } from "@/components/ui/length-of-time";
import { LocalTime } from "@/components/ui/local-time";
import { StatusDot } from "@/components/ui/status-dot";
import { reasonWords } from "@/domain/words/connection";
import { durationWords } from "@/domain/words/duration";
import { phaseWords, timesWords } from "@/domain/words/health";
import { type HistoryRow, type Period, toPeriods } from "@/domain/words/health-timeline";

const SHOWN_FIRST = 5;

/** What the connection went through, newest first; tries that belong together are one line. */
export function HistoryList({ history }: { history: readonly HistoryRow[] }) {
  const t = useTranslations();
  const periods = useMemo(() => toPeriods(history), [history]);
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? periods : periods.slice(0, SHOWN_FIRST);
  return (
    <section aria-label={t("connection.health.history")} className="flex flex-col gap-1">
      <h3 className="font-medium">{t("connection.health.whatHappened")}</h3>
      <ol aria-label={t("connection.health.history")} className="flex flex-col">
        {shown.map((period, index) => (
          <PeriodRow key={period.from.getTime()} period={period} isLast={index === shown.length - 1} />
        ))}
      </ol>
      {periods.length > SHOWN_FIRST && (
        <div>
          <Button size="sm" variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? t("connection.showLess") : t("connection.showAll", { count: periods.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

function PeriodRow({ period, isLast }: { period: Period; isLast: boolean }) {
  const t = useTranslations();
  const locale = useLocale();
  const { label, tone } = phaseWords(t, period.phase);
  const times = timesWords(t, period.phase, period.times);
  const { from, until } = period;
  return (
    <li className="relative grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2.5 py-2">
      {/* The line from each dot to the next. */}
      {!isLast && <span aria-hidden="true" className="absolute top-5.5 bottom-[-0.6rem] start-[7px] w-px bg-line" />}
      <span className="flex h-5 items-center justify-center">
        <StatusDot tone={tone} className="animate-none!" />
      </span>
      <p>
        {t.rich(times ? "connection.health.periodOfTries" : "connection.health.period", {
          label,
          times,
          faint: (words) => <span className="text-ink-faint">{words}</span>,
          length: () =>
            until ? durationWords(until.getTime() - from.getTime(), locale) : <LengthOfTime since={from} />,
        })}
      </p>
      <LocalTime date={from} as="moment" className="text-end text-ink-faint text-sm leading-5" />
      {period.reasons.map((reason) => (
        <p key={reason} className="col-span-2 col-start-2 mt-0.5 max-w-[60ch] text-ink-soft text-sm">
          {reasonWords(t, reason)}
        </p>
      ))}
    </li>
  );
}
