"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { documentPath } from "@/components/document-path";
import { HowFound, type Thresholds } from "@/components/how-found";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { ScoreBar } from "@/components/ui/score-bar";
import type { Passage } from "@/domain/knowledge/passage";
import { formatScore, passageSource, toolSource } from "@/domain/words/answer";

interface PassageListProps {
  accountId: string;
  passages: readonly Passage[];
  /** Which of them the reply stands on, by chunk. */
  usedChunkIds: ReadonlySet<string>;
  thresholds?: Thresholds | undefined;
  /** What can be done with a passage, beside looking at it. */
  action?: ((passage: Passage) => React.ReactNode) | undefined;
}

/** The passages of an answer, best first, with where they stand and how well they match. */
export function PassageList({ accountId, passages, usedChunkIds, thresholds, action }: PassageListProps) {
  const t = useTranslations();
  return (
    <ul aria-label={t("answer.details.passages")} className="flex flex-col divide-y divide-line">
      {passages.map((passage, index) => (
        <PassageItem
          key={passage.chunkId}
          accountId={accountId}
          passage={passage}
          number={index + 1}
          isUsed={usedChunkIds.has(passage.chunkId)}
          thresholds={thresholds}
          action={action?.(passage)}
        />
      ))}
    </ul>
  );
}

interface PassageItemProps {
  accountId: string;
  passage: Passage;
  number: number;
  isUsed: boolean;
  thresholds: Thresholds | undefined;
  action: React.ReactNode;
}

const quietLink =
  "rounded-mark text-ink-faint text-xs underline decoration-line underline-offset-3 transition-colors hover:text-ink";

function PassageItem({ accountId, passage, number, isUsed, thresholds, action }: PassageItemProps) {
  const t = useTranslations();
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const [isExplained, setIsExplained] = useState(false);
  return (
    <li className="flex flex-col gap-1.5 py-3 first:pt-1">
      <div className="flex items-baseline gap-2">
        <span className="text-ink-faint text-xs tabular-nums">{number}</span>
        {passage.isFromTool ? (
          <>
            <span className="min-w-0 flex-1 break-words font-medium text-sm">{toolSource(t, passage)}</span>
            <Badge>{t("answer.passages.tool")}</Badge>
          </>
        ) : (
          <>
            <Link
              href={documentPath(accountId, passage.documentId, passage.page)}
              className="min-w-0 flex-1 break-words font-medium text-sm underline decoration-transparent underline-offset-3 hover:decoration-outline"
            >
              {passageSource(t, passage)}
            </Link>
            <ScoreBar
              value={passage.score}
              text={formatScore(passage.score, locale)}
              label={t("answer.details.score")}
              className="self-center"
            />
          </>
        )}
      </div>
      {passage.heading && <p className="ps-4 text-ink-faint text-xs">{passage.heading}</p>}
      <p
        dir="auto"
        className={cn("break-words ps-4 text-ink-soft text-sm", isOpen ? "whitespace-pre-line" : "line-clamp-3")}
      >
        {passage.text}
      </p>
      {isExplained && <HowFound passage={passage} thresholds={thresholds} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 ps-4">
        {isUsed && <Badge tone="accent">{t("answer.passages.used")}</Badge>}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? "answer.passages.showLessOf" : "answer.passages.showAllOf", { number })}
          onClick={() => setIsOpen(!isOpen)}
          className={quietLink}
        >
          {t(isOpen ? "answer.passages.showLess" : "answer.passages.showAll")}
        </button>
        {!passage.isFromTool && (
          <>
            <button
              type="button"
              aria-expanded={isExplained}
              aria-label={t("answer.passages.howFoundOf", { number })}
              onClick={() => setIsExplained(!isExplained)}
              className={quietLink}
            >
              {t("answer.passages.howFound")}
            </button>
            {action}
          </>
        )}
      </div>
    </li>
  );
}
