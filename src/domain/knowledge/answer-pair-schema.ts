import { z } from "zod";
import { MAX_ANSWER_LENGTH, MAX_QUESTION_LENGTH } from "./answer-pair";

const HAS_WORDS = /[\p{L}\p{N}]/u;

export const answerPairSchema = z.object({
  question: z
    .string()
    .transform((text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim())
    .pipe(
      z
        .string()
        .regex(HAS_WORDS, "Write the question.")
        .max(MAX_QUESTION_LENGTH, `A question may have ${MAX_QUESTION_LENGTH} characters.`),
    ),
  answer: z
    .string()
    // A database takes no NUL, and nobody reads the others.
    .transform((text) => text.replace(/(?![\n\t])\p{Cc}/gu, "").trim())
    .pipe(
      z.string().regex(HAS_WORDS, "Write the answer.").max(MAX_ANSWER_LENGTH, "An answer may have 4,000 characters."),
    ),
});
