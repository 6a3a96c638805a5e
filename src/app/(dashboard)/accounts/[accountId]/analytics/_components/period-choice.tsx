"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import type { PageQuestion } from "@/domain/analytics/page-question";
import { PERIOD_DAYS, type Period } from "@/domain/analytics/period";

interface PeriodChoiceProps {
  question: PageQuestion;
  /** The dates that are shown now. */
  shown: Period;
  tags: readonly string[];
  onChange: (question: PageQuestion) => void;
}

const EVERYBODY = "";

/** Which days, and of which customers. */
export function PeriodChoice({ question, shown, tags, onChange }: PeriodChoiceProps) {
  const t = useTranslations();
  const { period, tag } = question;
  const isOwn = "from" in period;
  const offered = tag !== undefined && !tags.includes(tag) ? [tag, ...tags] : tags;
  const options = PERIOD_DAYS.map((days) => ({ value: String(days), label: t("analytics.period.days", { days }) }));
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SegmentedControl
        label={t("analytics.period.label")}
        value={isOwn ? "own" : String(period.days)}
        options={[...options, { value: "own", label: t("analytics.period.own") }]}
        onChange={(value) => {
          const days = PERIOD_DAYS.find((one) => String(one) === value);
          onChange({ ...question, period: days ? { days } : shown });
        }}
      />
      {isOwn && (
        <OwnDates
          key={`${period.from} ${period.to}`}
          period={period}
          onChange={(own) => onChange({ ...question, period: own })}
        />
      )}
      {offered.length > 0 && (
        <Select
          aria-label={t("analytics.period.customers")}
          className="w-44"
          value={tag ?? EVERYBODY}
          options={[
            { value: EVERYBODY, label: t("analytics.period.allCustomers") },
            ...offered.map((name) => ({ value: name, label: t("analytics.period.tagged", { tag: name }) })),
          ]}
          onChange={(value) => onChange({ ...question, tag: value === EVERYBODY ? undefined : value })}
        />
      )}
    </div>
  );
}

/** Both dates are taken over once they make a period. */
function OwnDates({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const t = useTranslations();
  const [dates, setDates] = useState(period);
  const set = (change: Partial<Period>) => {
    const next = { ...dates, ...change };
    setDates(next);
    if (next.from && next.to && next.from <= next.to) onChange(next);
  };
  const isTurned = dates.from > dates.to;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label={t("analytics.period.from")}>
        {(control) => (
          <Input
            {...control}
            type="date"
            className="w-40!"
            value={dates.from}
            onChange={(event) => set({ from: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("analytics.period.to")} error={isTurned ? t("analytics.period.turned") : undefined}>
        {(control) => (
          <Input
            {...control}
            type="date"
            className="w-40!"
            value={dates.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
