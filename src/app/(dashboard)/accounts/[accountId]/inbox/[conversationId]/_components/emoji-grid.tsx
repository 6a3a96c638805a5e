"use client";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { emojiFor } from "@/domain/words/emoji";
import { directionOf } from "@/domain/words/languages";
import { useEmoji } from "./use-emoji";

const COLUMNS = 8;
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
const STEPS_FROM_RIGHT: Record<string, number> = { ...STEPS, ArrowRight: -1, ArrowLeft: 1 };

/** The signs that are used most, found by a word. Arrows go through them, Enter takes the first or the one in focus. */
export function EmojiGrid({ onChoose }: { onChoose: (sign: string) => void }) {
  const t = useTranslations();
  const locale = useLocale();
  const [query, setQuery] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const shown = emojiFor(useEmoji(), query);
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
    <>
      <Input
        ref={search}
        // It comes after the popover has looked for what to focus.
        autoFocus
        type="search"
        aria-label={t("inbox.emoji.search")}
        placeholder={t("common.actions.search")}
        autoComplete="off"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && shown[0]) {
            event.preventDefault();
            onChoose(shown[0].sign);
          }
          if (event.key === "ArrowDown") {
            event.preventDefault();
            signs()[0]?.focus();
          }
        }}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it are what is worked with; arrows lead through them */}
      <div ref={grid} onKeyDown={move} className="scroll-quiet grid max-h-60 grid-cols-8 content-start overflow-y-auto">
        {shown.map(({ sign, words }, index) => (
          <button
            key={sign}
            type="button"
            // One stop for the Tab key; arrows do the rest.
            tabIndex={index === 0 ? 0 : -1}
            aria-label={words.split(" ").slice(0, 2).join(" ")}
            title={words}
            onClick={() => onChoose(sign)}
            className="grid aspect-square place-items-center rounded-control text-xl hover:bg-hover focus-visible:-outline-offset-2 focus-visible:bg-hover"
          >
            {sign}
          </button>
        ))}
      </div>
      <p role="status" className={shown.length === 0 ? "px-1 pb-1 text-ink-soft text-sm" : "sr-only"}>
        {shown.length === 0 ? t("inbox.emoji.none") : t("inbox.emoji.shown", { count: shown.length })}
      </p>
    </>
  );
}
