"use client";
import { FileText, Film, Music, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { formatBytes } from "@/domain/words/unit";
import type { Attachment } from "./outgoing-parts";
import type { Attachments } from "./use-attachments";

/** What goes with the next reply, and what couldn't. */
export function AttachmentTray({ attachments: { attachments, refusals, remove, forgetRefusals } }: TrayProps) {
  const t = useTranslations();
  return (
    <>
      {refusals.length > 0 && (
        <div
          role="alert"
          className="flex items-start gap-2 border-danger-line border-b bg-danger-surface py-1.5 pe-1.5 ps-4 text-danger text-sm"
        >
          <ul className="min-w-0 flex-1 py-0.5">
            {refusals.map((refusal) => (
              <li key={refusal} className="break-words">
                {refusal}
              </li>
            ))}
          </ul>
          <Button variant="quiet" size="icon-sm" aria-label={t("inbox.composer.dismiss")} onClick={forgetRefusals}>
            <X />
          </Button>
        </div>
      )}
      {attachments.length > 0 && (
        <ul aria-label={t("inbox.composer.files")} className="scroll-quiet flex gap-2 overflow-x-auto px-3 pt-3">
          {attachments.map((attachment) => (
            <li
              key={attachment.id}
              className="flex w-56 shrink-0 items-center gap-2.5 rounded-control border bg-paper p-1.5"
            >
              <AttachmentPicture attachment={attachment} />
              <span className="flex min-w-0 flex-1 flex-col">
                <span dir="auto" className="truncate font-medium text-sm">
                  {attachment.file.name}
                </span>
                <span className="text-ink-faint text-xs">{formatBytes(attachment.file.size)}</span>
              </span>
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={t("inbox.composer.removeFile", { name: attachment.file.name })}
                onClick={() => remove(attachment.id)}
                className="max-md:size-9"
              >
                <X />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface TrayProps {
  attachments: Pick<Attachments, "attachments" | "refusals" | "remove" | "forgetRefusals">;
}

const ICONS = { video: Film, audio: Music, document: FileText } as const;

/** A picture as it is; what other files are as a sign. */
export function AttachmentPicture({ attachment: { kind, url } }: { attachment: Attachment }) {
  if (kind === "image")
    // biome-ignore lint/performance/noImgElement: bytes of this machine, which nobody can make smaller beforehand
    return <img src={url} alt="" className="size-10 shrink-0 rounded-mark bg-sunken object-cover" />;
  const Icon = ICONS[kind];
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-mark bg-sunken text-ink-soft">
      <Icon aria-hidden="true" className="size-4.5" />
    </span>
  );
}
