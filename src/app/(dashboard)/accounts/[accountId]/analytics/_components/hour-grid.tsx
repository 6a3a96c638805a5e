import { useLocale, useTranslations } from "next-intl";
import type { WeekHours } from "@/domain/analytics/report";
import { hourWords } from "@/domain/words/analytics";
import { weekdayWords } from "@/domain/words/weekday";

const SHOWN_HOURS = [0, 6, 12, 18];

/** A row of small columns per weekday, all to the same measure: readable without colour. */
export function HourGrid({ label, hours }: { label: string; hours: WeekHours }) {
  const t = useTranslations();
  const locale = useLocale();
  const highest = Math.max(1, ...hours.flat());
  return (
    <div role="img" aria-label={label} className="flex flex-col gap-1">
      {hours.map((day, weekday) => (
        <div key={weekdayWords(weekday, locale)} className="flex items-end gap-2">
          <span className="w-8 shrink-0 text-ink-faint text-xs rtl:w-14">{weekdayWords(weekday, locale, "short")}</span>
          <div className="flex h-7 flex-1 items-end gap-px border-line border-b">
            {day.map((count, hour) => (
              <span
                key={hourWords(hour)}
                title={t("analytics.hours.column", {
                  weekday: weekdayWords(weekday, locale),
                  hour: hourWords(hour),
                  count,
                })}
                className="flex h-full flex-1 items-end"
              >
                <span className="w-full rounded-t-[2px] bg-accent" style={{ height: `${(count / highest) * 100}%` }} />
              </span>
            ))}
          </div>
        </div>
      ))}
      <div className="flex gap-2 text-ink-faint text-xs tabular-nums">
        <span className="w-8 shrink-0 rtl:w-14" />
        <div className="grid flex-1 grid-cols-4">
          {SHOWN_HOURS.map((hour) => (
            <span key={hour}>{hourWords(hour)}</span>
          ))}
        </div>
      </div>
    </div>
  );
}
