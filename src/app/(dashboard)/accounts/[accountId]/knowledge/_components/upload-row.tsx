"use client";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { formatBytes } from "@/domain/words/unit";
import { RowLayout } from "./row-layout";
import type { Upload } from "./uploads";

interface UploadRowProps {
  upload: Upload;
  /** For a duplicate: the name of the document that is already here. */
  twinName: string | undefined;
  onRetry: () => void;
  onDismiss: () => void;
}

/** A file on its way in, or why it isn't coming. */
export function UploadRow({ upload, twinName, onRetry, onDismiss }: UploadRowProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { state, name } = upload;
  const isOver = state.kind === "refused" || state.kind === "duplicate";
  return (
    <RowLayout
      name={name}
      title={name}
      state={<UploadState state={state} />}
      facts={[formatBytes(upload.sizeBytes, locale)]}
      actions={
        isOver && (
          <>
            {state.kind === "refused" && state.canRetry && (
              <Button size="sm" onClick={onRetry}>
                {t("common.actions.tryAgain")}
              </Button>
            )}
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={t("knowledge.upload.dismiss", { name })}
              onClick={onDismiss}
            >
              <X />
            </Button>
          </>
        )
      }
    >
      {!isOver && (
        <Progress share={null} label={t("knowledge.upload.uploadingFile", { name })} className="mt-1 max-w-96" />
      )}
      {state.kind === "refused" && (
        <p role="alert" className="max-w-[72ch] text-danger text-sm">
          {state.why}
        </p>
      )}
      {state.kind === "duplicate" && (
        <p role="status" className="max-w-[72ch] text-ink-soft text-sm">
          {twinName && twinName !== name
            ? t("knowledge.upload.hereAs", { name: twinName })
            : t("knowledge.upload.here")}
        </p>
      )}
    </RowLayout>
  );
}

function UploadState({ state }: { state: Upload["state"] }) {
  const t = useTranslations();
  switch (state.kind) {
    case "refused":
      return <Badge tone="danger">{t("knowledge.upload.states.refused")}</Badge>;
    case "duplicate":
      return <Badge>{t("knowledge.upload.states.duplicate")}</Badge>;
    case "waiting":
      return <Badge>{t("knowledge.upload.states.waiting")}</Badge>;
    case "sending":
    case "received":
      return <Badge tone="info">{t("knowledge.upload.states.sending")}</Badge>;
  }
}
