"use client";
import { EllipsisVertical, RotateCw, Trash2 } from "lucide-react";
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
import { countWords } from "@/domain/words/document";
import { SCHEDULE_WORDS } from "@/domain/words/web-source";
import { useWebSourceActs } from "./use-web-source-acts";
import type { WebSource } from "./web-source-row";

interface WebSourceMenuProps {
  accountId: string;
  source: WebSource;
  pageCount: number;
}

export function WebSourceMenu({ accountId, source, pageCount }: WebSourceMenuProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { readNow, setSchedule, remove } = useWebSourceActs(accountId);
  const key = { accountId, webSourceId: source.id };
  const setHours = (value: string) => {
    const schedule = SCHEDULE_WORDS.find(({ hours }) => String(hours) === value);
    if (schedule) setSchedule.mutate({ ...key, recrawlEveryHours: schedule.hours });
  };
  const deleteIt = () =>
    remove.mutate(key, {
      onSuccess: () =>
        void toast.success(`${source.address} is deleted`, { description: "The bot no longer answers from it." }),
    });
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label={`Menu of ${source.address}`} className="max-md:size-9">
            <EllipsisVertical />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem disabled={source.state === "reading"} onSelect={() => readNow.mutate(key)}>
            <RotateCw />
            Read again now
          </MenuItem>
          <MenuSeparator />
          <MenuLabel>Read it again</MenuLabel>
          <MenuRadioGroup value={String(source.recrawlEveryHours)} onValueChange={setHours}>
            {SCHEDULE_WORDS.map(({ hours, label }) => (
              <MenuRadioItem key={label} value={String(hours)}>
                {label}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
          <MenuSeparator />
          <MenuItem onSelect={() => setIsAsking(true)}>
            <Trash2 />
            Delete
          </MenuItem>
        </MenuContent>
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete ${source.address}?`}
        description={`The bot stops answering from it at once${pageCount > 0 ? `, ${countWords(pageCount, "page")} in all` : ""}. Answers it has already given stay in the conversations. The address can be added again.`}
        confirmLabel="Delete"
        cancelLabel="Keep it"
        isPending={remove.isPending}
        onConfirm={deleteIt}
      />
    </>
  );
}
