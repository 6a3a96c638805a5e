"use client";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import type { RefObject } from "react";
import { EmojiGrid } from "./emoji-grid";

interface EmojiPopoverProps {
  id: string;
  isOpen: boolean;
  button: RefObject<HTMLButtonElement | null>;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (sign: string) => void;
  /** Back to the field. */
  onClose: () => void;
}

/** The signs, above the button that opens them, which stands elsewhere. */
export function EmojiPopover({ id, isOpen, button, onOpenChange, onChoose, onClose }: EmojiPopoverProps) {
  const t = useTranslations();
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Popover.Anchor virtualRef={button as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          id={id}
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t("inbox.emoji.label")}
          onInteractOutside={(event) => {
            // The button closes by itself: closed here, its click would open again.
            if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClose();
          }}
          className="fade-in-0 z-50 flex w-84 max-w-[calc(100vw-1rem)] animate-in flex-col gap-2 rounded-card border border-line bg-surface p-2 shadow-float"
        >
          <EmojiGrid onChoose={onChoose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
