"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { api } from "@/trpc/react";
import type { DocumentKey } from "./document-text";
import { PartsList } from "./parts-list";
import { useParts } from "./use-parts";

/** The passages the document is found by, in its order, each with where it stands. */
export function DocumentPassages({ documentKey }: { documentKey: DocumentKey }) {
  const t = useTranslations();
  const { client } = api.useUtils();
  const query = useParts(["document-passages", documentKey], 0, (from, signal) =>
    client.knowledge.passages.query({ ...documentKey, from, limit: 40 }, { signal }),
  );
  const passages = query.data?.pages.flatMap((part) => part.passages) ?? [];
  return (
    <PartsList
      query={query}
      loading={t("knowledge.reading.loadingPassages")}
      more={t("knowledge.reading.morePassages")}
    >
      <p className="max-w-[72ch] text-ink-soft text-sm">{t("knowledge.reading.passagesNote")}</p>
      <ol aria-label={t("knowledge.reading.passagesList")} className="flex flex-col divide-y divide-line border-y">
        {passages.map(({ id, position, page, heading, text, isQuarantined }) => (
          <li key={id} className="grid grid-cols-[2.5rem_1fr] gap-x-2 py-4">
            <span className="text-ink-faint text-xs tabular-nums leading-5">{position + 1}</span>
            <div className="flex min-w-0 max-w-[72ch] flex-col gap-1.5">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-faint text-xs">
                {page !== null && <span className="tabular-nums">{t("knowledge.reading.page", { page })}</span>}
                {heading && <span className="break-words">{heading}</span>}
                {isQuarantined && <Badge tone="attention">{t("knowledge.reading.setAside")}</Badge>}
              </p>
              <p dir="auto" className="whitespace-pre-wrap break-words text-ink-soft leading-relaxed">
                {text}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </PartsList>
  );
}
