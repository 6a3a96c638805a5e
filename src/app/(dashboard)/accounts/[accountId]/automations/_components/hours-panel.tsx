"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import type { BusinessHours } from "@/domain/automation/hours";
import { WEEKDAYS } from "@/domain/words/automation";
import { whoMay } from "@/domain/words/role";
import { calendarDayWords } from "@/domain/words/time";
import { api } from "@/trpc/react";

const HoursForm = dynamic(() => import("./hours-form").then((module) => module.HoursForm));

/** When the business is open; without hours it always is. */
export function HoursPanel({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [hours] = api.automation.hours.useSuspenseQuery({ accountId });
  const [draft, setDraft] = useState<BusinessHours | null>(null);
  const canManage = account.permissions.includes("automation.manage");
  if (draft)
    return <HoursForm accountId={accountId} hours={draft} isSet={hours !== null} onDone={() => setDraft(null)} />;
  const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="flex flex-col items-start gap-4">
      {hours ? (
        <HoursSummary hours={hours} />
      ) : (
        <p className="text-ink-soft">None are set, so it counts as always open.</p>
      )}
      {canManage ? (
        <Button onClick={() => setDraft(hours ?? defaultBusinessHours(zone()))}>
          {hours ? "Change business hours" : "Set business hours"}
        </Button>
      ) : (
        <p className="text-ink-faint text-sm">{whoMay(t, "automation.manage")} can change them.</p>
      )}
    </div>
  );
}

function HoursSummary({ hours }: { hours: BusinessHours }) {
  const times = (day: BusinessHours["week"][number]) =>
    day.length === 0 ? "closed" : day.map(({ from, to }) => `${from}–${to}`).join(", ");
  return (
    <div className="flex flex-col gap-2">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 tabular-nums">
        {WEEKDAYS.map((day, index) => (
          <div key={day} className="contents">
            <dt className="text-ink-soft">{day}</dt>
            <dd>{times(hours.week[index] ?? [])}</dd>
          </div>
        ))}
        {hours.holidays.map(({ date, name, intervals }) => (
          <div key={date} className="contents">
            <dt className="text-ink-soft">{calendarDayWords(date)}</dt>
            <dd>{[name, times(intervals)].filter(Boolean).join(": ")}</dd>
          </div>
        ))}
      </dl>
      <p className="text-ink-faint text-sm">By the clock of {hours.timeZone.replaceAll("_", " ")}.</p>
    </div>
  );
}
