"use client";
import { MessageCircleQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QuestionActs } from "@/components/questions/question-acts";
import { Badge } from "@/components/ui/badge";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { toast } from "@/components/ui/toast";
import { documentFailureWords, documentStatusWords } from "@/domain/words/document";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { KnowledgeDocument } from "./knowledge-board";
import { RowButton, SourceRowLayout } from "./source-row-layout";

const AnswerDialog = lazyDialog(() => import("./answer-dialog").then((module) => module.AnswerDialog));

interface AnswerRowProps {
  accountId: string;
  document: KnowledgeDocument;
  documents: readonly KnowledgeDocument[];
  canWrite: boolean;
  onOpen: () => void;
}

/** A question; who may change it gets its answer to write in, others get it to read. */
export function AnswerRow({ accountId, document, documents, canWrite, onOpen }: AnswerRowProps) {
  const t = useTranslations();
  const [isEditing, setIsEditing] = useState(false);
  const key = { accountId, documentId: document.id };
  const answer = api.knowledge.answers.get.useQuery(key, { enabled: isEditing });
  const question = document.question ?? document.name;
  const { label } = documentStatusWords(t, document.status);
  return (
    <SourceRowLayout
      icon={MessageCircleQuestion}
      title={
        <RowButton
          title={t(canWrite ? "knowledge.answer.change" : "knowledge.answer.see")}
          onClick={canWrite ? () => setIsEditing(true) : onOpen}
        >
          {question}
        </RowButton>
      }
      state={
        document.status !== "ready" && <Badge tone={document.status === "failed" ? "danger" : "info"}>{label}</Badge>
      }
      actions={
        canWrite && (
          <AnswerActs
            accountId={accountId}
            documentId={document.id}
            question={question}
            onChange={() => setIsEditing(true)}
          />
        )
      }
    >
      {document.failureReason && (
        <p className="max-w-[72ch] text-danger text-sm">{documentFailureWords(t, document.failureReason)}</p>
      )}
      {answer.error && isEditing && (
        <p role="alert" className="max-w-[72ch] text-danger text-sm">
          {errorWords(answer.error, t)}
        </p>
      )}
      {answer.data && (
        <AnswerDialog
          accountId={accountId}
          documents={documents}
          edited={{ documentId: document.id, ...answer.data }}
          isOpen={isEditing}
          onOpenChange={setIsEditing}
        />
      )}
    </SourceRowLayout>
  );
}

interface AnswerActsProps {
  accountId: string;
  documentId: string;
  question: string;
  onChange: () => void;
}

function AnswerActs({ accountId, documentId, ...acts }: AnswerActsProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const remove = api.knowledge.delete.useMutation({
    onSuccess: async () => {
      await utils.knowledge.list.invalidate({ accountId });
      toast.success(t("knowledge.answer.deleted"), { description: t("knowledge.noLongerAnswers") });
    },
    onError: (error) => void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
  });
  const run = () => remove.mutate({ accountId, documentId });
  const description = t("knowledge.answer.deletion");
  return <QuestionActs {...acts} deletion={{ description, isPending: remove.isPending, run }} />;
}
