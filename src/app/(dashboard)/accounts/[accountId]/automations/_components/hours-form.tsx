"use client";
import { Plus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { type Problems, problemAt, problemsOf } from "@/components/problems";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { type BusinessHours, businessHoursSchema } from "@/domain/automation/hours";
import { WEEKDAYS, weekdayWords } from "@/domain/words/weekday";
import { Told } from "@/i18n/told";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { DayTimes } from "./day-times";

interface HoursFormProps {
  accountId: string;
  hours: BusinessHours;
  /** There are some already, which can be taken away. */
  isSet: boolean;
  onDone: () => void;
}

/** Business hours by weekday, with holidays. */
export function HoursForm({ accountId, hours, isSet, onDone }: HoursFormProps) {
  const t = useTranslations();
  const locale = useLocale();
  const [draft, setDraft] = useState(hours);
  const [isChecked, setIsChecked] = useState(false);
  const utils = api.useUtils();
  const save = api.automation.saveHours.useMutation({
    onSuccess: async () => {
      await utils.automation.hours.invalidate({ accountId });
      toast.success(t("automations.saved"));
      onDone();
    },
  });
  const change = (part: Partial<BusinessHours>) => setDraft({ ...draft, ...part });
  const parsed = businessHoursSchema.safeParse(draft);
  const problems: Problems = isChecked ? problemsOf(parsed, []) : [];
  function submit(event: FormEvent) {
    event.preventDefault();
    setIsChecked(true);
    if (parsed.success) save.mutate({ accountId, hours: parsed.data });
  }
  return (
    <form noValidate onSubmit={submit} aria-label={t("automations.panels.hours.title")} className="flex flex-col gap-6">
      <TimeZoneField
        value={draft.timeZone}
        error={problemAt(problems, "timeZone")}
        onChange={(timeZone) => change({ timeZone })}
      />
      <div className="flex flex-col gap-3">
        {WEEKDAYS.map((day) => (
          <DayTimes
            key={day}
            label={weekdayWords(day, locale)}
            intervals={draft.week[day] ?? []}
            problem={problemAt(problems, `week.${day}`)}
            onChange={(intervals) =>
              change({
                week: draft.week.map((each, place) => (place === day ? intervals : each)) as BusinessHours["week"],
              })
            }
          />
        ))}
      </div>
      <Holidays
        holidays={draft.holidays}
        problem={problemAt(problems, "holidays")}
        onChange={(holidays) => change({ holidays })}
      />
      {save.error && (
        <p role="alert" className="text-danger text-sm">
          {errorWords(save.error, t)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isPending={save.isPending}>
          {t("automations.hours.save")}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {t("common.actions.cancel")}
        </Button>
        {isSet && (
          <Button variant="quiet-danger" onClick={() => save.mutate({ accountId, hours: null })}>
            {t("automations.hours.alwaysOpen")}
          </Button>
        )}
      </div>
    </form>
  );
}

interface TimeZoneFieldProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function TimeZoneField({ value, error, onChange }: TimeZoneFieldProps) {
  const t = useTranslations();
  const listId = useId();
  // The server may know other zones than the browser.
  const zones = useIsHydrated() ? Intl.supportedValuesOf("timeZone") : [];
  return (
    <div className="max-w-80">
      <Field label={t("automations.hours.timeZone")} error={error} hint={t("automations.hours.timeZoneHint")}>
        {(control) => (
          <>
            <Input
              {...control}
              list={listId}
              autoComplete="off"
              spellCheck={false}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
            <datalist id={listId}>
              {zones.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </div>
  );
}

interface HolidaysProps {
  holidays: BusinessHours["holidays"];
  problem: string | undefined;
  onChange: (holidays: BusinessHours["holidays"]) => void;
}

function Holidays({ holidays, problem, onChange }: HolidaysProps) {
  const t = useTranslations();
  const changed = (index: number, part: Partial<BusinessHours["holidays"][number]>) =>
    onChange(holidays.map((each, place) => (place === index ? { ...each, ...part } : each)));
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 font-medium text-sm">{t("automations.hours.holidays")}</legend>
      {holidays.map((holiday, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the date is what is being typed
        <div key={index} className="flex flex-col gap-2 border-line border-s-2 ps-3.5">
          <div className="flex flex-wrap items-center gap-2">
            <Input
              type="date"
              aria-label={t("automations.hours.dateOfDay", { number: index + 1 })}
              value={holiday.date}
              onChange={(event) => changed(index, { date: event.target.value })}
              className="w-44!"
            />
            <Input
              aria-label={t("automations.hours.nameOfDay", { number: index + 1 })}
              placeholder={t("automations.hours.nameExample")}
              dir="auto"
              value={holiday.name}
              onChange={(event) => changed(index, { name: event.target.value })}
              className="min-w-0 flex-1"
            />
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={t("automations.hours.removeDay", { number: index + 1 })}
              onClick={() => onChange(holidays.filter((_, place) => place !== index))}
              className="max-md:size-9"
            >
              <X />
            </Button>
          </div>
          <DayTimes
            label={holiday.name || holiday.date || t("automations.hours.day", { number: index + 1 })}
            intervals={holiday.intervals}
            problem={undefined}
            onChange={(intervals) => changed(index, { intervals })}
          />
        </div>
      ))}
      {problem && (
        <p role="alert" className="text-danger text-sm">
          <Told>{problem}</Told>
        </p>
      )}
      <div>
        <Button
          size="sm"
          onClick={() => onChange([...holidays, { date: "", name: "", intervals: [] }])}
          className="max-md:h-10"
        >
          <Plus />
          {t("automations.hours.addDay")}
        </Button>
      </div>
    </fieldset>
  );
}
