"use client";
import { useTranslations } from "next-intl";
import { Progress } from "@/components/ui/progress";
import { formatBytes } from "@/domain/words/unit";
import { AttachmentPicture } from "./attachment-tray";
import type { Attachment } from "./outgoing-parts";
import { useUploadShare } from "./upload-progress";

interface PendingFileProps {
  attachment: Attachment;
  idempotencyKey: string;
  hasFailed: boolean;
}

/** A file between the click and its row in the list: what it is, and how much of it is on its way. */
export function PendingFile({ attachment, idempotencyKey, hasFailed }: PendingFileProps) {
  const t = useTranslations();
  const share = useUploadShare(idempotencyKey);
  const { file, kind, url } = attachment;
  return (
    <div className="flex w-72 max-w-full flex-col gap-1.5">
      {kind === "image" ? (
        // As large as it will be once it is sent, so that nothing moves then.
        // biome-ignore lint/performance/noImgElement: bytes of this machine
        <img src={url} alt={file.name} className="aspect-[4/3] w-full rounded-control bg-sunken object-cover" />
      ) : (
        <span className="flex items-center gap-2.5">
          <AttachmentPicture attachment={attachment} />
          <span className="flex min-w-0 flex-col">
            <span dir="auto" className="truncate font-medium">
              {file.name}
            </span>
            <span className="text-ink-soft text-sm">{formatBytes(file.size)}</span>
          </span>
        </span>
      )}
      {!hasFailed && (
        <Progress share={share < 1 ? share : null} label={t("inbox.pending.sendingFile", { name: file.name })} />
      )}
    </div>
  );
}
