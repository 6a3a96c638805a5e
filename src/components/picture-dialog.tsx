"use client";
import { Download, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as DialogPrimitive } from "radix-ui";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { useReturnFocus } from "@/components/ui/use-return-focus";

interface PictureDialogProps {
  src: string;
  alt: string;
  title: string;
  sentAt: Date;
  /** "" keeps the name that the server gives it; null: not to be kept. */
  downloadName: string | null;
  onClose: () => void;
}

/** A picture over the whole window. */
export function PictureDialog({ src, alt, title, sentAt, downloadName, onClose }: PictureDialogProps) {
  const t = useTranslations();
  const returnFocus = useReturnFocus();
  return (
    <DialogPrimitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fade-in-0 fixed inset-0 z-50 flex animate-in flex-col bg-sunken outline-none"
        >
          <header className="flex items-center gap-2 border-b bg-surface px-4 py-2.5 md:px-5">
            <div className="flex min-w-0 flex-1 items-baseline gap-3">
              <DialogPrimitive.Title className="truncate font-medium">{title}</DialogPrimitive.Title>
              <LocalTime date={sentAt} as="moment" className="text-ink-faint text-sm" />
            </div>
            {downloadName !== null && (
              <Button asChild variant="quiet" size="icon">
                <a href={src} download={downloadName} aria-label={t("common.actions.download")}>
                  <Download />
                </a>
              </Button>
            )}
            <DialogPrimitive.Close asChild>
              <Button variant="quiet" size="icon" aria-label={t("common.actions.close")}>
                <X />
              </Button>
            </DialogPrimitive.Close>
          </header>
          {/* biome-ignore lint/performance/noImgElement: private, and never twice the same: there is nothing to optimise */}
          <img src={src} alt={alt} className="min-h-0 flex-1 object-contain p-3 md:p-6" />
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}
