"use client";
import Link from "next/link";
import { useState } from "react";
import { documentPath } from "@/components/document-path";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { ScoreBar } from "@/components/ui/score-bar";
import type { Passage } from "@/domain/knowledge/passage";
import { formatScore, passageSource } from "@/domain/words/answer";

interface PassageListProps {
  accountId: string;
  passages: readonly Passage[];
  /** Which of them the reply stands on, by chunk. */
  usedChunkIds: ReadonlySet<string>;
}

/** The passages of an answer, best first, with where they stand and how well they match. */
export function PassageList({ accountId, passages, usedChunkIds }: PassageListProps) {
  return (
    <ul aria-label="Passages" className="flex flex-col divide-y divide-line">
      {passages.map((passage, index) => (
        <PassageItem
          key={passage.chunkId}
          accountId={accountId}
          passage={passage}
          number={index + 1}
          isUsed={usedChunkIds.has(passage.chunkId)}
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
}

function PassageItem({ accountId, passage, number, isUsed }: PassageItemProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="flex flex-col gap-1.5 py-3 first:pt-1">
      <div className="flex items-baseline gap-2">
        <span className="text-ink-faint text-xs tabular-nums">{number}</span>
        <Link
          href={documentPath(accountId, passage.documentId, passage.page)}
          className="min-w-0 flex-1 break-words font-medium text-sm underline decoration-transparent underline-offset-3 hover:decoration-outline"
        >
          {passageSource(passage)}
        </Link>
        <ScoreBar value={passage.score} text={formatScore(passage.score)} label="Score" className="self-center" />
      </div>
      {passage.heading && <p className="pl-4 text-ink-faint text-xs">{passage.heading}</p>}
      <p
        dir="auto"
        className={cn("break-words pl-4 text-ink-soft text-sm", isOpen ? "whitespace-pre-line" : "line-clamp-3")}
      >
        {passage.text}
      </p>
      {isOpen && <Signals signals={passage.signals} />}
      <div className="flex items-center gap-3 pl-4">
        {isUsed && <Badge tone="accent">Used in the reply</Badge>}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={isOpen ? `Show less of passage ${number}` : `Show all of passage ${number}`}
          onClick={() => setIsOpen(!isOpen)}
          className="rounded-mark text-ink-faint text-xs underline decoration-line underline-offset-3 transition-colors hover:text-ink"
        >
          {isOpen ? "Show less" : "Show all"}
        </button>
      </div>
    </li>
  );
}

const SIGNALS: readonly [keyof Passage["signals"], string][] = [
  ["bm25", "words"],
  ["trigram", "spelling"],
  ["passageCosine", "meaning"],
  ["sentenceCosine", "best sentence"],
  ["coverage", "coverage"],
];

/** What the score is made of, for who wants to know. */
function Signals({ signals }: { signals: Passage["signals"] }) {
  return (
    <dl className="flex flex-wrap gap-x-3 gap-y-0.5 pl-4 text-ink-faint text-xs">
      {SIGNALS.map(([key, label]) => (
        <div key={key} className="flex gap-1">
          <dt>{label}</dt>
          <dd className="tabular-nums">{formatScore(signals[key])}</dd>
        </div>
      ))}
    </dl>
  );
}
