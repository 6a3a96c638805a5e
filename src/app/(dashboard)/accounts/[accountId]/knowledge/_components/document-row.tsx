"use client";
import { RotateCw, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Progress } from "@/components/ui/progress";
import { Tooltip } from "@/components/ui/tooltip";
import type { DocumentStatus } from "@/domain/knowledge/document";
import {
  countWords,
  documentProgressShare,
  documentProgressWords,
  documentStatusWords,
  formatBytes,
} from "@/domain/words/document";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { KnowledgeDocument } from "./knowledge-board";
import { RowLayout } from "./row-layout";

interface DocumentRowProps {
  accountId: string;
  document: KnowledgeDocument;
  canWrite: boolean;
  onOpen: () => void;
}

/** A document and where it stands: being read, ready, or why not and what to do. */
export function DocumentRow({ accountId, document, canWrite, onOpen }: DocumentRowProps) {
  const progress = documentProgressWords(document);
  const hasText = document.status === "ready" || document.status === "embedding";
  return (
    <RowLayout
      name={document.name}
      title={hasText ? <OpenButton name={document.name} onOpen={onOpen} /> : document.name}
      state={<StatusBadge status={document.status} />}
      facts={factsOf(document)}
      actions={canWrite && <DeleteButton accountId={accountId} document={document} />}
    >
      {progress && (
        <div className="mt-1 flex max-w-96 flex-col gap-1.5">
          <Progress share={documentProgressShare(document)} label={`${document.name}: ${progress}`} />
          <p className="text-ink-soft text-sm tabular-nums">{progress}</p>
        </div>
      )}
      {document.failureMessage && <p className="max-w-[72ch] text-danger text-sm">{document.failureMessage}</p>}
      {document.status === "failed" && canWrite && <RetryButton accountId={accountId} document={document} />}
      {document.warnings.map((warning) => (
        <p key={warning} className="flex max-w-[72ch] items-start gap-1.5 text-attention text-sm">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {warning}
        </p>
      ))}
    </RowLayout>
  );
}

function factsOf({ sizeBytes, pageCount, chunkCount, status }: KnowledgeDocument): string[] {
  return [
    formatBytes(sizeBytes),
    ...(pageCount === null ? [] : [countWords(pageCount, "page")]),
    ...(status === "ready" ? [countWords(chunkCount, "passage")] : []),
  ];
}

function OpenButton({ name, onOpen }: { name: string; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      title="See what was read"
      className="rounded-mark text-left underline decoration-transparent underline-offset-3 transition-colors hover:decoration-outline"
    >
      {name}
    </button>
  );
}

const BADGE_TONES = {
  success: "success",
  busy: "info",
  attention: "attention",
  danger: "danger",
  idle: "neutral",
} as const;

function StatusBadge({ status }: { status: DocumentStatus }) {
  const { label, tone } = documentStatusWords(status);
  return <Badge tone={BADGE_TONES[tone]}>{label}</Badge>;
}

function useRefreshed(accountId: string) {
  const utils = api.useUtils();
  return {
    refresh: () => utils.knowledge.list.invalidate({ accountId }),
    onError: (error: unknown) => void toast.error("Nothing has changed", { description: errorWords(error) }),
  };
}

interface ActionProps {
  accountId: string;
  document: KnowledgeDocument;
}

function RetryButton({ accountId, document }: ActionProps) {
  const { refresh, onError } = useRefreshed(accountId);
  const retry = api.knowledge.retry.useMutation({ onSuccess: refresh, onError });
  return (
    <Button
      size="sm"
      isPending={retry.isPending}
      onClick={() => retry.mutate({ accountId, documentId: document.id })}
      className="mt-1.5 self-start"
    >
      <RotateCw />
      Try again
    </Button>
  );
}

function DeleteButton({ accountId, document }: ActionProps) {
  const { refresh, onError } = useRefreshed(accountId);
  const [isAsking, setIsAsking] = useState(false);
  const remove = api.knowledge.delete.useMutation({
    onError,
    onSuccess: async () => {
      await refresh();
      toast.success(`“${document.name}” is deleted`, { description: "The bot no longer answers from it." });
    },
  });
  return (
    <>
      <Tooltip label="Delete">
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={`Delete ${document.name}`}
          onClick={() => setIsAsking(true)}
          className="max-md:size-9"
        >
          <Trash2 />
        </Button>
      </Tooltip>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete “${document.name}”?`}
        description="The bot stops answering from it at once. Answers it has already given stay in the conversations. Deleting can't be undone; the file can be uploaded again."
        confirmLabel="Delete"
        cancelLabel="Keep it"
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ accountId, documentId: document.id })}
      />
    </>
  );
}
