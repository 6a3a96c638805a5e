"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useCurrentMinute } from "@/components/ui/use-reader";
import { addDays, localTimeAt } from "@/domain/automation/zoned-time";
import { instantAt, snoozeRefusal } from "@/domain/messaging/snooze";
import { useClockOfBusiness } from "./use-clock-of-business";

interface SnoozeDialogProps {
  accountId: string;
  onChoose: (until: Date) => void;
  onClose: () => void;
}

/** Any day and time, by the clock of a zone. */
export function SnoozeDialog({ accountId, onChoose, onClose }: SnoozeDialogProps) {
  const now = useCurrentMinute();
  const timeZone = useClockOfBusiness(accountId);
  const t = useTranslations();
  const { date: today } = localTimeAt(timeZone, now);
  const [date, setDate] = useState(() => addDays(today, 1));
  const [time, setTime] = useState("09:00");
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = readInstant(timeZone, date, time);
    const refusal = until ? snoozeRefusal(t, until, new Date()) : t("inbox.snooze.chooseDayAndTime");
    setProblem(refusal ?? undefined);
    if (until && !refusal) onChoose(until);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={t("inbox.snooze.until")}
        description={t("inbox.snooze.byClock", { zone: timeZone.replaceAll("_", " ") })}
      >
        <form noValidate onSubmit={submit} className="flex flex-col gap-5">
          <div className="grid grid-cols-2 items-start gap-3">
            <Field label={t("inbox.snooze.day")} error={problem}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  min={today}
                  value={date}
                  onChange={(event) => setDate(event.target.value)}
                />
              )}
            </Field>
            <Field label={t("inbox.snooze.time")}>
              {(control) => (
                <Input {...control} type="time" value={time} onChange={(event) => setTime(event.target.value)} />
              )}
            </Field>
          </div>
          <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
            <DialogClose asChild>
              <Button>{t("common.actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary">
              {t("inbox.snooze.snooze")}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** What the two fields say; null while one of them is empty. */
function readInstant(timeZone: string, date: string, time: string): Date | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)) || !hours || !minutes) return null;
  return instantAt(timeZone, date, Number(hours) * 60 + Number(minutes));
}
