"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { MAX_TABLE_BYTES, tableText } from "@/components/table-text";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { questionKey } from "@/domain/knowledge/answer-pair";
import type { Translate } from "@/domain/words/translate";
import { DialogActions } from "./question-form";
import { ImportPreview, type KnownWords, type TableRows } from "./question-import-preview";

interface QuestionImportProps<Row extends { question: string }> {
  read: (text: string) => TableRows<Row>;
  /** Said of a file without a single row. */
  nothingInIt: string;
  /** The questions that are here already. */
  known: readonly string[];
  knownWords: (count: number) => KnownWords;
  /** What stands below a question in the preview. */
  describe: (row: Row) => string;
  failure: string | undefined;
  isPending: boolean;
  /** @param isReplacing what the file says counts for questions that are here already */
  onImport: (rows: Row[], isReplacing: boolean) => void;
}

interface ImportDialogProps {
  title: string;
  description: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: React.ReactNode;
}

/** The dialog around it. */
export function QuestionImportDialog({ isOpen, onOpenChange, children, ...words }: ImportDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent {...words} className="max-h-[85dvh] [--dialog-top:8%] [--dialog-width:36rem]">
        {children}
      </DialogContent>
    </Dialog>
  );
}

/** Takes questions from a table that is chosen: shows first what will be taken and what won't. */
export function QuestionImport<Row extends { question: string }>(props: QuestionImportProps<Row>) {
  const t = useTranslations();
  const [table, setTable] = useState<TableRows<Row> | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isReplacing, setIsReplacing] = useState(true);

  async function choose(file: File | undefined) {
    if (!file) return;
    const isTooLarge = file.size > MAX_TABLE_BYTES;
    const found = props.read(isTooLarge ? "" : tableText(new Uint8Array(await file.arrayBuffer())));
    const isEmpty = found.rows.length + found.refused.length === 0;
    setTable(isEmpty ? null : found);
    setProblem(isTooLarge ? t("common.questions.import.tooLarge") : isEmpty ? props.nothingInIt : undefined);
  }

  const rows = table?.rows ?? [];
  const known = new Set(props.known.map(questionKey));
  const knownCount = rows.filter(({ question }) => known.has(questionKey(question))).length;
  return (
    <div className="flex min-h-0 flex-col gap-5">
      <Field
        label={t("common.questions.import.file")}
        error={problem ?? props.failure}
        hint={t("common.questions.import.hint")}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            onChange={(event) => void choose(event.target.files?.[0])}
            className="w-full text-sm file:me-3 file:h-9 file:cursor-pointer file:rounded-control file:border file:border-line file:border-solid file:bg-surface file:px-3.5 file:font-medium file:text-ink"
          />
        )}
      </Field>
      {table && (
        <ImportPreview
          table={table}
          describe={props.describe}
          known={knownCount > 0 ? props.knownWords(knownCount) : null}
          isReplacing={isReplacing}
          onReplacingChange={setIsReplacing}
        />
      )}
      <DialogActions>
        <Button
          variant="primary"
          disabled={rows.length === 0}
          isPending={props.isPending}
          onClick={() => props.onImport(rows, isReplacing)}
        >
          {rows.length === 0
            ? t("common.questions.import.submit")
            : t("common.questions.import.submitCount", { count: rows.length })}
        </Button>
      </DialogActions>
    </div>
  );
}

/** What came of it: "12 questions added, 3 replaced". */
export const importedWords = (t: Translate, counts: { added: number; replaced: number; kept: number }): string =>
  t("common.questions.import.outcome", counts);
