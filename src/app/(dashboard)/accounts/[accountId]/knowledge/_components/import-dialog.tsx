"use client";
import { useTranslations } from "next-intl";
import { importedWords, QuestionImport, QuestionImportDialog } from "@/components/questions/question-import";
import { toast } from "@/components/ui/toast";
import { readAnswerRows } from "@/domain/knowledge/answer-rows";
import type { Translate } from "@/domain/words/translate";
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
  const t = useTranslations();
  return (
    <QuestionImportDialog
      {...dialog}
      title={t("knowledge.import.title")}
      description={t("knowledge.import.description")}
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
      toast.success(importedWords(t, counts), { description: t("knowledge.import.oneAfterTheOther") });
      onDone();
    },
  });
  return (
    <QuestionImport
      read={(text) => readTable(t, text)}
      nothingInIt={t("knowledge.import.nothingInIt")}
      known={documents.flatMap(({ question }) => question ?? [])}
      knownWords={(count) => ({
        sentence: t("knowledge.import.known", { count }),
        replace: t("knowledge.import.replace", { count }),
        keep: t("knowledge.import.keep", { count }),
      })}
      describe={({ answer }) => answer}
      failure={run.error ? errorWords(run.error, t) : undefined}
      isPending={run.isPending}
      onImport={(pairs, isReplacing) => run.mutate({ accountId, pairs, isReplacing })}
    />
  );
}

function readTable(t: Translate, text: string) {
  const { pairs: rows, refused } = readAnswerRows(t, text);
  return { rows, refused };
}
