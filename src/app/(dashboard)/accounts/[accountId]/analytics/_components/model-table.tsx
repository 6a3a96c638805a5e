"use client";
import { useLocale, useTranslations } from "next-intl";
import type { Totals } from "@/domain/analytics/report";
import { number } from "@/domain/words/analytics";
import { BarList } from "./bar-list";
import { ChartPanel } from "./chart-panel";

/** What the account's language models read and wrote. */
export function ModelTable({ title, models }: { title: string; models: Totals["models"] }) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <ChartPanel
      topic={t("analytics.models.topic")}
      title={title}
      note={models.length === 0 ? undefined : t("analytics.models.note")}
      table={{
        head: [
          t("analytics.models.model"),
          t("analytics.models.messages"),
          t("analytics.models.read"),
          t("analytics.models.written"),
        ],
        rows: models.map(({ model, turns, inputTokens, outputTokens }) => [
          model,
          ...[turns, inputTokens, outputTokens].map((value) => number(value, locale)),
        ]),
      }}
    >
      <BarList
        label={t("analytics.models.byModel")}
        bars={models.map(({ model, inputTokens, outputTokens }) => ({
          label: model,
          count: inputTokens + outputTokens,
        }))}
      />
    </ChartPanel>
  );
}
