"use client";
import type { Delays } from "@/domain/analytics/report";
import { delayClassWords, delayWords, number } from "@/domain/words/analytics";
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
  return (
    <ChartPanel
      topic={topic}
      title={title}
      note={
        <>
          {note}
          {now.meanMs !== null && ` The mean is ${delayWords(now.meanMs)}`}
          {now.meanMs !== null && before.meanMs !== null && `, and was ${delayWords(before.meanMs)}`}
          {now.meanMs !== null && "."}
        </>
      }
      table={{
        head: ["Time", "Now", "Before"],
        rows: now.classes.map(({ name, count }, index) => [
          delayClassWords(name),
          number(count),
          number(before.classes[index]?.count ?? 0),
        ]),
      }}
    >
      <BarList label={topic} bars={now.classes.map(({ name, count }) => ({ label: delayClassWords(name), count }))} />
    </ChartPanel>
  );
}
