"use client";
import { Tooltip as TooltipPrimitive } from "radix-ui";

export const TooltipProvider = TooltipPrimitive.Provider;

interface TooltipProps {
  label: string;
  side?: "top" | "right" | "bottom" | "left";
  /** Off where the word already stands beside the icon. */
  isEnabled?: boolean;
  children: React.ReactElement;
}

/** The word for an icon that stands alone. The control still carries its own accessible name. */
export function Tooltip({ label, side = "top", isEnabled = true, children }: TooltipProps) {
  if (!isEnabled) return children;
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger asChild>{children}</TooltipPrimitive.Trigger>
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="fade-in-0 z-50 max-w-64 animate-in rounded-control bg-ink px-2 py-1 text-paper text-xs shadow-float"
        >
          {label}
        </TooltipPrimitive.Content>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  );
}
