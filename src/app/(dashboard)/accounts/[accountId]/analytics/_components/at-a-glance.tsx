"use client";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { FigureList } from "@/components/figure-list";
import { Input } from "@/components/ui/input";
import { MAX_MINUTES } from "@/domain/analytics/page-question";
import { type Compared, number, share, timeSavedWords } from "@/domain/words/analytics";

interface AtAGlanceProps extends Compared {
  minutesEach: number;
  onMinutes: (minutes: number) => void;
}

/** The figures that people ask for first, each with what it was before. */
export function AtAGlance({ totals, totalsBefore, minutesEach, onMinutes }: AtAGlanceProps) {
  const t = useTranslations();
  const locale = useLocale();
  const id = useId();
  const was = (words: string | null) =>
    words === null ? t("analytics.glance.nothingBefore") : t("analytics.glance.before", { value: words });
  const rate = ({ handoffRate }: Compared["totals"]) => (handoffRate === null ? null : share(handoffRate, 1, locale));
  const figures = [
    {
      label: t("analytics.glance.conversations"),
      value: number(totals.conversations, locale),
      note: was(number(totalsBefore.conversations, locale)),
    },
    {
      label: t("analytics.glance.handedOver"),
      value: rate(totals) ?? "–",
      note: was(rate(totalsBefore)),
    },
    {
      label: t("analytics.glance.optedOut"),
      value: number(totals.optOuts, locale),
      note: was(number(totalsBefore.optOuts, locale)),
    },
    {
      label: t("analytics.glance.timeSaved"),
      value: timeSavedWords(t, locale, totals.turns.answered, minutesEach),
      note: was(timeSavedWords(t, locale, totalsBefore.turns.answered, minutesEach)),
    },
  ];
  return (
    <section aria-label={t("analytics.glance.title")} className="flex flex-col gap-5 py-7 md:py-9">
      <FigureList figures={figures} />
      <div className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
        <label htmlFor={id}>{t("analytics.glance.minutesEach")}</label>
        <Input
          id={id}
          type="number"
          min={1}
          max={MAX_MINUTES}
          className="w-20!"
          defaultValue={minutesEach}
          onChange={(event) => {
            const minutes = event.target.valueAsNumber;
            if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES) onMinutes(minutes);
          }}
        />
      </div>
    </section>
  );
}
