"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { api } from "@/trpc/react";
import { MarkedText } from "./marked-text";
import { toPageBlocks } from "./page-blocks";
import { PartsList } from "./parts-list";
import { TextSearch } from "./text-search";
import { useParts } from "./use-parts";

export interface DocumentKey {
  accountId: string;
  documentId: string;
}

interface DocumentTextProps {
  documentKey: DocumentKey;
  pageCount: number;
  firstPage: number;
}

/** The pages as they were read, from wherever the reader wants, with a search over all of them. */
export function DocumentText({ documentKey, pageCount, firstPage }: DocumentTextProps) {
  const t = useTranslations();
  const [start, setStart] = useState({ page: Math.min(firstPage, pageCount), words: "" });
  return (
    <div className="flex flex-col gap-4">
      <TextSearch documentKey={documentKey} onFound={(page, words) => setStart({ page, words })} />
      {start.page > 1 && (
        <div className="flex flex-wrap items-center gap-3 text-ink-soft text-sm">
          <span>{t("knowledge.reading.fromPage", { page: start.page })}</span>
          <Button size="sm" onClick={() => setStart({ page: 1, words: "" })}>
            {t("knowledge.reading.fromTheBeginning")}
          </Button>
        </div>
      )}
      <Pages documentKey={documentKey} hasNumbers={pageCount > 1} first={start.page} words={start.words} />
    </div>
  );
}

interface PagesProps {
  documentKey: DocumentKey;
  hasNumbers: boolean;
  first: number;
  /** Marked where they stand. */
  words: string;
}

function Pages({ documentKey, hasNumbers, first, words }: PagesProps) {
  const t = useTranslations();
  const { client } = api.useUtils();
  const query = useParts(["document-pages", documentKey], first, (from, signal) =>
    client.knowledge.pages.query({ ...documentKey, from }, { signal }),
  );
  const pages = query.data?.pages.flatMap((part) => part.pages) ?? [];
  return (
    <PartsList query={query} loading={t("knowledge.reading.loadingPages")} more={t("knowledge.reading.morePages")}>
      <div className="flex flex-col divide-y divide-line border-y">
        {pages.map(({ number, text, isFromPicture }) => (
          <section key={number} aria-label={t("knowledge.reading.page", { page: number })} className="py-5">
            {hasNumbers && (
              <h2 className="mb-2 font-medium text-ink-faint text-xs tabular-nums">
                {t("knowledge.reading.page", { page: number })}
              </h2>
            )}
            {isFromPicture && <p className="mb-2 text-ink-soft text-xs">{t("knowledge.reading.fromPicture")}</p>}
            <PageText text={text} words={words} />
          </section>
        ))}
      </div>
    </PartsList>
  );
}

function PageText({ text, words }: { text: string; words: string }) {
  const t = useTranslations();
  const blocks = toPageBlocks(text);
  if (blocks.length === 0) return <p className="text-ink-faint italic">{t("knowledge.reading.noText")}</p>;
  return (
    <div className="flex max-w-[72ch] flex-col gap-3">
      {blocks.map(({ kind, text: block }, index) => (
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
          <MarkedText text={block} words={words} />
        </p>
      ))}
    </div>
  );
}
