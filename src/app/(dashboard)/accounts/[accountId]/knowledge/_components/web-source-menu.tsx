"use client";
import { EllipsisVertical, RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { scheduleOptions } from "@/domain/words/web-source";
import { useWebSourceActs } from "./use-web-source-acts";
import type { WebSource } from "./web-source-row";

interface WebSourceMenuProps {
  accountId: string;
  source: WebSource;
  pageCount: number;
}

export function WebSourceMenu({ accountId, source, pageCount }: WebSourceMenuProps) {
  const t = useTranslations();
  const schedules = scheduleOptions(t);
  const [isAsking, setIsAsking] = useState(false);
  const { readNow, setSchedule, remove } = useWebSourceActs(accountId);
  const key = { accountId, webSourceId: source.id };
  const setHours = (value: string) => {
    const schedule = schedules.find(({ hours }) => String(hours) === value);
    if (schedule) setSchedule.mutate({ ...key, recrawlEveryHours: schedule.hours });
  };
  const deleteIt = () =>
    remove.mutate(key, {
      onSuccess: () =>
        void toast.success(t("knowledge.web.deleted", { address: source.address }), {
          description: t("knowledge.noLongerAnswers"),
        }),
    });
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={t("knowledge.web.menuOf", { address: source.address })}
            className="max-md:size-9"
          >
            <EllipsisVertical />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem disabled={source.state === "reading"} onSelect={() => readNow.mutate(key)}>
            <RotateCw />
            {t("knowledge.web.readNow")}
          </MenuItem>
          <MenuSeparator />
          <MenuLabel>{t("knowledge.web.readAgain")}</MenuLabel>
          <MenuRadioGroup value={String(source.recrawlEveryHours)} onValueChange={setHours}>
            {schedules.map(({ hours, label }) => (
              <MenuRadioItem key={label} value={String(hours)}>
                {label}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
          <MenuSeparator />
          <MenuItem onSelect={() => setIsAsking(true)}>
            <Trash2 />
            {t("common.actions.delete")}
          </MenuItem>
        </MenuContent>
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("knowledge.web.deleteTitle", { address: source.address })}
        description={t("knowledge.web.deletion", { count: pageCount })}
        confirmLabel={t("common.actions.delete")}
        cancelLabel={t("knowledge.keepIt")}
        isPending={remove.isPending}
        onConfirm={deleteIt}
      />
    </>
  );
}
