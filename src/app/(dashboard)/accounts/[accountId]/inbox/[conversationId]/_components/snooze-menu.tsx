"use client";
import { AlarmClock, CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { type SnoozeChoice, snoozeChoices } from "@/domain/messaging/snooze";
import { comingWords } from "@/domain/words/time";
import type { MessageKey } from "@/domain/words/translate";
import { api } from "@/trpc/react";
import type { Conversation } from "./thread-header";
import { useSnooze } from "./use-snooze";

const SnoozeDialog = lazy(async () => ({ default: (await import("./snooze-dialog")).SnoozeDialog }));

const LABELS: Record<SnoozeChoice, MessageKey> = {
  later_today: "inbox.snooze.laterToday",
  tomorrow: "inbox.snooze.tomorrow",
  next_monday: "inbox.snooze.nextMonday",
};

/** Puts the conversation off: by the clock of the business where it has told its hours, else by the reader's. */
export function SnoozeMenu({ accountId, conversation }: { accountId: string; conversation: Conversation }) {
  const t = useTranslations();
  const { snooze, bringBack, isPending } = useSnooze(accountId, conversation.id);
  const [isChoosing, setIsChoosing] = useState(false);
  const hours = api.automation.hours.useQuery({ accountId });
  const reader = useReader();
  const now = useCurrentMinute();
  const timeZone = hours.data?.timeZone ?? reader.timeZone;
  return (
    <>
      <Menu>
        <Tooltip label={t("inbox.snooze.snooze")} side="bottom">
          <MenuTrigger asChild>
            <Button variant="quiet" size="icon" aria-label={t("inbox.snooze.snooze")} isPending={isPending}>
              {!isPending && <AlarmClock />}
            </Button>
          </MenuTrigger>
        </Tooltip>
        <MenuContent align="end" className="w-64">
          <MenuLabel>{t("inbox.snooze.until")}</MenuLabel>
          {snoozeChoices(now, timeZone).map(({ choice, until }) => (
            <MenuItem key={choice} onSelect={() => snooze(until)}>
              {t(LABELS[choice])}
              <span className="ms-auto text-ink-faint text-sm tabular-nums">
                {comingWords(until, now, { ...reader, timeZone })}
              </span>
            </MenuItem>
          ))}
          <MenuItem onSelect={() => setIsChoosing(true)}>
            <CalendarClock />
            {t("inbox.snooze.another")}
          </MenuItem>
          {conversation.snoozedUntil && (
            <>
              <MenuSeparator />
              <MenuItem onSelect={bringBack}>
                <AlarmClock />
                {t("inbox.snooze.bringBackNow")}
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
      {isChoosing && (
        <Suspense>
          <SnoozeDialog
            timeZone={timeZone}
            now={now}
            onChoose={(until) => {
              setIsChoosing(false);
              snooze(until);
            }}
            onClose={() => setIsChoosing(false)}
          />
        </Suspense>
      )}
    </>
  );
}
