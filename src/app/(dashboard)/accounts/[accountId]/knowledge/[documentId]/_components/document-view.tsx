"use client";
import { ArrowLeft, Download } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { api } from "@/trpc/react";
import { DocumentAnswers } from "./document-answers";
import { DocumentFacts } from "./document-facts";
import { DocumentPassages } from "./document-passages";
import { DocumentText } from "./document-text";

interface DocumentViewProps {
  accountId: string;
  documentId: string;
  /** Where reading starts, 1-based: an answer's source links to its page. */
  firstPage: number;
}

type Part = "text" | "passages" | "answers";

/** A document as the bot knows it: its text, the passages it is found by, and the answers that stand on it. */
export function DocumentView({ accountId, documentId, firstPage }: DocumentViewProps) {
  const t = useTranslations();
  const [reading] = api.knowledge.reading.useSuspenseQuery({ accountId, documentId });
  const [part, show] = useState<Part>("text");
  const key = { accountId, documentId };
  return (
    <article className="flex flex-col gap-6">
      <header className="flex flex-col gap-2">
        <Link
          href={`/accounts/${accountId}/knowledge` as Route}
          className="inline-flex items-center gap-1.5 self-start text-ink-soft text-sm underline decoration-transparent underline-offset-3 transition-colors hover:decoration-outline"
        >
          <ArrowLeft aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />
          {t("knowledge.page.title")}
        </Link>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <h1 className="min-w-0 break-words font-semibold text-xl tracking-[-0.012em]">{reading.name}</h1>
          <Button asChild>
            <a href={`/documents/${accountId}/${documentId}`} download>
              <Download />
              {t("knowledge.reading.download")}
            </a>
          </Button>
        </div>
        <DocumentFacts reading={reading} />
      </header>
      {reading.status === "ready" && (
        <>
          <SegmentedControl
            label={t("knowledge.reading.part")}
            value={part}
            onChange={show}
            options={[
              { value: "text", label: t("knowledge.reading.text") },
              { value: "passages", label: t("knowledge.reading.passages"), count: reading.chunkCount },
              { value: "answers", label: t("knowledge.reading.answers") },
            ]}
            className="self-stretch sm:self-start"
          />
          {part === "text" && (
            <DocumentText documentKey={key} pageCount={reading.pageCount ?? 1} firstPage={firstPage} />
          )}
          {part === "passages" && <DocumentPassages documentKey={key} />}
          {part === "answers" && <DocumentAnswers documentKey={key} />}
        </>
      )}
    </article>
  );
}
