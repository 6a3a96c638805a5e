"use client";
import { Smile } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Tooltip } from "@/components/ui/tooltip";
import { emojiFor } from "@/domain/words/emoji";
import { directionOf } from "@/domain/words/languages";
import { useEmoji } from "./use-emoji";

const COLUMNS = 8;
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
const STEPS_FROM_RIGHT: Record<string, number> = { ...STEPS, ArrowRight: -1, ArrowLeft: 1 };

interface EmojiPickerProps {
  onChoose: (sign: string) => void;
  /** Back to the field. */
  onClose: () => void;
}

/** The signs that are used most, found by a word. Arrows go through them, Enter takes the first or the one in focus. */
export function EmojiPicker({ onChoose, onClose }: EmojiPickerProps) {
  const t = useTranslations();
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const [query, setQuery] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const shown = emojiFor(useEmoji({ isOn: isOpen }), query);
  const choose = (sign: string) => {
    setIsOpen(false);
    setQuery("");
    onChoose(sign);
  };
  const signs = () => [...(grid.current?.querySelectorAll("button") ?? [])];
  const move = (event: KeyboardEvent) => {
    const step = (directionOf(locale) === "rtl" ? STEPS_FROM_RIGHT : STEPS)[event.key];
    if (step === undefined) return;
    const at = signs().indexOf(document.activeElement as HTMLButtonElement);
    event.preventDefault();
    if (at + step < 0) search.current?.focus();
    else signs()[at + step]?.focus();
  };
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
          <Input
            ref={search}
            type="search"
            aria-label={t("inbox.emoji.search")}
            placeholder={t("common.actions.search")}
            autoComplete="off"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && shown[0]) {
                event.preventDefault();
                choose(shown[0].sign);
              }
              if (event.key === "ArrowDown") {
                event.preventDefault();
                signs()[0]?.focus();
              }
            }}
          />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it are what is worked with; arrows lead through them */}
          <div
            ref={grid}
            onKeyDown={move}
            className="scroll-quiet grid max-h-60 grid-cols-8 content-start overflow-y-auto"
          >
            {shown.map(({ sign, words }, index) => (
              <button
                key={sign}
                type="button"
                // One stop for the Tab key; arrows do the rest.
                tabIndex={index === 0 ? 0 : -1}
                aria-label={words.split(" ").slice(0, 2).join(" ")}
                title={words}
                onClick={() => choose(sign)}
                className="grid aspect-square place-items-center rounded-control text-xl hover:bg-hover focus-visible:-outline-offset-2 focus-visible:bg-hover"
              >
                {sign}
              </button>
            ))}
          </div>
          <p role="status" className={shown.length === 0 ? "px-1 pb-1 text-ink-soft text-sm" : "sr-only"}>
            {shown.length === 0 ? t("inbox.emoji.none") : t("inbox.emoji.shown", { count: shown.length })}
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
