"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as DialogPrimitive } from "radix-ui";
import { Button } from "./button";
import { cn } from "./class-names";
import { veil } from "./dialog";
import { useReturnFocus } from "./use-return-focus";

interface SheetProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: string | undefined;
  className?: string;
  children: React.ReactNode;
}

/** A pane from the side for what belongs to the page behind it; the whole screen on phones. */
export function Sheet({ isOpen, onOpenChange, title, description, className, children }: SheetProps) {
  const t = useTranslations();
  const returnFocus = useReturnFocus();
  return (
    <DialogPrimitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={veil} />
        <DialogPrimitive.Content
          {...returnFocus}
          className={cn(
            "fixed inset-y-0 end-0 z-50 flex w-full flex-col border-line bg-surface shadow-float outline-none duration-160 sm:w-[28rem] sm:border-s",
            "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:slide-out-to-end-8",
            "data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:slide-in-from-end-8",
            className,
          )}
        >
          <header className="flex items-start gap-3 border-b px-5 py-4">
            <div className="flex min-w-0 flex-1 flex-col gap-0.5">
              <DialogPrimitive.Title className="break-words font-semibold text-lg">{title}</DialogPrimitive.Title>
              <DialogPrimitive.Description className={description ? "text-ink-soft text-sm" : "sr-only"}>
                {description ?? title}
              </DialogPrimitive.Description>
            </div>
            <DialogPrimitive.Close asChild>
              <Button variant="quiet" size="icon-sm" aria-label={t("common.actions.close")}>
                <X />
              </Button>
            </DialogPrimitive.Close>
          </header>
          <section
            aria-label={title}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
            tabIndex={0}
            className="scroll-quiet min-h-0 flex-1 overflow-y-auto -outline-offset-2"
          >
            {children}
          </section>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}
