"use client";
import { useDialogParts } from "./dialog";

export interface SheetProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: string | undefined;
  /** May say how wide it is, "[--sheet-width:36rem]". */
  className?: string;
  children: React.ReactNode;
}

/** A pane from the side for what belongs to the page behind it; the whole screen on phones. */
export function Sheet(props: SheetProps) {
  const Part = useDialogParts(props.isOpen, () => props.onOpenChange(false))?.SheetPanel;
  return Part && <Part {...props} />;
}
