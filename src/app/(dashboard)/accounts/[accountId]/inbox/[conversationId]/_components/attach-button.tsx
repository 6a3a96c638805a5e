"use client";
import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { SENDABLE_TYPES } from "@/domain/automation/sendable-file";

/** Chooses files of this machine. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useTranslations();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden
        className="sr-only"
        data-testid="reply-files"
        accept={SENDABLE_TYPES.join(",")}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          // The same file can be chosen again.
          event.target.value = "";
          onFiles(chosen);
        }}
      />
      <Tooltip label={t("inbox.composer.attach")}>
        <Button
          variant="quiet"
          size="icon"
          aria-label={t("inbox.composer.attach")}
          onClick={() => input.current?.click()}
          className="max-md:size-11"
        >
          <Paperclip />
        </Button>
      </Tooltip>
    </>
  );
}
