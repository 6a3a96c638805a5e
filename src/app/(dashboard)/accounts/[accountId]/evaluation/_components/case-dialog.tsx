"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { fieldErrors, QuestionForm, TextField } from "@/components/questions/question-form";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import { MAX_EVIDENCE, MAX_EXPECTED_ANSWER, MAX_TEST_QUESTION } from "@/domain/evaluation/limits";
import { type TestCase, testCaseSchema } from "@/domain/evaluation/test-case";
import { testCaseProblem } from "@/domain/words/test-case";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

interface CaseDialogProps {
  accountId: string;
  /** The one that is changed; without it, a new one is written. */
  edited?: { id: string } & TestCase;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Writes a test question, or changes one. */
export function CaseDialog({ isOpen, onOpenChange, ...form }: CaseDialogProps) {
  const t = useTranslations();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t(form.edited ? "evaluation.form.change" : "evaluation.form.title")}
        description={t("evaluation.form.description")}
        className="max-h-[88dvh] overflow-y-auto [--dialog-top:6%] [--dialog-width:34rem]"
      >
        <CaseForm {...form} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const FIELDS = ["question", "evidence", "answer"] as const;

function CaseForm({
  accountId,
  edited,
  onDone,
}: Omit<CaseDialogProps, "isOpen" | "onOpenChange"> & { onDone: () => void }) {
  const t = useTranslations();
  const [question, setQuestion] = useState(edited?.question ?? "");
  const [outcome, setOutcome] = useState(edited?.expected.outcome ?? "answer");
  const [answer, setAnswer] = useState(edited?.expected.answer ?? "");
  const [evidence, setEvidence] = useState(edited?.expected.evidence ?? "");
  const [errors, setErrors] = useState(fieldErrors(FIELDS));
  const { save, isPending, failure } = useSaveCase(accountId, edited?.id, onDone);

  function submit() {
    // Words that were changed need not stand in that document.
    const isSamePassage = evidence === edited?.expected.evidence;
    const evidenceDocument = isSamePassage ? (edited?.expected.evidenceDocument ?? null) : null;
    const parsed = testCaseSchema.safeParse({ question, expected: { outcome, answer, evidence, evidenceDocument } });
    const issues = parsed.error?.issues.map((issue) => ({ path: issue.path, message: testCaseProblem(t, issue) }));
    setErrors(fieldErrors(FIELDS, issues));
    if (parsed.success) save(parsed.data);
  }

  return (
    <QuestionForm onSubmit={submit} failure={failure} isPending={isPending}>
      <TextField
        label={t("evaluation.form.question")}
        error={errors.question}
        maxLength={MAX_TEST_QUESTION}
        value={question}
        onChange={setQuestion}
      />
      <SegmentedControl
        label={t("evaluation.form.outcome")}
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: "answer", label: t("evaluation.form.shouldBeAnswered") },
          { value: "decline", label: t("evaluation.form.nothingShould") },
        ]}
      />
      {outcome === "answer" ? (
        <>
          <TextField
            label={t("evaluation.form.answer")}
            error={errors.answer}
            hint={t("evaluation.form.answerHint")}
            rows={2}
            maxLength={MAX_EXPECTED_ANSWER}
            value={answer}
            onChange={setAnswer}
            className="max-h-40 min-h-16"
          />
          <TextField
            label={t("evaluation.form.evidence")}
            error={errors.evidence}
            hint={t("evaluation.form.evidenceHint")}
            rows={3}
            maxLength={MAX_EVIDENCE}
            value={evidence}
            onChange={setEvidence}
            className="max-h-48 min-h-20"
          />
        </>
      ) : (
        <p className="text-ink-soft">{t("evaluation.form.declineNote")}</p>
      )}
    </QuestionForm>
  );
}

function useSaveCase(accountId: string, caseId: string | undefined, onDone: () => void) {
  const t = useTranslations();
  const utils = api.useUtils();
  const options = {
    onSuccess: async () => {
      await utils.evaluation.list.invalidate({ accountId });
      toast.success(t("evaluation.form.saved"));
      onDone();
    },
  };
  const add = api.evaluation.add.useMutation(options);
  const update = api.evaluation.update.useMutation(options);
  const error = add.error ?? update.error;
  return {
    save: (testCase: TestCase) =>
      caseId ? update.mutate({ accountId, caseId, ...testCase }) : add.mutate({ accountId, ...testCase }),
    isPending: add.isPending || update.isPending,
    failure: error ? errorWords(error, t) : undefined,
  };
}
