"use client";
import { X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { formatBytes } from "@/domain/words/document";
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
  const { state, name } = upload;
  const isOver = state.kind === "refused" || state.kind === "duplicate";
  return (
    <RowLayout
      name={name}
      title={name}
      state={<UploadState state={state} />}
      facts={[formatBytes(upload.sizeBytes)]}
      actions={
        isOver && (
          <>
            {state.kind === "refused" && state.canRetry && (
              <Button size="sm" onClick={onRetry}>
                Try again
              </Button>
            )}
            <Button variant="quiet" size="icon-sm" aria-label={`Dismiss ${name}`} onClick={onDismiss}>
              <X />
            </Button>
          </>
        )
      }
    >
      {!isOver && <Progress share={null} label={`Uploading ${name}`} className="mt-1 max-w-96" />}
      {state.kind === "refused" && (
        <p role="alert" className="max-w-[72ch] text-danger text-sm">
          {state.why}
        </p>
      )}
      {state.kind === "duplicate" && (
        <p role="status" className="max-w-[72ch] text-ink-soft text-sm">
          {twinName && twinName !== name
            ? `The same file is already here as “${twinName}”. Nothing was added.`
            : "The same file is already here. Nothing was added."}
        </p>
      )}
    </RowLayout>
  );
}

function UploadState({ state }: { state: Upload["state"] }) {
  switch (state.kind) {
    case "refused":
      return <Badge tone="danger">Not uploaded</Badge>;
    case "duplicate":
      return <Badge>Already here</Badge>;
    case "waiting":
      return <Badge>Next</Badge>;
    case "sending":
    case "received":
      return <Badge tone="info">Uploading</Badge>;
  }
}
