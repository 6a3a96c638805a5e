"use client";
import { Smile } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { laterCode, useNeededCode } from "@/components/ui/late/later-code";
import { Tooltip } from "@/components/ui/tooltip";

const popover = laterCode(async () => (await import("./emoji-popover")).EmojiPopover);

interface EmojiPickerProps {
  onChoose: (sign: string) => void;
  /** Back to the field. */
  onClose: () => void;
}

/** A button, and the signs that it opens. */
export function EmojiPicker({ onChoose, onClose }: EmojiPickerProps) {
  const t = useTranslations();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const fetchFor = useNeededCode();
  const Popover = popover.useCode();
  return (
    <>
      <Tooltip label={t("inbox.emoji.label")} isEnabled={!isOpen}>
        <Button
          ref={button}
          variant="quiet"
          size="icon"
          aria-label={t("inbox.emoji.label")}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          className="max-md:size-11"
          onPointerEnter={popover.ask}
          onFocus={popover.ask}
          onClick={() => {
            if (!isOpen) fetchFor([popover], () => setIsOpen(false));
            setIsOpen(!isOpen);
          }}
        >
          <Smile />
        </Button>
      </Tooltip>
      {Popover && (
        <Popover
          id={id}
          isOpen={isOpen}
          button={button}
          onOpenChange={setIsOpen}
          onChoose={(sign) => {
            setIsOpen(false);
            onChoose(sign);
          }}
          onClose={onClose}
        />
      )}
    </>
  );
}
