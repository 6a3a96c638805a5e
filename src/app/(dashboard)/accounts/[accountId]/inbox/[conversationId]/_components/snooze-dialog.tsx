"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { addDays, localTimeAt } from "@/domain/automation/zoned-time";
import { instantAt, snoozeRefusal } from "@/domain/messaging/snooze";

interface SnoozeDialogProps {
  timeZone: string;
  now: Date;
  onChoose: (until: Date) => void;
  onClose: () => void;
}

/** Any day and time, by the clock of a zone. */
export function SnoozeDialog({ timeZone, now, onChoose, onClose }: SnoozeDialogProps) {
  const { date: today } = localTimeAt(timeZone, now);
  const [date, setDate] = useState(() => addDays(today, 1));
  const [time, setTime] = useState("09:00");
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = readInstant(timeZone, date, time);
    const refusal = until ? snoozeRefusal(until, new Date()) : "Choose a day and a time.";
    setProblem(refusal ?? undefined);
    if (until && !refusal) onChoose(until);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title="Snooze until" description={`By the clock of ${timeZone.replaceAll("_", " ")}.`}>
        <form noValidate onSubmit={submit} className="flex flex-col gap-5">
          <div className="grid grid-cols-2 items-start gap-3">
            <Field label="Day" error={problem}>
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
            <Field label="Time">
              {(control) => (
                <Input {...control} type="time" value={time} onChange={(event) => setTime(event.target.value)} />
              )}
            </Field>
          </div>
          <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary">
              Snooze
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
