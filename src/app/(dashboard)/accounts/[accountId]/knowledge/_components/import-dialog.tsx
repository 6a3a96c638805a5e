"use client";
import { useTranslations } from "next-intl";
import { importedWords, QuestionImport, QuestionImportDialog } from "@/components/questions/question-import";
import { toast } from "@/components/ui/toast";
import { readAnswerRows } from "@/domain/knowledge/answer-rows";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { KnowledgeDocument } from "./knowledge-board";

interface ImportDialogProps {
  accountId: string;
  documents: readonly KnowledgeDocument[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function ImportDialog({ accountId, documents, ...dialog }: ImportDialogProps) {
  return (
    <QuestionImportDialog
      {...dialog}
      title="Import questions"
      description="A table with two columns, the question and its answer, saved as CSV or TSV."
    >
      <ImportForm accountId={accountId} documents={documents} onDone={() => dialog.onOpenChange(false)} />
    </QuestionImportDialog>
  );
}

type ImportFormProps = Pick<ImportDialogProps, "accountId" | "documents"> & { onDone: () => void };

function ImportForm({ accountId, documents, onDone }: ImportFormProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const run = api.knowledge.answers.import.useMutation({
    onSuccess: async (counts) => {
      await utils.knowledge.list.invalidate({ accountId });
      toast.success(importedWords(t, counts), { description: "The bot learns them one after the other." });
      onDone();
    },
  });
  return (
    <QuestionImport
      read={readTable}
      nothingInIt="There are no questions in this file. It should have two columns, the question and its answer."
      known={documents.flatMap(({ question }) => question ?? [])}
      knownWords={knownWords}
      describe={({ answer }) => answer}
      failure={run.error ? errorWords(run.error, t) : undefined}
      isPending={run.isPending}
      onImport={(pairs, isReplacing) => run.mutate({ accountId, pairs, isReplacing })}
    />
  );
}

function readTable(text: string) {
  const { pairs: rows, refused } = readAnswerRows(text);
  return { rows, refused };
}

const knownWords = (count: number) =>
  count === 1
    ? {
        sentence: "One question is already here. Its answer in this file…",
        replace: "replaces the old one",
        keep: "is left out",
      }
    : {
        sentence: `${count} questions are already here. Their answers in this file…`,
        replace: "replace the old ones",
        keep: "are left out",
      };
