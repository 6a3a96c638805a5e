import { z } from "zod";
import { type AnswerKind, checkAnswer } from "./form-answer";
import { findWholeWord } from "./match-words";
import { fieldNameSchema, MAX_RULE_TEXT } from "./rule";

export const MAX_FORMS = 50;
const MAX_QUESTIONS = 20;
const MAX_CHOICES = 12;
/** A customer who is not understood this often at one question is asked no more: a person looks. */
const MAX_REPEATS = 3;

const text = (max: number, missing: string) => z.string().trim().min(1, missing).max(max, `At most ${max} characters.`);
const common = {
  /** The contact's field that the answer lands in. */
  field: fieldNameSchema,
  ask: text(1_000, "Write the question."),
  /** Said when an answer isn't understood; "" = our own words. */
  again: z.string().trim().max(1_000).default(""),
};
const plain = <Kind extends Exclude<AnswerKind["kind"], "choice">>(kind: Kind) =>
  z.object({ ...common, kind: z.literal(kind) });

export const formQuestionSchema = z.discriminatedUnion("kind", [
  plain("text"),
  plain("number"),
  plain("email"),
  plain("phone"),
  plain("date"),
  plain("yes_no"),
  z.object({
    ...common,
    kind: z.literal("choice"),
    choices: z.array(text(60, "Write the choice.")).min(2, "Give at least two choices.").max(MAX_CHOICES),
  }),
]);
export type FormQuestion = z.infer<typeof formQuestionSchema>;

export const formSchema = z.object({
  name: text(80, "Give the form a name."),
  questions: z
    .array(formQuestionSchema)
    .min(1, "Ask at least one question.")
    .max(MAX_QUESTIONS, `At most ${MAX_QUESTIONS} questions.`)
    .refine((questions) => new Set(questions.map(({ field }) => field)).size === questions.length, {
      message: "Two questions fill the same field.",
    }),
  /** Said at the end; may name variables. */
  done: text(MAX_RULE_TEXT, "Write what is said at the end."),
  cancelWord: text(40, "Write the word that ends it."),
  cancelled: text(1_000, "Write what is said when it is ended early."),
  /** A customer who says nothing for so long has gone on to something else. */
  timeoutMinutes: z
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60),
});
export type Form = z.infer<typeof formSchema>;

/** How far a customer has come. */
export interface FormProgress {
  /** Index of the question that was asked last. */
  position: number;
  /** Answers to it that weren't understood. */
  repeats: number;
}

export type FormStep =
  /** `answer` is what the contact's field gets; `say` the next question, or null at the end. */
  | { kind: "answered"; answer: { field: string; value: string }; say: string | null; progress: FormProgress }
  | { kind: "repeated"; say: string; progress: FormProgress }
  | { kind: "cancelled"; say: string }
  | { kind: "given_up" };

export const FORM_START: FormProgress = { position: 0, repeats: 0 };

/** The question as it is asked: choices numbered, so that a digit answers. */
export function questionText(question: FormQuestion): string {
  if (question.kind !== "choice") return question.ask;
  return [question.ask, ...question.choices.map((choice, index) => `${index + 1}. ${choice}`)].join("\n");
}

/** What comes of a customer's words while a form is under way. `today` is the account's date, for "tomorrow". */
export function answerForm(form: Form, progress: FormProgress, words: string, today: string): FormStep {
  const question = form.questions[progress.position];
  if (!question) return { kind: "given_up" };
  if (words.trim().length <= 60 && findWholeWord(words, [form.cancelWord]) && isAlone(words, form.cancelWord))
    return { kind: "cancelled", say: form.cancelled };
  const checked = checkAnswer(question, words, today);
  if (!checked.ok) {
    if (progress.repeats + 1 >= MAX_REPEATS) return { kind: "given_up" };
    const say = `${question.again || checked.hint}\n\n${questionText(question)}`;
    return { kind: "repeated", say, progress: { ...progress, repeats: progress.repeats + 1 } };
  }
  const next = form.questions[progress.position + 1];
  return {
    kind: "answered",
    answer: { field: question.field, value: checked.value },
    say: next ? questionText(next) : null,
    progress: { position: progress.position + 1, repeats: 0 },
  };
}

/** "Stop", "stop please", not "bus stop Central": an answer may well have the word in it. */
const isAlone = (words: string, cancelWord: string) =>
  words.trim().split(/\s+/u).length <= cancelWord.trim().split(/\s+/u).length + 1;
