"use client";
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
  const id = useId();
  const was = (words: string | null) => (words === null ? "Nothing to compare with" : `${words} before`);
  const rate = ({ handoffRate }: Compared["totals"]) => (handoffRate === null ? null : share(handoffRate, 1));
  const figures = [
    { label: "Conversations", value: number(totals.conversations), note: was(number(totalsBefore.conversations)) },
    {
      label: "Handed over by the bot",
      value: rate(totals) ?? "–",
      note: was(rate(totalsBefore)),
    },
    { label: "Opted out", value: number(totals.optOuts), note: was(number(totalsBefore.optOuts)) },
    {
      label: "Time saved",
      value: timeSavedWords(totals.turns.answered, minutesEach),
      note: was(timeSavedWords(totalsBefore.turns.answered, minutesEach)),
    },
  ];
  return (
    <section aria-label="At a glance" className="flex flex-col gap-5 py-7 md:py-9">
      <FigureList figures={figures} />
      <div className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
        <label htmlFor={id}>Minutes a person would need for an answer</label>
        <Input
          id={id}
          type="number"
          min={1}
          max={MAX_MINUTES}
          className="w-20"
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
