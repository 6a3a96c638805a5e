"use client";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import type { BusinessHours } from "@/domain/automation/hours";
import { FORMAT_LOCALES } from "@/domain/words/languages";
import { whoMay } from "@/domain/words/role";
import { calendarDayWords } from "@/domain/words/time";
import { WEEKDAYS, weekdayWords } from "@/domain/words/weekday";
import { api } from "@/trpc/react";

const HoursForm = dynamic(() => import("./hours-form").then((module) => module.HoursForm));

/** When the business is open; without hours it always is. */
export function HoursPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [hours] = api.automation.hours.useSuspenseQuery({ accountId });
  const [draft, setDraft] = useState<BusinessHours | null>(null);
  const canManage = account.permissions.includes("automation.manage");
  if (draft)
    return <HoursForm accountId={accountId} hours={draft} isSet={hours !== null} onDone={() => setDraft(null)} />;
  const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="flex flex-col items-start gap-4">
      {hours ? <HoursSummary hours={hours} /> : <p className="text-ink-soft">{t("automations.hours.none")}</p>}
      {canManage ? (
        <Button onClick={() => setDraft(hours ?? defaultBusinessHours(zone()))}>
          {t(hours ? "automations.hours.change" : "automations.hours.set")}
        </Button>
      ) : (
        <p className="text-ink-faint text-sm">
          {t("automations.hours.whoCanChange", { who: whoMay(t, "automation.manage") })}
        </p>
      )}
    </div>
  );
}

function HoursSummary({ hours }: { hours: BusinessHours }) {
  const t = useTranslations();
  const locale = useLocale();
  const times = (day: BusinessHours["week"][number]) =>
    day.length === 0 ? t("automations.hours.closedThen") : day.map(({ from, to }) => `${from}–${to}`).join(", ");
  return (
    <div className="flex flex-col gap-2">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 tabular-nums">
        {WEEKDAYS.map((day) => (
          <div key={day} className="contents">
            <dt className="text-ink-soft first-letter:uppercase">{weekdayWords(day, locale)}</dt>
            <dd>{times(hours.week[day] ?? [])}</dd>
          </div>
        ))}
        {hours.holidays.map(({ date, name, intervals }) => (
          <div key={date} className="contents">
            <dt className="text-ink-soft">{calendarDayWords(date, FORMAT_LOCALES[locale])}</dt>
            <dd>{[name, times(intervals)].filter(Boolean).join(": ")}</dd>
          </div>
        ))}
      </dl>
      <p className="text-ink-faint text-sm">
        {t("automations.hours.byTheClockOf", { zone: hours.timeZone.replaceAll("_", " ") })}
      </p>
    </div>
  );
}
