"use client";
import { useState } from "react";
import { toast } from "sonner";
import { MAX_TABLE_BYTES, tableText } from "@/components/table-text";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { questionKey } from "@/domain/knowledge/answer-pair";
import { type AnswerRows, readAnswerRows } from "@/domain/knowledge/answer-rows";
import { countWords } from "@/domain/words/document";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import { ImportPreview } from "./import-preview";
import type { KnowledgeDocument } from "./knowledge-board";

interface ImportDialogProps {
  accountId: string;
  documents: readonly KnowledgeDocument[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function ImportDialog({ accountId, documents, isOpen, onOpenChange }: ImportDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Import questions"
        description="A table with two columns, the question and its answer, saved as CSV or TSV."
        className="max-h-[85dvh] sm:top-[8%] sm:w-[36rem]"
      >
        <ImportForm accountId={accountId} documents={documents} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function ImportForm({
  accountId,
  documents,
  onDone,
}: Omit<ImportDialogProps, "isOpen" | "onOpenChange"> & { onDone: () => void }) {
  const utils = api.useUtils();
  const [rows, setRows] = useState<AnswerRows | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isReplacing, setIsReplacing] = useState(true);
  const run = api.knowledge.answers.import.useMutation({
    onSuccess: async (counts) => {
      await utils.knowledge.list.invalidate({ accountId });
      toast.success(importedWords(counts), { description: "The bot learns them one after the other." });
      onDone();
    },
  });

  async function choose(file: File | undefined) {
    if (!file) return;
    const text = file.size > MAX_TABLE_BYTES ? "" : tableText(new Uint8Array(await file.arrayBuffer()));
    const found = readAnswerRows(text);
    const isEmpty = found.pairs.length + found.refused.length === 0;
    setRows(isEmpty ? null : found);
    setProblem(file.size > MAX_TABLE_BYTES ? TOO_LARGE : isEmpty ? NOTHING_IN_IT : undefined);
  }

  const pairs = rows?.pairs ?? [];
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
        <ImportPreview
          rows={rows}
          knownCount={countKnown(rows, documents)}
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
          disabled={pairs.length === 0}
          isPending={run.isPending}
          onClick={() => run.mutate({ accountId, pairs, isReplacing })}
        >
          {pairs.length === 0 ? "Import" : `Import ${countWords(pairs.length, "question")}`}
        </Button>
      </div>
    </div>
  );
}

const TOO_LARGE = "The file is larger than 4 MB. A table of questions is smaller; check that this is the right file.";
const NOTHING_IN_IT = "There are no questions in this file. It should have two columns, the question and its answer.";

function countKnown({ pairs }: AnswerRows, documents: readonly KnowledgeDocument[]): number {
  const known = new Set(documents.flatMap(({ question }) => (question === null ? [] : [questionKey(question)])));
  return pairs.filter(({ question }) => known.has(questionKey(question))).length;
}

type Counts = RouterOutputs["knowledge"]["answers"]["import"];

function importedWords({ added, replaced, kept }: Counts): string {
  const parts = [
    `${countWords(added, "question")} added`,
    ...(replaced > 0 ? [`${replaced.toLocaleString("en")} replaced`] : []),
    ...(kept > 0 ? [`${kept.toLocaleString("en")} left as they were`] : []),
  ];
  return parts.join(", ");
}
