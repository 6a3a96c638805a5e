"use client";
import { AlarmClock, CalendarClock } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { type SnoozeChoice, snoozeChoices } from "@/domain/messaging/snooze";
import { comingWords } from "@/domain/words/time";
import { api } from "@/trpc/react";
import type { Conversation } from "./thread-header";
import { useSnooze } from "./use-snooze";

const SnoozeDialog = lazy(async () => ({ default: (await import("./snooze-dialog")).SnoozeDialog }));
const LABELS: Record<SnoozeChoice, string> = {
  later_today: "Later today",
  tomorrow: "Tomorrow",
  next_monday: "Next Monday",
};

/** Puts the conversation off: by the clock of the business where it has told its hours, else by the reader's. */
export function SnoozeMenu({ accountId, conversation }: { accountId: string; conversation: Conversation }) {
  const { snooze, bringBack, isPending } = useSnooze(accountId, conversation.id);
  const [isChoosing, setIsChoosing] = useState(false);
  const hours = api.automation.hours.useQuery({ accountId });
  const reader = useReader();
  const now = useCurrentMinute();
  const timeZone = hours.data?.timeZone ?? reader.timeZone;
  return (
    <>
      <Menu>
        <Tooltip label="Snooze" side="bottom">
          <MenuTrigger asChild>
            <Button variant="quiet" size="icon" aria-label="Snooze" isPending={isPending}>
              {!isPending && <AlarmClock />}
            </Button>
          </MenuTrigger>
        </Tooltip>
        <MenuContent align="end" className="w-64">
          <MenuLabel>Snooze until</MenuLabel>
          {snoozeChoices(now, timeZone).map(({ choice, until }) => (
            <MenuItem key={choice} onSelect={() => snooze(until)}>
              {LABELS[choice]}
              <span className="ml-auto text-ink-faint text-sm tabular-nums">
                {comingWords(until, now, { ...reader, timeZone })}
              </span>
            </MenuItem>
          ))}
          <MenuItem onSelect={() => setIsChoosing(true)}>
            <CalendarClock />
            Another time…
          </MenuItem>
          {conversation.snoozedUntil && (
            <>
              <MenuSeparator />
              <MenuItem onSelect={bringBack}>
                <AlarmClock />
                Bring back now
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
