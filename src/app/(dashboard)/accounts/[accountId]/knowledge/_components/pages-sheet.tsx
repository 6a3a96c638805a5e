"use client";
import { useEffect, useRef } from "react";
import { ErrorView } from "@/components/error-view";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { countWords } from "@/domain/words/document";
import { api } from "@/trpc/react";
import type { KnowledgeDocument } from "./knowledge-board";
import { toPageBlocks } from "./page-blocks";

interface PagesSheetProps {
  accountId: string;
  /** Undefined: closed. */
  document: KnowledgeDocument | undefined;
  /** Scrolled to when it opens. */
  page: number;
  onClose: () => void;
}

/** What was read from a document, page by page: what the bot sees is all it knows. */
export function PagesSheet({ accountId, document, page, onClose }: PagesSheetProps) {
  return (
    <Sheet
      isOpen={document !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={document?.name ?? "Document"}
      description={
        document
          ? `What was read: ${countWords(document.pageCount ?? 1, "page")}. The bot sees this and nothing else.`
          : undefined
      }
      className="sm:w-[36rem]"
    >
      {document && <Pages accountId={accountId} documentId={document.id} page={page} />}
    </Sheet>
  );
}

function Pages({ accountId, documentId, page }: { accountId: string; documentId: string; page: number }) {
  const pages = api.knowledge.pages.useQuery({ accountId, documentId });
  const wanted = useRef<HTMLElement>(null);
  useEffect(() => {
    if (pages.data && page > 1) wanted.current?.scrollIntoView({ block: "start" });
  }, [pages.data, page]);

  if (pages.error) return <ErrorView error={pages.error} retry={() => void pages.refetch()} />;
  if (!pages.data)
    return (
      <SkeletonGroup label="Loading pages" className="flex flex-col gap-3 p-5">
        {["w-3/5", "w-full", "w-11/12", "w-full", "w-4/5"].map((width, row) => (
          <Skeleton key={width + String(row)} className={`h-4 ${width}`} />
        ))}
      </SkeletonGroup>
    );
  const hasNumbers = pages.data.length > 1;
  return (
    <div className="flex flex-col divide-y divide-line">
      {pages.data.map(({ number, text }) => (
        <article
          key={number}
          ref={number === page ? wanted : undefined}
          aria-label={`Page ${number}`}
          className="px-5 py-4"
        >
          {hasNumbers && <h3 className="mb-2 font-medium text-ink-faint text-xs tabular-nums">Page {number}</h3>}
          <PageText text={text} />
        </article>
      ))}
    </div>
  );
}

function PageText({ text }: { text: string }) {
  const blocks = toPageBlocks(text);
  if (blocks.length === 0) return <p className="text-ink-faint italic">No text on this page.</p>;
  return (
    <div className="flex max-w-[72ch] flex-col gap-3">
      {blocks.map(({ kind, text: words }, index) => (
        <p
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a page never change
          key={index}
          dir="auto"
          className={
            kind === "heading"
              ? "break-words pt-1 font-semibold"
              : "whitespace-pre-wrap break-words text-ink-soft leading-relaxed"
          }
        >
          {words}
        </p>
      ))}
    </div>
  );
}
