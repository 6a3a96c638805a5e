"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { AlertDialog as AlertDialogPrimitive, Dialog as DialogPrimitive } from "radix-ui";
import { Button } from "../button";
import { cn } from "../class-names";
import type { ConfirmDialogProps, DialogContentProps, DialogState } from "../dialog";
import type { SheetProps } from "../sheet";
import { useReturnFocus } from "../use-return-focus";

const veil =
  "fixed inset-0 z-40 bg-veil data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0";

const panel = [
  "fixed z-50 flex flex-col gap-5 bg-surface p-5 shadow-float outline-none duration-150",
  "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-card max-sm:pb-[max(1.25rem,env(safe-area-inset-bottom))]",
  "sm:top-(--dialog-top,22%) sm:left-1/2 sm:w-(--dialog-width,27rem) sm:-translate-x-1/2 sm:rounded-card sm:border sm:border-line sm:p-6",
  "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0",
  "max-sm:data-[state=open]:slide-in-from-bottom-8 sm:data-[state=open]:zoom-in-98",
];

export function DialogPanel({
  dialog,
  title,
  description,
  returnTo,
  children,
  className,
}: DialogContentProps & { dialog: DialogState }) {
  const t = useTranslations();
  const { onOpenAutoFocus, onCloseAutoFocus } = useReturnFocus();
  return (
    <DialogPrimitive.Root open={dialog.isOpen} onOpenChange={dialog.setOpen}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={veil} />
        <DialogPrimitive.Content
          id={dialog.contentId}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={(event) => {
            const opener = returnTo?.current ?? dialog.trigger.current;
            if (!opener) return onCloseAutoFocus(event);
            event.preventDefault();
            opener.focus();
          }}
          className={cn(panel, className)}
        >
          <div className="flex flex-col gap-1.5 pe-8">
            <DialogPrimitive.Title className="font-semibold text-lg">{title}</DialogPrimitive.Title>
            <DialogPrimitive.Description className="text-ink-soft">{description}</DialogPrimitive.Description>
          </div>
          {children}
          <DialogPrimitive.Close asChild>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={t("common.actions.close")}
              className="absolute top-4 end-4"
            >
              <X />
            </Button>
          </DialogPrimitive.Close>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

export function ConfirmPanel(props: ConfirmDialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <AlertDialogPrimitive.Root open={props.isOpen} onOpenChange={props.onOpenChange}>
      <AlertDialogPrimitive.Portal>
        <AlertDialogPrimitive.Overlay className={veil} />
        <AlertDialogPrimitive.Content {...returnFocus} className={cn(panel)}>
          <div className="flex flex-col gap-1.5">
            <AlertDialogPrimitive.Title className="break-words font-semibold text-lg">
              {props.title}
            </AlertDialogPrimitive.Title>
            <AlertDialogPrimitive.Description className="text-ink-soft">
              {props.description}
            </AlertDialogPrimitive.Description>
          </div>
          <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
            <AlertDialogPrimitive.Cancel asChild>
              <Button>{props.cancelLabel}</Button>
            </AlertDialogPrimitive.Cancel>
            <Button variant="danger" isPending={props.isPending ?? false} onClick={props.onConfirm}>
              {props.confirmLabel}
            </Button>
          </div>
        </AlertDialogPrimitive.Content>
      </AlertDialogPrimitive.Portal>
    </AlertDialogPrimitive.Root>
  );
}

export function SheetPanel({ isOpen, onOpenChange, title, description, className, children }: SheetProps) {
  const t = useTranslations();
  const returnFocus = useReturnFocus();
  return (
    <DialogPrimitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={veil} />
        <DialogPrimitive.Content
          {...returnFocus}
          className={cn(
            "fixed inset-y-0 end-0 z-50 flex w-full flex-col border-line bg-surface shadow-float outline-none duration-160 sm:w-(--sheet-width,28rem) sm:border-s",
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
