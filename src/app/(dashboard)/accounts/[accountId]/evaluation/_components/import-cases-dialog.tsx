"use client";
import { useTranslations } from "next-intl";
import { importedWords, QuestionImport, QuestionImportDialog } from "@/components/questions/question-import";
import { toast } from "@/components/ui/toast";
import { readCaseRows } from "@/domain/evaluation/case-rows";
import { expectedWords } from "@/domain/words/evaluation";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { TestCaseItem } from "./evaluation-board";

interface ImportCasesDialogProps {
  accountId: string;
  cases: readonly TestCaseItem[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function ImportCasesDialog({ accountId, cases, ...dialog }: ImportCasesDialogProps) {
  return (
    <QuestionImportDialog
      {...dialog}
      title="Import test questions"
      description="A table saved as CSV or TSV: the question, what the reply should say, and if you like the passage that should be found. A dash in the second column: nothing should be answered."
    >
      <ImportForm accountId={accountId} cases={cases} onDone={() => dialog.onOpenChange(false)} />
    </QuestionImportDialog>
  );
}

type ImportFormProps = Pick<ImportCasesDialogProps, "accountId" | "cases"> & { onDone: () => void };

function ImportForm({ accountId, cases, onDone }: ImportFormProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const run = api.evaluation.import.useMutation({
    onSuccess: async (counts) => {
      await utils.evaluation.list.invalidate({ accountId });
      toast.success(importedWords(t, counts));
      onDone();
    },
  });
  return (
    <QuestionImport
      read={readTable}
      nothingInIt="There are no questions in this file. It should have two or three columns."
      known={cases.map(({ question }) => question)}
      knownWords={knownWords}
      describe={({ expected }) => expectedWords(expected)}
      failure={run.error ? errorWords(run.error, t) : undefined}
      isPending={run.isPending}
      onImport={(read, isReplacing) => run.mutate({ accountId, cases: read, isReplacing })}
    />
  );
}

function readTable(text: string) {
  const { cases: rows, refused } = readCaseRows(text);
  return { rows, refused };
}

const knownWords = (count: number) => ({
  sentence: `${count === 1 ? "One question is already here." : `${count} questions are already here.`} What this file expects…`,
  replace: "counts from now on",
  keep: "is left out",
});
