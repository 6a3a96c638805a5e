"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Problems, problemAt, problemsOf } from "@/components/problems";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { WordListInput } from "@/components/ui/word-list-input";
import { type Form, type FormQuestion, formSchema } from "@/domain/automation/form";
import type { MessageKey } from "@/domain/words/translate";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { NumberInput } from "./number-input";
import { StepList, withChanged } from "./step-list";

interface FormDialogProps {
  accountId: string;
  edited: { id?: string; definition: Form };
  onClose: () => void;
}

/** Writes a form: its questions and what is said around them. */
export function FormDialog({ accountId, edited, onClose }: FormDialogProps) {
  const t = useTranslations();
  const [form, setForm] = useState(edited.definition);
  const [isChecked, setIsChecked] = useState(false);
  const { save, isPending, failure } = useSaveForm(accountId, edited.id, onClose);
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const parsed = formSchema.safeParse(form);
  const problems: Problems = isChecked ? problemsOf(parsed, []) : [];
  function submit(event: FormEvent) {
    event.preventDefault();
    setIsChecked(true);
    if (parsed.success) save(parsed.data);
  }
  const line = (label: string, name: "name" | "cancelWord" | "done" | "cancelled", hint?: string) => (
    <Field label={label} error={problemAt(problems, name)} hint={hint}>
      {(control) => (
        <Input
          {...control}
          dir="auto"
          autoComplete="off"
          value={form[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={t(edited.id ? "automations.formDialog.changeTitle" : "automations.forms.new")}
        description={t("automations.formDialog.description")}
        className="max-h-[90dvh] overflow-y-auto [--dialog-top:5%] [--dialog-width:42rem]"
      >
        <form noValidate onSubmit={submit} className="flex flex-col gap-6">
          {line(t("automations.formDialog.name"), "name")}
          <StepList
            legend={t("automations.formDialog.questions")}
            noun="question"
            addLabel={t("automations.formDialog.addQuestion")}
            steps={form.questions}
            problem={problems.find(({ path }) => path === "questions")?.message}
            onAdd={() => change({ questions: [...form.questions, { kind: "text", field: "", ask: "", again: "" }] })}
            onRemove={(index) => change({ questions: form.questions.filter((_, place) => place !== index) })}
          >
            {(question, index) => (
              <QuestionFields
                question={question}
                problem={(name) => problemAt(problems, `questions.${index}.${name}`)}
                onChange={(changed) => change({ questions: withChanged(form.questions, index, changed) })}
              />
            )}
          </StepList>
          {line(t("automations.formDialog.done"), "done", t("automations.formDialog.doneHint"))}
          <div className="grid items-start gap-3 sm:grid-cols-2">
            {line(t("automations.formDialog.cancelWord"), "cancelWord")}
            <Field label={t("automations.formDialog.timeout")} error={problemAt(problems, "timeoutMinutes")}>
              {(control) => (
                <NumberInput
                  {...control}
                  value={form.timeoutMinutes}
                  onChange={(timeoutMinutes) => change({ timeoutMinutes })}
                />
              )}
            </Field>
          </div>
          {line(t("automations.formDialog.cancelled"), "cancelled")}
          {failure && (
            <p role="alert" className="text-danger text-sm">
              {failure}
            </p>
          )}
          <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
            <DialogClose asChild>
              <Button>{t("common.actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" isPending={isPending}>
              {t("common.actions.save")}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

const KINDS = [
  { value: "text", words: "automations.formDialog.kinds.text" },
  { value: "number", words: "automations.formDialog.kinds.number" },
  { value: "email", words: "automations.formDialog.kinds.email" },
  { value: "phone", words: "automations.formDialog.kinds.phone" },
  { value: "date", words: "automations.formDialog.kinds.date" },
  { value: "yes_no", words: "automations.formDialog.kinds.yesNo" },
  { value: "choice", words: "automations.formDialog.kinds.choice" },
] as const satisfies readonly { value: FormQuestion["kind"]; words: MessageKey }[];

interface QuestionFieldsProps {
  question: FormQuestion;
  problem: (name: string) => string | undefined;
  onChange: (question: FormQuestion) => void;
}

function QuestionFields({ question, problem, onChange }: QuestionFieldsProps) {
  const t = useTranslations();
  const { field, ask, again } = question;
  const ofKind = (kind: FormQuestion["kind"]): FormQuestion =>
    kind === "choice" ? { kind, field, ask, again, choices: [] } : { kind, field, ask, again };
  return (
    <>
      <Field label={t("automations.formDialog.question")} error={problem("ask")}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            rows={1}
            value={ask}
            onChange={(event) => onChange({ ...question, ask: event.target.value })}
            className="max-h-32"
          />
        )}
      </Field>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label={t("automations.formDialog.answer")}>
          {(control) => (
            <Select
              {...control}
              value={question.kind}
              options={KINDS.map(({ value, words }) => ({ value, label: t(words) }))}
              onChange={(kind) => onChange(ofKind(kind))}
            />
          )}
        </Field>
        <Field
          label={t("automations.formDialog.keptAs")}
          error={problem("field")}
          hint={t("automations.formDialog.keptAsHint")}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={field}
              onChange={(event) => onChange({ ...question, field: event.target.value })}
            />
          )}
        </Field>
      </div>
      {question.kind === "choice" && (
        <Field
          label={t("automations.formDialog.choices")}
          error={problem("choices")}
          hint={t("automations.formDialog.choicesHint")}
        >
          {(control) => (
            <WordListInput
              {...control}
              words={question.choices}
              onChange={(choices) => onChange({ ...question, choices })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function useSaveForm(accountId: string, formId: string | undefined, onClose: () => void) {
  const t = useTranslations();
  const utils = api.useUtils();
  const options = {
    onSuccess: async () => {
      await utils.automation.forms.invalidate({ accountId });
      toast.success(t("automations.saved"));
      onClose();
    },
  };
  const create = api.automation.createForm.useMutation(options);
  const update = api.automation.updateForm.useMutation(options);
  const error = create.error ?? update.error;
  return {
    save: (form: Form) => (formId ? update.mutate({ accountId, formId, form }) : create.mutate({ accountId, form })),
    isPending: create.isPending || update.isPending,
    failure: error ? errorWords(error, t) : undefined,
  };
}
