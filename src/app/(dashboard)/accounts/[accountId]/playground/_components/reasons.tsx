"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AnswerDetails } from "@/components/answer-details";
import { ErrorView } from "@/components/error-view";
import { PassageList } from "@/components/passage-list";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { Passage } from "@/domain/knowledge/passage";
import { api } from "@/trpc/react";
import { MarkDecline, MarkPassage } from "./mark-case";
import type { Exchange } from "./use-exchanges";

interface ReasonsProps {
  accountId: string;
  question: string;
  result: NonNullable<Exchange["result"]>;
  /** May make test questions. */
  canMark: boolean;
  /** May look at the versions of the settings. */
  canReadSettings: boolean;
}

/** Why this answer, and what should have come of the question: both become a test question by one click. */
export function Reasons({ accountId, question, result, canMark, canReadSettings }: ReasonsProps) {
  const { trace, thresholds } = result;
  // As it would be asked by itself: a test question has no conversation before it.
  const asked = trace.understoodQuestion || question;
  const mark = canMark
    ? (passage: Passage) => <MarkPassage accountId={accountId} question={asked} passage={passage} />
    : undefined;
  return (
    <AnswerDetails
      accountId={accountId}
      band={result.band}
      score={result.score}
      reason={result.handoffReason}
      trace={trace}
      thresholds={thresholds}
      answeredWith={result.answeredWith}
      canReadSettings={canReadSettings}
      passageAction={mark}
      afterPassages={
        <div className="flex flex-col gap-3">
          <OtherPassages
            accountId={accountId}
            question={asked}
            passages={trace.passages}
            thresholds={thresholds}
            mark={mark}
          />
          {canMark && <MarkDecline accountId={accountId} question={asked} />}
        </div>
      }
    />
  );
}

interface OtherPassagesProps {
  accountId: string;
  question: string;
  /** Those that are shown already. */
  passages: readonly Passage[];
  thresholds: NonNullable<Exchange["result"]>["thresholds"];
  mark: ((passage: Passage) => React.ReactNode) | undefined;
}

/** What was found and not read by the bot: where the right passage is when it didn't come far enough. */
function OtherPassages({ accountId, question, passages, thresholds, mark }: OtherPassagesProps) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  const { data, error, refetch } = api.playground.explain.useQuery({ accountId, question }, { enabled: isOpen });
  if (!isOpen)
    return (
      <Button size="sm" variant="quiet" onClick={() => setIsOpen(true)} className="-ms-2.5 self-start">
        {t("playground.reasons.showOthers")}
      </Button>
    );
  if (error) return <ErrorView error={error} retry={() => void refetch()} />;
  if (!data) return <Spinner />;
  const shown = new Set(passages.map(({ chunkId }) => chunkId));
  const others = data.passages.filter(({ chunkId }) => !shown.has(chunkId));
  if (others.length === 0) return <p className="text-ink-soft">{t("playground.reasons.nothingElse")}</p>;
  return (
    <section aria-label={t("playground.reasons.others")} className="flex flex-col gap-2">
      <h4 className="font-medium text-ink-faint text-xs">{t("playground.reasons.bestFirst")}</h4>
      <PassageList accountId={accountId} passages={others} usedChunkIds={NONE} thresholds={thresholds} action={mark} />
    </section>
  );
}

const NONE: ReadonlySet<string> = new Set();
