"use client";
import type { Totals } from "@/domain/analytics/report";
import { number } from "@/domain/words/analytics";
import { BarList } from "./bar-list";
import { ChartPanel } from "./chart-panel";

/** What the account's language models read and wrote. */
export function ModelTable({ title, models }: { title: string; models: Totals["models"] }) {
  return (
    <ChartPanel
      topic="Language models"
      title={title}
      note={models.length === 0 ? undefined : "Of answers to customers: read and written, by model."}
      table={{
        head: ["Model", "Messages", "Read", "Written"],
        rows: models.map(({ model, turns, inputTokens, outputTokens }) => [
          model,
          ...[turns, inputTokens, outputTokens].map(number),
        ]),
      }}
    >
      <BarList
        label="Tokens by model"
        bars={models.map(({ model, inputTokens, outputTokens }) => ({
          label: model,
          count: inputTokens + outputTokens,
        }))}
      />
    </ChartPanel>
  );
}
