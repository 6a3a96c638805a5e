"use client";
import type { Route } from "next";
import Link from "next/link";
import { number } from "@/domain/words/analytics";
import { api } from "@/trpc/react";
import { ChartPanel } from "./chart-panel";

const SHOWN = 8;

/** What customers ask and no document answers, as the look at the documents found it. */
export function UnansweredQuestions({ accountId }: { accountId: string }) {
  // The page can do without it: while it isn't there, nothing is.
  const { data } = api.knowledge.findings.useQuery({ accountId });
  if (!data) return null;
  const questions = data.findings
    .filter(({ kind }) => kind === "uncovered_question")
    .map(({ details: { question = "", count = 1 } }) => ({ question, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, SHOWN);
  const [first] = questions;
  return (
    <ChartPanel
      topic="Unanswered questions"
      title={
        first ? "What customers ask and no document answers" : "No question that the documents leave open was found"
      }
      note={
        <>
          Of the last 30 days, whatever period is shown, with questions that mean the same put together.{" "}
          <Link
            href={`/accounts/${accountId}/knowledge` as Route}
            className="rounded-mark text-accent underline underline-offset-3"
          >
            Answer them in the knowledge base
          </Link>
        </>
      }
      table={{
        head: ["Question", "Times asked"],
        rows: questions.map(({ question, count }) => [question, number(count)]),
      }}
    >
      <ol aria-label="Unanswered questions" className="flex flex-col divide-y divide-line">
        {questions.map(({ question, count }) => (
          <li key={question} className="flex items-baseline justify-between gap-4 py-2 first:pt-0">
            <span className="min-w-0 break-words">{question}</span>
            <span className="shrink-0 text-ink-faint text-sm tabular-nums">{number(count)} ×</span>
          </li>
        ))}
      </ol>
    </ChartPanel>
  );
}
