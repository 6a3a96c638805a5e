"use client";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import {
  type AnswerPair,
  answerPairSchema,
  MAX_ANSWER_LENGTH,
  MAX_QUESTION_LENGTH,
  questionKey,
} from "@/domain/knowledge/answer-pair";
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
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={form.edited ? "Change the answer" : "Question and answer"}
        description="Write the question as customers ask it, and the answer as you would give it."
      >
        <AnswerForm {...form} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type AnswerFormProps = Omit<AnswerDialogProps, "isOpen" | "onOpenChange"> & { onDone: () => void };

function AnswerForm({ accountId, documents, edited, onDone }: AnswerFormProps) {
  const [question, setQuestion] = useState(edited?.question ?? "");
  const [answer, setAnswer] = useState(edited?.answer ?? "");
  const [errors, setErrors] = useState<Partial<AnswerPair>>({});
  const { save, isPending, failure } = useSaveAnswer(accountId, edited?.documentId, onDone);
  const twin = findTwin(documents, question, edited?.documentId);

  function submit(event: FormEvent) {
    event.preventDefault();
    const parsed = answerPairSchema.safeParse({ question, answer });
    setErrors(parsed.success ? {} : messagesOf(parsed.error.issues));
    if (parsed.success) save(parsed.data, twin !== undefined);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label="Question" error={errors.question} hint="Such as “Do you deliver on Saturdays?”">
        {(control) => (
          <Input
            {...control}
            dir="auto"
            autoComplete="off"
            maxLength={MAX_QUESTION_LENGTH}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
        )}
      </Field>
      <Field label="Answer" error={errors.answer}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            rows={4}
            maxLength={MAX_ANSWER_LENGTH}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
            className="max-h-72 min-h-24"
          />
        )}
      </Field>
      {twin && (
        <Notice tone="attention" role="status">
          <p>This question is already here. {edited ? "Change that one instead." : "Its answer will be replaced."}</p>
        </Notice>
      )}
      {failure && (
        <p role="alert" className="text-danger text-sm">
          {failure}
        </p>
      )}
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isPending={isPending}>
          {twin && !edited ? "Replace the answer" : "Save"}
        </Button>
      </div>
    </form>
  );
}

/** Another one with the same question. */
function findTwin(documents: readonly KnowledgeDocument[], question: string, ownId: string | undefined) {
  const key = questionKey(question);
  if (key === "") return undefined;
  return documents.find((one) => one.question !== null && one.id !== ownId && questionKey(one.question) === key);
}

function messagesOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Partial<AnswerPair> {
  const messageOf = (field: string) => issues.find(({ path }) => path[0] === field)?.message;
  const [question, answer] = [messageOf("question"), messageOf("answer")];
  return { ...(question ? { question } : {}), ...(answer ? { answer } : {}) };
}

function useSaveAnswer(accountId: string, documentId: string | undefined, onDone: () => void) {
  const utils = api.useUtils();
  const refresh = () => utils.knowledge.list.invalidate({ accountId });
  const options = {
    onSuccess: async () => {
      await Promise.all([refresh(), utils.knowledge.answers.get.invalidate({ accountId })]);
      toast.success("Saved", { description: "The bot answers with it in a moment." });
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
      documentId ? update.mutate({ accountId, documentId, ...pair }) : add.mutate({ accountId, ...pair, isReplacing }),
    isPending: add.isPending || update.isPending,
    failure: error ? errorWords(error) : undefined,
  };
}
