"use client";
import { api } from "@/trpc/react";
import { AnswerRow } from "./answer-row";
import type { KnowledgeDocument } from "./knowledge-board";
import { SourceSection } from "./source-section";
import { WebSourceRow } from "./web-source-row";

interface OtherSourcesProps {
  accountId: string;
  documents: readonly KnowledgeDocument[];
  canWrite: boolean;
  onOpen: (documentId: string) => void;
}

/** What the bot knows beside files: web addresses with their pages, and questions with their answers. */
export function OtherSources({ accountId, documents, canWrite, onOpen }: OtherSourcesProps) {
  const [sources] = api.knowledge.web.list.useSuspenseQuery({ accountId });
  const answers = documents.filter(({ source }) => source === "answer");
  return (
    <>
      <SourceSection title="Web pages and sites" items={sources}>
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
      <SourceSection title="Questions and answers" items={answers}>
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
