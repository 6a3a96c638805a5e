"use client";
import { useTranslations } from "next-intl";
import { latePart } from "@/components/ui/late/late-part";
import { api } from "@/trpc/react";
import type { KnowledgeDocument } from "./knowledge-board";
import { SourceSection } from "./source-section";

const AnswerRow = latePart(async () => (await import("./answer-row")).AnswerRow);
const WebSourceRow = latePart(async () => (await import("./web-source-row")).WebSourceRow);

interface OtherSourcesProps {
  accountId: string;
  documents: readonly KnowledgeDocument[];
  canWrite: boolean;
  onOpen: (documentId: string) => void;
}

/** What the bot knows beside files: web addresses with their pages, and questions with their answers. */
export function OtherSources({ accountId, documents, canWrite, onOpen }: OtherSourcesProps) {
  const t = useTranslations();
  const [sources] = api.knowledge.web.list.useSuspenseQuery({ accountId });
  const answers = documents.filter(({ source }) => source === "answer");
  return (
    <>
      <SourceSection title={t("knowledge.web.title")} items={sources}>
        {(source) => (
          <WebSourceRow
            key={source.id}
            accountId={accountId}
            source={source}
            pages={documents.filter(({ web }) => web?.webSourceId === source.id)}
            canWrite={canWrite}
            onOpen={onOpen}
          />
        )}
      </SourceSection>
      <SourceSection title={t("knowledge.answer.list")} items={answers}>
        {(document) => (
          <AnswerRow
            key={document.id}
            accountId={accountId}
            document={document}
            documents={documents}
            canWrite={canWrite}
            onOpen={() => onOpen(document.id)}
          />
        )}
      </SourceSection>
    </>
  );
}
