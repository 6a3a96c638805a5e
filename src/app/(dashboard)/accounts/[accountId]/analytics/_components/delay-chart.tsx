"use client";
import { useLocale, useTranslations } from "next-intl";
import type { Delays } from "@/domain/analytics/report";
import { delayClassWords, delayWords, number } from "@/domain/words/analytics";
import type { Translate } from "@/domain/words/translate";
import { BarList } from "./bar-list";
import { ChartPanel } from "./chart-panel";

interface DelayChartProps {
  topic: string;
  title: string;
  note: string;
  now: Delays;
  before: Delays;
}

/** How long something took: how many in each class, and the mean. */
export function DelayChart({ topic, title, note, now, before }: DelayChartProps) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <ChartPanel
      topic={topic}
      title={title}
      note={[note, ...meanWords(t, locale, now, before)].join(" ")}
      table={{
        head: [t("analytics.delay.time"), t("analytics.panel.now"), t("analytics.panel.before")],
        rows: now.classes.map(({ name, count }, index) => [
          delayClassWords(t, name),
          number(count, locale),
          number(before.classes[index]?.count ?? 0, locale),
        ]),
      }}
    >
      <BarList
        label={topic}
        bars={now.classes.map(({ name, count }) => ({ label: delayClassWords(t, name), count }))}
      />
    </ChartPanel>
  );
}

/** The mean in a sentence, with what it was before; none of nothing. */
function meanWords(t: Translate, locale: string, now: Delays, before: Delays): string[] {
  if (now.meanMs === null) return [];
  const mean = delayWords(t, locale, now.meanMs);
  if (before.meanMs === null) return [t("analytics.delay.mean", { now: mean })];
  return [t("analytics.delay.meanBefore", { now: mean, before: delayWords(t, locale, before.meanMs) })];
}
