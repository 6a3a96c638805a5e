"use client";
import { useState } from "react";
import { toast } from "sonner";
import { MAX_TABLE_BYTES, tableText } from "@/components/table-text";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { type CaseRows, readCaseRows } from "@/domain/evaluation/case-rows";
import { questionKey } from "@/domain/knowledge/answer-pair";
import { countWords } from "@/domain/words/document";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import type { TestCaseItem } from "./evaluation-board";
import { ImportCasesPreview } from "./import-cases-preview";

interface ImportCasesDialogProps {
  accountId: string;
  cases: readonly TestCaseItem[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function ImportCasesDialog({ accountId, cases, isOpen, onOpenChange }: ImportCasesDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Import test questions"
        description="A table saved as CSV or TSV: the question, what the reply should say, and if you like the passage that should be found. A dash in the second column: nothing should be answered."
        className="max-h-[85dvh] sm:top-[8%] sm:w-[36rem]"
      >
        <ImportForm accountId={accountId} cases={cases} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type ImportFormProps = Pick<ImportCasesDialogProps, "accountId" | "cases"> & { onDone: () => void };

function ImportForm({ accountId, cases, onDone }: ImportFormProps) {
  const utils = api.useUtils();
  const [rows, setRows] = useState<CaseRows | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isReplacing, setIsReplacing] = useState(true);
  const run = api.evaluation.import.useMutation({
    onSuccess: async (counts) => {
      await utils.evaluation.list.invalidate({ accountId });
      toast.success(importedWords(counts));
      onDone();
    },
  });

  async function choose(file: File | undefined) {
    if (!file) return;
    const isTooLarge = file.size > MAX_TABLE_BYTES;
    const found = readCaseRows(isTooLarge ? "" : tableText(new Uint8Array(await file.arrayBuffer())));
    const isEmpty = found.cases.length + found.refused.length === 0;
    setRows(isEmpty ? null : found);
    setProblem(isTooLarge ? TOO_LARGE : isEmpty ? NOTHING_IN_IT : undefined);
  }

  const read = rows?.cases ?? [];
  const failure = run.error ? errorWords(run.error) : undefined;
  return (
    <div className="flex min-h-0 flex-col gap-5">
      <Field label="File" error={problem ?? failure} hint="A line of titles may be there or not.">
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            onChange={(event) => void choose(event.target.files?.[0])}
            className="w-full text-sm file:mr-3 file:h-9 file:cursor-pointer file:rounded-control file:border file:border-line file:border-solid file:bg-surface file:px-3.5 file:font-medium file:text-ink"
          />
        )}
      </Field>
      {rows && (
        <ImportCasesPreview
          rows={rows}
          knownCount={countKnown(rows, cases)}
          isReplacing={isReplacing}
          onReplacingChange={setIsReplacing}
        />
      )}
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          variant="primary"
          disabled={read.length === 0}
          isPending={run.isPending}
          onClick={() => run.mutate({ accountId, cases: read, isReplacing })}
        >
          {read.length === 0 ? "Import" : `Import ${countWords(read.length, "question")}`}
        </Button>
      </div>
    </div>
  );
}

const TOO_LARGE = "The file is larger than 4 MB. A table of questions is smaller; check that this is the right file.";
const NOTHING_IN_IT = "There are no questions in this file. It should have two or three columns.";

function countKnown({ cases: read }: CaseRows, cases: readonly TestCaseItem[]): number {
  const known = new Set(cases.map(({ question }) => questionKey(question)));
  return read.filter(({ question }) => known.has(questionKey(question))).length;
}

type Counts = RouterOutputs["evaluation"]["import"];

function importedWords({ added, replaced, kept }: Counts): string {
  const parts = [
    `${countWords(added, "question")} added`,
    ...(replaced > 0 ? [`${replaced.toLocaleString("en")} replaced`] : []),
    ...(kept > 0 ? [`${kept.toLocaleString("en")} left as they were`] : []),
  ];
  return parts.join(", ");
}
