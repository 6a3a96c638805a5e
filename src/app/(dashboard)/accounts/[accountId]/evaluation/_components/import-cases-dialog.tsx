"use client";
import { useTranslations } from "next-intl";
import { importedWords, QuestionImport, QuestionImportDialog } from "@/components/questions/question-import";
import { toast } from "@/components/ui/toast";
import { readCaseRows } from "@/domain/evaluation/case-rows";
import { expectedWords } from "@/domain/words/evaluation";
import type { Translate } from "@/domain/words/translate";
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
  const t = useTranslations();
  return (
    <QuestionImportDialog
      {...dialog}
      title={t("evaluation.import.title")}
      description={t("evaluation.import.description")}
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
      read={(text) => readTable(t, text)}
      nothingInIt={t("evaluation.import.nothingInIt")}
      known={cases.map(({ question }) => question)}
      knownWords={(count) => ({
        sentence: t("evaluation.import.known", { count }),
        replace: t("evaluation.import.replace"),
        keep: t("evaluation.import.keep"),
      })}
      describe={({ expected }) => expectedWords(t, expected)}
      failure={run.error ? errorWords(run.error, t) : undefined}
      isPending={run.isPending}
      onImport={(read, isReplacing) => run.mutate({ accountId, cases: read, isReplacing })}
    />
  );
}

function readTable(t: Translate, text: string) {
  const { cases: rows, refused } = readCaseRows(t, text);
  return { rows, refused };
}
