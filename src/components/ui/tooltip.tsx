"use client";
import { Slot } from "radix-ui";
import { type PointerEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { laterCode } from "./late/later-code";

export type TooltipSide = "top" | "right" | "bottom" | "left";

interface TooltipProps {
  label: string;
  side?: TooltipSide;
  /** Off where the word already stands beside the icon. */
  isEnabled?: boolean;
  children: React.ReactElement;
}

const bubble = laterCode(async () => (await import("./late/tooltip-bubble")).TooltipBubble);

const OPENS_AFTER_MS = 300;
/** Whoever moves on along a row of icons is told the next word at once. */
const NEXT_AT_ONCE_MS = 300;
/** Long enough to move the pointer onto the word, which may be read there. */
const CLOSES_AFTER_MS = 120;

/** The word for an icon that stands alone. The control still carries its own accessible name. */
export function Tooltip({ label, side = "top", isEnabled = true, children }: TooltipProps) {
  const anchor = useRef<HTMLElement>(null);
  const { isOpen, id, events, ...hover } = useOpening(anchor);
  const Bubble = bubble.useCode();
  const isShown = isOpen && isEnabled;
  return (
    <>
      <Slot.Root ref={anchor} aria-describedby={isShown && Bubble ? id : undefined} {...(isEnabled && events)}>
        {children}
      </Slot.Root>
      {isShown && Bubble && <Bubble id={id} label={label} side={side} anchor={anchor} {...hover} />}
    </>
  );
}

/** One word at a time is shown on the page: whose it is, and how it goes. */
const shown: { id: string | undefined; close: () => void; closedAt: number } = {
  id: undefined,
  close: () => {},
  closedAt: -Infinity,
};

function useOpening(anchor: RefObject<HTMLElement | null>) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isHovered = useRef(false);
  const close = () => {
    clearTimeout(timer.current);
    setIsOpen(false);
    if (shown.id !== id) return;
    shown.id = undefined;
    shown.closedAt = performance.now();
  };
  const open = () => {
    clearTimeout(timer.current);
    bubble.ask();
    if (shown.id !== undefined && shown.id !== id) shown.close();
    shown.id = id;
    shown.close = close;
    setIsOpen(true);
  };
  const closeSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(close, CLOSES_AFTER_MS);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (shown.id === id) shown.id = undefined;
    },
    [id],
  );
  return {
    id,
    isOpen,
    onClose: close,
    onPointerEnter: () => clearTimeout(timer.current),
    onPointerLeave: closeSoon,
    events: {
      // A pointer that moves: what only comes to lie under it was not asked about.
      onPointerMove: (event: PointerEvent) => {
        if (event.pointerType === "touch" || isHovered.current) return;
        isHovered.current = true;
        clearTimeout(timer.current);
        bubble.ask();
        const isNext = shown.id !== undefined || performance.now() - shown.closedAt < NEXT_AT_ONCE_MS;
        if (isNext) open();
        else timer.current = setTimeout(open, OPENS_AFTER_MS);
      },
      onPointerLeave: () => {
        isHovered.current = false;
        closeSoon();
      },
      onPointerDown: close,
      onClick: close,
      onFocus: () => {
        if (anchor.current?.matches(":focus-visible")) open();
      },
      onBlur: close,
    },
  };
}
