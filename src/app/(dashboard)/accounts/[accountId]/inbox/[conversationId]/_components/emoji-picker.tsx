"use client";
import { Smile } from "lucide-react";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

const EmojiGrid = lazy(async () => ({ default: (await import("./emoji-grid")).EmojiGrid }));

interface EmojiPickerProps {
  onChoose: (sign: string) => void;
  /** Back to the field. */
  onClose: () => void;
}

/** A button, and the signs that it opens. */
export function EmojiPicker({ onChoose, onClose }: EmojiPickerProps) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Tooltip label={t("inbox.emoji.label")} isEnabled={!isOpen}>
        <Popover.Trigger asChild>
          <Button variant="quiet" size="icon" aria-label={t("inbox.emoji.label")} className="max-md:size-11">
            <Smile />
          </Button>
        </Popover.Trigger>
      </Tooltip>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t("inbox.emoji.label")}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClose();
          }}
          className="fade-in-0 z-50 flex w-84 max-w-[calc(100vw-1rem)] animate-in flex-col gap-2 rounded-card border border-line bg-surface p-2 shadow-float"
        >
          <Suspense fallback={<div className="h-72" />}>
            <EmojiGrid
              onChoose={(sign) => {
                setIsOpen(false);
                onChoose(sign);
              }}
            />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
