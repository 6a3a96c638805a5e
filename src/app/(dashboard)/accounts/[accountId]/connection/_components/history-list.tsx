"use client";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { LengthOfTime } from "@/components/ui/length-of-time";
import { LocalTime } from "@/components/ui/local-time";
import { StatusDot } from "@/components/ui/status-dot";
import { durationWords, phaseWords, timesWords } from "@/domain/words/health";
import { type HistoryRow, type Period, toPeriods } from "@/domain/words/health-timeline";

const SHOWN_FIRST = 5;

/** What the connection went through, newest first; tries that belong together are one line. */
export function HistoryList({ history }: { history: readonly HistoryRow[] }) {
  const periods = useMemo(() => toPeriods(history), [history]);
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? periods : periods.slice(0, SHOWN_FIRST);
  return (
    <section aria-label="History" className="flex flex-col gap-1">
      <h3 className="font-medium">What happened</h3>
      <ol aria-label="History" className="flex flex-col">
        {shown.map((period, index) => (
          <PeriodRow key={period.from.getTime()} period={period} isLast={index === shown.length - 1} />
        ))}
      </ol>
      {periods.length > SHOWN_FIRST && (
        <div>
          <Button size="sm" variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? "Show less" : `Show all ${periods.length}`}
          </Button>
        </div>
      )}
    </section>
  );
}

function PeriodRow({ period, isLast }: { period: Period; isLast: boolean }) {
  const { label, tone } = phaseWords(period.phase);
  const times = timesWords(period.phase, period.times);
  return (
    <li className="relative grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2.5 py-2">
      {/* The line from each dot to the next. */}
      {!isLast && <span aria-hidden="true" className="absolute top-5.5 bottom-[-0.6rem] start-[7px] w-px bg-line" />}
      <span className="flex h-5 items-center justify-center">
        <StatusDot tone={tone} className="animate-none" />
      </span>
      <p>
        {label}
        <span className="text-ink-faint">
          {" for "}
          {period.until ? (
            durationWords(period.until.getTime() - period.from.getTime())
          ) : (
            <LengthOfTime since={period.from} />
          )}
          {times && `, ${times}`}
        </span>
      </p>
      <LocalTime date={period.from} as="moment" className="text-end text-ink-faint text-sm leading-5" />
      {period.reasons.map((reason) => (
        <p key={reason} className="col-span-2 col-start-2 mt-0.5 max-w-[60ch] text-ink-soft text-sm">
          {reason}
        </p>
      ))}
    </li>
  );
}
