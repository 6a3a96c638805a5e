"use client";
import { Folder, TriangleAlert, X } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { documentPath } from "@/components/document-path";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { documentStatusWords, documentWarnings } from "@/domain/words/document";
import { formatBytes } from "@/domain/words/unit";
import { Told } from "@/i18n/told";
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
  const t = useTranslations();
  const acts = useDocumentActs(accountId, document, () =>
    toast.success(t("knowledge.document.deleted", { name: document.name }), {
      description: t("knowledge.noLongerAnswers"),
    }),
  );
  const hasText = document.status === "ready";
  return (
    <RowLayout
      name={document.name}
      title={hasText ? <OpenLink accountId={accountId} document={document} /> : document.name}
      state={<StatusBadge document={document} />}
      facts={useFacts(document)}
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
      {documentWarnings(t, document).map((warning) => (
        <p key={warning} className="flex max-w-[72ch] items-start gap-1.5 text-attention text-sm">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <Told>{warning}</Told>
        </p>
      ))}
      {document.replacement && (
        <NextVersion accountId={accountId} next={document.replacement} canWrite={canWrite} isAnswering={hasText} />
      )}
    </RowLayout>
  );
}

function useFacts({ sizeBytes, pageCount, chunkCount, status, folder, version, replacedAt }: KnowledgeDocument) {
  const t = useTranslations();
  const locale = useLocale();
  return [
    ...(folder === null
      ? []
      : [
          <span key="folder" className="inline-flex max-w-full items-center gap-1">
            <Folder aria-hidden="true" className="size-3.5 shrink-0" />
            {t.rich("knowledge.document.inFolder", {
              folder,
              hidden: (words) => <span className="sr-only">{words}</span>,
              name: (words) => <span className="break-words">{words}</span>,
            })}
          </span>,
        ]),
    formatBytes(sizeBytes, locale),
    ...(pageCount === null ? [] : [t("knowledge.counts.pages", { count: pageCount })]),
    ...(status === "ready" ? [t("knowledge.counts.passages", { count: chunkCount })] : []),
    ...(replacedAt === null
      ? []
      : [
          <span key="version">
            {t.rich("knowledge.document.version", {
              version,
              when: () => <LocalTime date={replacedAt} as="moment" />,
            })}
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
  const t = useTranslations();
  const acts = useDocumentActs(accountId, next);
  const isOver = next.status === "failed";
  return (
    <section
      aria-label={t("knowledge.document.newVersion", { name: next.name })}
      className="mt-2 flex flex-col gap-1 border-line border-s-2 ps-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 break-words text-sm">
          {t.rich("knowledge.document.newVersionLine", {
            name: next.name,
            label: (words) => <span className="text-ink-faint">{words}</span>,
          })}
        </p>
        <StatusBadge document={next} />
      </div>
      {isAnswering && (
        <p className="max-w-[72ch] text-ink-faint text-sm">
          {t(isOver ? "knowledge.document.goesOn" : "knowledge.document.untilReady")}
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
          {t("knowledge.document.discard")}
        </Button>
      )}
    </section>
  );
}

function OpenLink({ accountId, document }: { accountId: string; document: KnowledgeDocument }) {
  const t = useTranslations();
  return (
    <Link
      href={documentPath(accountId, document.id)}
      title={t("knowledge.document.see")}
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
  const t = useTranslations();
  const { label, tone } = documentStatusWords(t, document.status, document.failureReason);
  return <Badge tone={BADGE_TONES[tone]}>{label}</Badge>;
}
