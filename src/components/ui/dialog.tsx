"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { AlertDialog as AlertDialogPrimitive, Dialog as DialogPrimitive } from "radix-ui";
import { Button } from "./button";
import { cn } from "./class-names";
import { useReturnFocus } from "./use-return-focus";

export const veil =
  "fixed inset-0 z-40 bg-veil data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0";

const panel = [
  "fixed z-50 flex flex-col gap-5 bg-surface p-5 shadow-float outline-none duration-150",
  "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-card max-sm:pb-[max(1.25rem,env(safe-area-inset-bottom))]",
  "sm:top-[22%] sm:left-1/2 sm:w-[27rem] sm:-translate-x-1/2 sm:rounded-card sm:border sm:border-line sm:p-6",
  "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0",
  "max-sm:data-[state=open]:slide-in-from-bottom-8 sm:data-[state=open]:zoom-in-98",
];

export const Dialog = DialogPrimitive.Root;
export const DialogTrigger = DialogPrimitive.Trigger;
export const DialogClose = DialogPrimitive.Close;

interface DialogContentProps {
  title: string;
  description: string;
  /** Where the focus goes when it closes; needed where no trigger of its own opens it. */
  returnTo?: React.RefObject<HTMLElement | null> | undefined;
  children: React.ReactNode;
  className?: string;
}

/** A panel over the page; a sheet from below on phones. */
export function DialogContent({ title, description, returnTo, children, className }: DialogContentProps) {
  const t = useTranslations();
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={veil} />
      <DialogPrimitive.Content
        {...(returnTo && {
          onCloseAutoFocus: (event: Event) => {
            event.preventDefault();
            returnTo.current?.focus();
          },
        })}
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
  );
}

interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description: string;
  /** The act by its own verb. */
  confirmLabel: string;
  cancelLabel: string;
  isPending?: boolean;
  onConfirm: () => void;
}

/** Asks before what can't be undone. It stays open while the act runs, so that a failure has a place to show. */
export function ConfirmDialog(props: ConfirmDialogProps) {
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
