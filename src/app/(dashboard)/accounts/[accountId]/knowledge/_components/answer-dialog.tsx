"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { fieldErrors, QuestionForm, TextField } from "@/components/questions/question-form";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { type AnswerPair, MAX_ANSWER_LENGTH, MAX_QUESTION_LENGTH, questionKey } from "@/domain/knowledge/answer-pair";
import { answerPairSchema } from "@/domain/knowledge/answer-pair-schema";
import { answerPairProblem } from "@/domain/words/answer-pair";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { KnowledgeDocument } from "./knowledge-board";

interface AnswerDialogProps {
  accountId: string;
  documents: readonly KnowledgeDocument[];
  /** The one that is changed; without it, a new one is written. */
  edited?: { documentId: string } & AnswerPair;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Writes a question with its answer, or changes one. */
export function AnswerDialog({ isOpen, onOpenChange, ...form }: AnswerDialogProps) {
  const t = useTranslations();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t(form.edited ? "knowledge.answer.change" : "knowledge.answer.title")}
        description={t("knowledge.answer.description")}
      >
        <AnswerForm {...form} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const FIELDS = ["question", "answer"] as const;

type AnswerFormProps = Omit<AnswerDialogProps, "isOpen" | "onOpenChange"> & {
  /** What a new one begins with. */
  initial?: AnswerPair;
  /** The gap (id of the group of questions) that a new one closes. */
  closesGap?: string;
  /** What saving a new one is called. */
  addLabel?: string;
  onDone: () => void;
};

/** The two fields and what becomes of them; in a dialog. */
export function AnswerForm({ accountId, documents, edited, initial, closesGap, addLabel, onDone }: AnswerFormProps) {
  const t = useTranslations();
  const start = edited ?? initial;
  const [question, setQuestion] = useState(start?.question ?? "");
  const [answer, setAnswer] = useState(start?.answer ?? "");
  const [errors, setErrors] = useState(fieldErrors(FIELDS));
  const { save, isPending, failure } = useSaveAnswer({ accountId, documentId: edited?.documentId, closesGap, onDone });
  const twin = findTwin(documents, question, edited?.documentId);

  function submit() {
    const parsed = answerPairSchema.safeParse({ question, answer });
    const issues = parsed.error?.issues.map((issue) => ({ path: issue.path, message: answerPairProblem(t, issue) }));
    setErrors(fieldErrors(FIELDS, issues));
    if (parsed.success) save(parsed.data, twin !== undefined);
  }

  return (
    <QuestionForm
      onSubmit={submit}
      failure={failure}
      isPending={isPending}
      saveLabel={twin && !edited ? t("knowledge.answer.replace") : (addLabel ?? t("common.actions.save"))}
    >
      <TextField
        label={t("knowledge.answer.question")}
        error={errors.question}
        hint={t("knowledge.answer.questionHint")}
        maxLength={MAX_QUESTION_LENGTH}
        value={question}
        onChange={setQuestion}
      />
      <TextField
        label={t("knowledge.answer.answer")}
        error={errors.answer}
        rows={4}
        maxLength={MAX_ANSWER_LENGTH}
        value={answer}
        onChange={setAnswer}
        className="max-h-72 min-h-24"
      />
      {twin && (
        <Notice tone="attention" role="status">
          <p>{t(edited ? "knowledge.answer.changeOther" : "knowledge.answer.willReplace")}</p>
        </Notice>
      )}
    </QuestionForm>
  );
}

/** Another one with the same question. */
function findTwin(documents: readonly KnowledgeDocument[], question: string, ownId: string | undefined) {
  const key = questionKey(question);
  if (key === "") return undefined;
  return documents.find((one) => one.question !== null && one.id !== ownId && questionKey(one.question) === key);
}

interface SavingOptions {
  accountId: string;
  documentId: string | undefined;
  closesGap: string | undefined;
  onDone: () => void;
}

function useSaveAnswer({ accountId, documentId, closesGap, onDone }: SavingOptions) {
  const t = useTranslations();
  const utils = api.useUtils();
  const refresh = () => utils.knowledge.list.invalidate({ accountId });
  const options = {
    onSuccess: async () => {
      await Promise.all([
        refresh(),
        utils.knowledge.answers.get.invalidate({ accountId }),
        closesGap === undefined ? undefined : utils.knowledge.gaps.list.invalidate({ accountId }),
      ]);
      toast.success(t("knowledge.answer.saved"), { description: t("knowledge.answer.inAMoment") });
      onDone();
    },
    // Somebody else may have added the same question meanwhile.
    onError: () => void refresh(),
  };
  const add = api.knowledge.answers.add.useMutation(options);
  const update = api.knowledge.answers.update.useMutation(options);
  const error = add.error ?? update.error;
  return {
    save: (pair: AnswerPair, isReplacing: boolean) =>
      documentId
        ? update.mutate({ accountId, documentId, ...pair })
        : add.mutate({ accountId, ...pair, isReplacing, closesGap }),
    isPending: add.isPending || update.isPending,
    failure: error ? errorWords(error, t) : undefined,
  };
}
