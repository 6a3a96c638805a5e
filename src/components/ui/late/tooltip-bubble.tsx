"use client";
import { Portal } from "radix-ui";
import { DismissableLayer, Popper } from "radix-ui/internal";
import type { RefObject } from "react";
import type { TooltipSide } from "../tooltip";

interface TooltipBubbleProps {
  id: string;
  label: string;
  side: TooltipSide;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
}

/** The word itself, beside what it names: it follows what it names, may be pointed at, and goes with Escape. */
export function TooltipBubble({ id, label, side, anchor, onClose, ...hover }: TooltipBubbleProps) {
  return (
    <Popper.Root>
      {/* Radix takes what is there already: the ref of an element that stands elsewhere. */}
      <Popper.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Portal.Root>
        <DismissableLayer.Root asChild onDismiss={onClose} onFocusOutside={(event) => event.preventDefault()}>
          <Popper.Content
            {...hover}
            id={id}
            role="tooltip"
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="fade-in-0 z-50 max-w-64 animate-in rounded-control bg-ink px-2 py-1 text-paper text-xs shadow-float"
          >
            {label}
          </Popper.Content>
        </DismissableLayer.Root>
      </Portal.Root>
    </Popper.Root>
  );
}
