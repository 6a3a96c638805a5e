"use client";
import { keepPreviousData } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { number, share } from "@/domain/words/analytics";
import { errorWords } from "@/trpc/errors";
import { api, type RouterInputs } from "@/trpc/react";
import { BarList } from "./bar-list";
import { ChartPanel } from "./chart-panel";

export type QuestionsAsked = RouterInputs["analytics"]["questions"];

/** Of a list that can be shown as a table as well. */
const SHOWN = 8;
const TOGETHER = "Questions that mean the same count together, whatever their words.";

const useQuestions = (asked: QuestionsAsked) =>
  api.analytics.questions.useQuery(asked, { placeholderData: keepPreviousData });

/** What customers ask most. */
export function TopQuestions({ asked }: { asked: QuestionsAsked }) {
  const { data, error, refetch } = useQuestions(asked);
  const topic = "Top questions";
  if (!data) return <Unloaded topic={topic} error={error} onRetry={() => void refetch()} />;
  const [first] = data.top;
  return (
    <ChartPanel
      topic={topic}
      title={
        first ? `Asked most: ${number(first.asked)} × the same of ${number(data.asked)} questions` : "No questions yet"
      }
      note={first && (data.isCut ? `${TOGETHER} The newest ${number(data.asked)} were looked at.` : TOGETHER)}
      table={{
        head: ["Question", "Times asked", "Of them not answered well"],
        rows: data.top.map(({ question, asked: times, failed }) => [question, number(times), number(failed)]),
      }}
    >
      <BarList
        label={topic}
        bars={data.top.slice(0, SHOWN).map(({ question, asked: times }) => ({ label: question, count: times }))}
        whole={data.asked}
      />
    </ChartPanel>
  );
}

interface UnansweredProps {
  accountId: string;
  asked: QuestionsAsked;
}

/** What customers ask and the bot answers badly or not at all. */
export function UnansweredQuestions({ accountId, asked }: UnansweredProps) {
  const { data, error, refetch } = useQuestions(asked);
  const topic = "Unanswered";
  // One word of trouble is enough, and stands above.
  if (!data) return error ? null : <Unloaded topic={topic} error={null} onRetry={() => void refetch()} />;
  const { unanswered, failed } = data;
  return (
    <ChartPanel
      topic={topic}
      title={
        failed > 0
          ? `${share(failed, data.asked)} of questions weren't answered well: ${number(failed)} of ${number(data.asked)}`
          : "Every question was answered"
      }
      note={
        failed > 0 && (
          <>
            Handed over because the documents lack it, disliked, corrected, or answered without being sure.{" "}
            <Link
              href={`/accounts/${accountId}/knowledge/gaps` as Route}
              className="rounded-mark text-accent underline underline-offset-3"
            >
              Answer them in the knowledge base
            </Link>
          </>
        )
      }
      table={{
        head: ["Question", "Not answered well", "Times asked"],
        rows: unanswered.map((one) => [one.question, number(one.failed), number(one.asked)]),
      }}
    >
      <BarList
        label={topic}
        bars={unanswered.slice(0, SHOWN).map((one) => ({ label: one.question, count: one.failed }))}
        whole={failed}
      />
    </ChartPanel>
  );
}

function Unloaded({ topic, error, onRetry }: { topic: string; error: unknown; onRetry: () => void }): ReactNode {
  const t = useTranslations();
  if (!error)
    return (
      <ChartPanel topic={topic} title="Counting…" table={{ head: [], rows: [] }}>
        {null}
      </ChartPanel>
    );
  return (
    <ChartPanel topic={topic} title="The questions couldn't be loaded" table={{ head: [], rows: [] }}>
      <p role="alert" className="flex flex-wrap items-center gap-2 text-ink-soft">
        <CircleHelp aria-hidden="true" className="size-4" />
        {errorWords(error, t)}
        <Button variant="link" size="sm" onClick={onRetry}>
          Try again
        </Button>
      </p>
    </ChartPanel>
  );
}
