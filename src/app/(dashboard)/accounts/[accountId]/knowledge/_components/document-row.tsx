"use client";
import { Folder, TriangleAlert, X } from "lucide-react";
import Link from "next/link";
import { documentPath } from "@/components/document-path";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { countWords, documentStatusWords, formatBytes } from "@/domain/words/document";
import { DocumentMenu } from "./document-menu";
import type { KnowledgeDocument } from "./knowledge-board";
import { ReadingState } from "./reading-state";
import { RowLayout } from "./row-layout";
import { useDocumentActs } from "./use-document-acts";

interface DocumentRowProps {
  accountId: string;
  document: KnowledgeDocument;
  /** Those there are in the account. */
  folders: readonly string[];
  canWrite: boolean;
  onOpen: () => void;
}

/** A document and where it stands: being read, ready, or why not and what to do. */
export function DocumentRow({ accountId, document, folders, canWrite, onOpen }: DocumentRowProps) {
  const acts = useDocumentActs(accountId, document, () =>
    toast.success(`“${document.name}” is deleted`, { description: "The bot no longer answers from it." }),
  );
  const hasText = document.status === "ready";
  return (
    <RowLayout
      name={document.name}
      title={hasText ? <OpenLink accountId={accountId} document={document} /> : document.name}
      state={<StatusBadge document={document} />}
      facts={factsOf(document)}
      actions={
        <DocumentMenu
          accountId={accountId}
          document={document}
          acts={acts}
          folders={folders}
          canWrite={canWrite}
          onOpen={hasText ? onOpen : undefined}
        />
      }
    >
      <ReadingState document={document} acts={acts} canWrite={canWrite} />
      {document.warnings.map((warning) => (
        <p key={warning} className="flex max-w-[72ch] items-start gap-1.5 text-attention text-sm">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {warning}
        </p>
      ))}
      {document.replacement && (
        <NextVersion accountId={accountId} next={document.replacement} canWrite={canWrite} isAnswering={hasText} />
      )}
    </RowLayout>
  );
}

function factsOf({ sizeBytes, pageCount, chunkCount, status, folder, version, replacedAt }: KnowledgeDocument) {
  return [
    ...(folder === null
      ? []
      : [
          <span key="folder" className="inline-flex max-w-full items-center gap-1">
            <Folder aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="sr-only">Folder </span>
            <span className="break-words">{folder}</span>
          </span>,
        ]),
    formatBytes(sizeBytes),
    ...(pageCount === null ? [] : [countWords(pageCount, "page")]),
    ...(status === "ready" ? [countWords(chunkCount, "passage")] : []),
    ...(replacedAt === null
      ? []
      : [
          <span key="version">
            version {version}, replaced <LocalTime date={replacedAt} as="moment" />
          </span>,
        ]),
  ];
}

interface NextVersionProps {
  accountId: string;
  next: NonNullable<KnowledgeDocument["replacement"]>;
  canWrite: boolean;
  /** Whether the version before is there to answer meanwhile. */
  isAnswering: boolean;
}

/** The file that is to take a document's place: how far it is, or why the version before stays. */
function NextVersion({ accountId, next, canWrite, isAnswering }: NextVersionProps) {
  const acts = useDocumentActs(accountId, next);
  const isOver = next.status === "failed";
  return (
    <section aria-label={`New version ${next.name}`} className="mt-2 flex flex-col gap-1 border-line border-s-2 ps-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 break-words text-sm">
          <span className="text-ink-faint">New version: </span>
          {next.name}
        </p>
        <StatusBadge document={next} />
      </div>
      {isAnswering && (
        <p className="max-w-[72ch] text-ink-faint text-sm">
          {isOver
            ? "The bot goes on answering from the version before."
            : "Until it is ready, the bot answers from the version before."}
        </p>
      )}
      <ReadingState document={next} acts={acts} canWrite={canWrite} />
      {isOver && canWrite && (
        <Button
          variant="quiet"
          size="sm"
          isPending={acts.remove.isPending}
          onClick={acts.remove.run}
          className="-ms-2.5 self-start max-md:h-9"
        >
          <X />
          Discard the new version
        </Button>
      )}
    </section>
  );
}

function OpenLink({ accountId, document }: { accountId: string; document: KnowledgeDocument }) {
  return (
    <Link
      href={documentPath(accountId, document.id)}
      title="See what was read"
      className="rounded-mark underline decoration-transparent underline-offset-3 transition-colors hover:decoration-outline"
    >
      {document.name}
    </Link>
  );
}

const BADGE_TONES = {
  success: "success",
  busy: "info",
  attention: "attention",
  danger: "danger",
  idle: "neutral",
} as const;

function StatusBadge({ document }: { document: Pick<KnowledgeDocument, "status" | "failureReason"> }) {
  const { label, tone } = documentStatusWords(document.status, document.failureReason);
  return <Badge tone={BADGE_TONES[tone]}>{label}</Badge>;
}
