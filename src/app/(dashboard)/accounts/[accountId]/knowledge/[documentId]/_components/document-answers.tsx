"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ErrorView } from "@/components/error-view";
import { EmptyState } from "@/components/ui/empty-state";
import { LocalTime } from "@/components/ui/local-time";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { api } from "@/trpc/react";
import type { DocumentKey } from "./document-text";

/** The newest answers to customers that stand on the document. */
export function DocumentAnswers({ documentKey }: { documentKey: DocumentKey }) {
  const t = useTranslations();
  const answers = api.conversation.answersFrom.useQuery(documentKey);
  if (answers.error) return <ErrorView error={answers.error} retry={() => void answers.refetch()} />;
  if (!answers.data)
    return (
      <SkeletonGroup label={t("knowledge.reading.loadingAnswers")} className="flex flex-col gap-4">
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} className="h-16" />
        ))}
      </SkeletonGroup>
    );
  if (answers.data.length === 0)
    return <EmptyState title={t("knowledge.reading.noAnswers")} description={t("knowledge.reading.noAnswersYet")} />;
  return (
    <ul aria-label={t("knowledge.reading.answersList")} className="flex flex-col divide-y divide-line border-y">
      {answers.data.map(({ turnId, conversationId, contactName, question, reply, createdAt }) => (
        <li key={turnId} className="flex flex-col gap-1 py-4">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-ink-faint text-sm">
            <Link
              href={`/accounts/${documentKey.accountId}/inbox/${conversationId}` as Route}
              className="break-words underline decoration-line underline-offset-3 transition-colors hover:text-ink"
            >
              {contactName}
            </Link>
            <LocalTime date={createdAt} as="moment" />
          </p>
          <p dir="auto" className="line-clamp-3 max-w-[72ch] break-words font-medium">
            {question}
          </p>
          <p dir="auto" className="line-clamp-4 max-w-[72ch] whitespace-pre-line break-words text-ink-soft">
            {reply}
          </p>
        </li>
      ))}
    </ul>
  );
}
