"use client";
import { Slot } from "radix-ui";
import { composeEventHandlers, useComposedRefs } from "radix-ui/internal";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from "react";
import { laterCode, useNeededCode } from "./late/later-code";

/** Radix's dialogs, which come when the first one is about to open: see late/dialog-parts.tsx. */
const parts = laterCode(() => import("./late/dialog-parts"));

/**
 * Undefined until the dialog was opened and its code is here; from then on it stays, to close softly.
 * @param close for a dialog whose code can't be had
 */
export function useDialogParts(isOpen: boolean, close: () => void) {
  const fetchFor = useNeededCode();
  const fetchParts = useEffectEvent(() => fetchFor([parts], close));
  const [wasOpened, setWasOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setWasOpened(true);
  useEffect(() => {
    if (isOpen) fetchParts();
  }, [isOpen]);
  const code = parts.useCode();
  return wasOpened ? code : undefined;
}

export interface DialogState {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  trigger: RefObject<HTMLElement | null>;
  contentId: string;
}

const DialogContext = createContext<DialogState | null>(null);

function useDialog(): DialogState {
  const dialog = useContext(DialogContext);
  if (!dialog) throw new Error("This stands outside of a dialog.");
  return dialog;
}

interface DialogProps {
  /** Left out: its trigger and its ways to close open and close it. */
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

export function Dialog({ open, onOpenChange, children }: DialogProps) {
  const [isOpenByItself, setOpenByItself] = useState(false);
  const dialog: DialogState = {
    isOpen: open ?? isOpenByItself,
    setOpen: (isOpen) => {
      setOpenByItself(isOpen);
      onOpenChange?.(isOpen);
    },
    trigger: useRef<HTMLElement>(null),
    contentId: useId(),
  };
  return <DialogContext value={dialog}>{children}</DialogContext>;
}

type OfChild = Omit<ComponentProps<"button">, "ref"> & { ref?: React.Ref<HTMLElement>; asChild: true };

/** Its child opens the dialog, and has the focus again when it is closed. */
export function DialogTrigger({ asChild, ...props }: OfChild) {
  const { isOpen, setOpen, trigger, contentId } = useDialog();
  return (
    <Slot.Root
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-controls={isOpen ? contentId : undefined}
      {...props}
      ref={useComposedRefs(props.ref, trigger)}
      onPointerEnter={composeEventHandlers(props.onPointerEnter, parts.ask)}
      onFocus={composeEventHandlers(props.onFocus, parts.ask)}
      onClick={composeEventHandlers(props.onClick, () => setOpen(true))}
    />
  );
}

/** Its child closes the dialog. */
export function DialogClose({ asChild, ...props }: OfChild) {
  const { setOpen } = useDialog();
  return <Slot.Root {...props} onClick={composeEventHandlers(props.onClick, () => setOpen(false))} />;
}

export interface DialogContentProps {
  title: string;
  description: string;
  /** Where the focus goes when it closes; left out, to the trigger, or to whatever had it. */
  returnTo?: RefObject<HTMLElement | null> | undefined;
  children: ReactNode;
  /** May say where from above it stands and how wide it is, "[--dialog-top:10%] [--dialog-width:34rem]". */
  className?: string;
}

/** A panel over the page; a sheet from below on phones. */
export function DialogContent(props: DialogContentProps) {
  const dialog = useDialog();
  const Part = useDialogParts(dialog.isOpen, () => dialog.setOpen(false))?.DialogPanel;
  return Part && <Part dialog={dialog} {...props} />;
}

export interface ConfirmDialogProps {
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
  const Part = useDialogParts(props.isOpen, () => props.onOpenChange(false))?.ConfirmPanel;
  return Part && <Part {...props} />;
}
