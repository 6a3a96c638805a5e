"use client";
import { AlarmClock, CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { type SnoozeChoice, snoozeChoices } from "@/domain/messaging/snooze";
import { comingWords } from "@/domain/words/time";
import type { MessageKey } from "@/domain/words/translate";
import { useClockOfBusiness } from "./use-clock-of-business";

const LABELS: Record<SnoozeChoice, MessageKey> = {
  later_today: "inbox.snooze.laterToday",
  tomorrow: "inbox.snooze.tomorrow",
  next_monday: "inbox.snooze.nextMonday",
};

interface SnoozeItemsProps {
  accountId: string;
  isSnoozed: boolean;
  onSnooze: (until: Date) => void;
  onChooseAnother: () => void;
  onBringBack: () => void;
}

/** Until when the conversation is put off. */
export function SnoozeItems({ accountId, isSnoozed, onSnooze, onChooseAnother, onBringBack }: SnoozeItemsProps) {
  const t = useTranslations();
  const reader = useReader();
  const now = useCurrentMinute();
  const timeZone = useClockOfBusiness(accountId);
  return (
    <>
      <MenuLabel>{t("inbox.snooze.until")}</MenuLabel>
      {snoozeChoices(now, timeZone).map(({ choice, until }) => (
        <MenuItem key={choice} onSelect={() => onSnooze(until)}>
          {t(LABELS[choice])}
          <span className="ms-auto text-ink-faint text-sm tabular-nums">
            {comingWords(until, now, { ...reader, timeZone })}
          </span>
        </MenuItem>
      ))}
      <MenuItem onSelect={onChooseAnother}>
        <CalendarClock />
        {t("inbox.snooze.another")}
      </MenuItem>
      {isSnoozed && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={onBringBack}>
            <AlarmClock />
            {t("inbox.snooze.bringBackNow")}
          </MenuItem>
        </>
      )}
    </>
  );
}
