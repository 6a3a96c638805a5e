"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { Interval } from "@/domain/automation/hours";
import { Told } from "@/i18n/told";

interface DayTimesProps {
  label: string;
  intervals: readonly Interval[];
  problem: string | undefined;
  onChange: (intervals: Interval[]) => void;
}

/** When it is open on a day: not at all, or from one time to another, once or more. */
export function DayTimes({ label, intervals, problem, onChange }: DayTimesProps) {
  const t = useTranslations();
  const changed = (index: number, part: Partial<Interval>) =>
    onChange(intervals.map((each, place) => (place === index ? { ...each, ...part } : each)));
  return (
    <fieldset className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden="true" className="w-24 truncate pt-1.5 text-ink-soft first-letter:uppercase">
        {label}
      </span>
      <Switch
        aria-label={t("automations.hours.openOn", { day: label })}
        checked={intervals.length > 0}
        onCheckedChange={(isOpen) => onChange(isOpen ? [{ from: "09:00", to: "18:00" }] : [])}
        className="mt-1.5"
      />
      <div className="flex min-w-0 flex-col gap-2">
        {intervals.length === 0 && <span className="pt-1.5 text-ink-faint">{t("automations.hours.closed")}</span>}
        {intervals.map((interval, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what stands at a place has no name of its own
          <div key={index} className="flex items-center gap-2">
            <Input
              type="time"
              aria-label={t("automations.hours.opens", { day: label })}
              value={interval.from}
              onChange={(event) => changed(index, { from: event.target.value })}
              className="w-34!"
            />
            <span className="text-ink-faint">{t("automations.hours.to")}</span>
            <Input
              type="time"
              aria-label={t("automations.hours.closes", { day: label })}
              value={interval.to === "24:00" ? "00:00" : interval.to}
              onChange={(event) => changed(index, { to: event.target.value })}
              className="w-34!"
            />
            {intervals.length > 1 && (
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={t("automations.hours.removeTimes", { day: label })}
                onClick={() => onChange(intervals.filter((_, place) => place !== index))}
              >
                <X />
              </Button>
            )}
          </div>
        ))}
        {problem && (
          <p role="alert" className="text-danger text-sm">
            <Told>{problem}</Told>
          </p>
        )}
      </div>
      {intervals.length > 0 && intervals.length < 3 && (
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={t("automations.hours.addTimes", { day: label })}
          onClick={() => onChange([...intervals, { from: "19:00", to: "22:00" }])}
          className="mt-1 max-md:size-9"
        >
          <Plus />
        </Button>
      )}
    </fieldset>
  );
}
