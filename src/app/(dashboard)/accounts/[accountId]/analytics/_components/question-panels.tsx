"use client";
import { keepPreviousData } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
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

const useQuestions = (asked: QuestionsAsked) =>
  api.analytics.questions.useQuery(asked, { placeholderData: keepPreviousData });

/** What customers ask most. */
export function TopQuestions({ asked }: { asked: QuestionsAsked }) {
  const t = useTranslations();
  const locale = useLocale();
  const { data, error, refetch } = useQuestions(asked);
  const topic = t("analytics.questions.topTopic");
  if (!data) return <Unloaded topic={topic} error={error} onRetry={() => void refetch()} />;
  const [first] = data.top;
  return (
    <ChartPanel
      topic={topic}
      title={
        first
          ? t("analytics.questions.topTitle", { asked: first.asked, all: data.asked })
          : t("analytics.questions.none")
      }
      note={
        first &&
        (data.isCut
          ? t("analytics.questions.togetherNewest", { count: data.asked })
          : t("analytics.questions.together"))
      }
      table={{
        head: [
          t("analytics.questions.question"),
          t("analytics.questions.timesAsked"),
          t("analytics.questions.ofThemNotWell"),
        ],
        rows: data.top.map(({ question, asked: times, failed }) => [
          question,
          number(times, locale),
          number(failed, locale),
        ]),
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
  const t = useTranslations();
  const locale = useLocale();
  const { data, error, refetch } = useQuestions(asked);
  const topic = t("analytics.questions.unansweredTopic");
  // One word of trouble is enough, and stands above.
  if (!data) return error ? null : <Unloaded topic={topic} error={null} onRetry={() => void refetch()} />;
  const { unanswered, failed } = data;
  return (
    <ChartPanel
      topic={topic}
      title={
        failed > 0
          ? t("analytics.questions.unansweredTitle", {
              percent: share(failed, data.asked, locale) ?? "",
              failed,
              all: data.asked,
            })
          : t("analytics.questions.everyAnswered")
      }
      note={
        failed > 0 &&
        t.rich("analytics.questions.unansweredNote", {
          link: (words) => (
            <Link
              href={`/accounts/${accountId}/knowledge/gaps` as Route}
              className="rounded-mark text-accent underline underline-offset-3"
            >
              {words}
            </Link>
          ),
        })
      }
      table={{
        head: [
          t("analytics.questions.question"),
          t("analytics.questions.notWell"),
          t("analytics.questions.timesAsked"),
        ],
        rows: unanswered.map((one) => [one.question, number(one.failed, locale), number(one.asked, locale)]),
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
      <ChartPanel topic={topic} title={t("analytics.questions.counting")} table={{ head: [], rows: [] }}>
        {null}
      </ChartPanel>
    );
  return (
    <ChartPanel topic={topic} title={t("analytics.questions.failed")} table={{ head: [], rows: [] }}>
      <p role="alert" className="flex flex-wrap items-center gap-2 text-ink-soft">
        <CircleHelp aria-hidden="true" className="size-4" />
        {errorWords(error, t)}
        <Button variant="link" size="sm" onClick={onRetry}>
          {t("common.actions.tryAgain")}
        </Button>
      </p>
    </ChartPanel>
  );
}
