"use client";
import { AlarmClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { latePart } from "@/components/ui/late/late-part";
import { laterCode } from "@/components/ui/late/later-code";
import { Menu, MenuContent, MenuTrigger } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import type { Conversation } from "./thread-header";
import { useSnooze } from "./use-snooze";

const items = laterCode(async () => (await import("./snooze-items")).SnoozeItems);
const SnoozeDialog = latePart(async () => (await import("./snooze-dialog")).SnoozeDialog);

/** Puts the conversation off. */
export function SnoozeMenu({ accountId, conversation }: { accountId: string; conversation: Conversation }) {
  const t = useTranslations();
  const { snooze, bringBack, isPending } = useSnooze(accountId, conversation.id);
  const [isChoosing, setIsChoosing] = useState(false);
  const Items = items.useCode();
  return (
    <>
      <Menu code={items}>
        <Tooltip label={t("inbox.snooze.snooze")} side="bottom">
          <MenuTrigger asChild>
            <Button variant="quiet" size="icon" aria-label={t("inbox.snooze.snooze")} isPending={isPending}>
              {!isPending && <AlarmClock />}
            </Button>
          </MenuTrigger>
        </Tooltip>
        {Items && (
          <MenuContent align="end" className="w-64">
            <Items
              accountId={accountId}
              isSnoozed={conversation.snoozedUntil !== null}
              onSnooze={snooze}
              onChooseAnother={() => setIsChoosing(true)}
              onBringBack={bringBack}
            />
          </MenuContent>
        )}
      </Menu>
      {isChoosing && (
        <SnoozeDialog
          accountId={accountId}
          onChoose={(until) => {
            setIsChoosing(false);
            snooze(until);
          }}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </>
  );
}
