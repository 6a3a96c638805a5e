import { z } from "zod";
import { MAX_EVIDENCE, MAX_EXPECTED_ANSWER, MAX_TEST_QUESTION } from "./limits";
import { hasWords } from "./text-match";

const MAX_DOCUMENT_NAME = 300;

/** How a case came here. Stored: never rename. */
export const CASE_SOURCES = ["typed", "imported", "playground", "conversation", "generated"] as const;
export type CaseSource = (typeof CASE_SOURCES)[number];

/** What should come of a question: an answer, or that the bot doesn't give one and calls a person. */
export interface Expected {
  outcome: "answer" | "decline";
  /** Words of the passage that has to be found; "" when it doesn't matter which. Text, because passages get new ids. */
  evidence: string;
  /** Where they stood when the case was made, for people. */
  evidenceDocument: string | null;
  /** What the reply has to say; "" when that doesn't matter. */
  answer: string;
}

export interface TestCase {
  question: string;
  expected: Expected;
}

const UNREADABLE = /(?![\n\t])\p{Cc}/gu;
/** A database takes no NUL, and nobody reads the others. */
const clean = (text: string) => text.replace(UNREADABLE, "").trim();
const text = (max: number, message: string) => z.string().transform(clean).pipe(z.string().max(max, message));

const expectedSchema = z
  .object({
    outcome: z.enum(["answer", "decline"]),
    evidence: text(MAX_EVIDENCE, "A passage may have 8,000 characters.").default(""),
    evidenceDocument: text(MAX_DOCUMENT_NAME, "The document's name is too long.").nullable().default(null),
    answer: text(MAX_EXPECTED_ANSWER, "An expected answer may have 2,000 characters.").default(""),
  })
  .refine(({ outcome, evidence, answer }) => outcome === "decline" || hasWords(evidence) || hasWords(answer), {
    message: "Say what the reply should contain, or which passage should be found.",
    path: ["answer"],
  })
  // What nothing is compared with would only be in the way of people.
  .transform(
    (expected): Expected =>
      expected.outcome === "decline"
        ? { outcome: "decline", evidence: "", evidenceDocument: null, answer: "" }
        : expected,
  );

export const testCaseSchema = z.object({
  question: z
    .string()
    .transform((value) => value.replace(/[\s\p{Cc}]+/gu, " ").trim())
    .pipe(
      z
        .string()
        .refine(hasWords, "Write the question.")
        .max(MAX_TEST_QUESTION, `A question may have ${MAX_TEST_QUESTION} characters.`),
    ),
  expected: expectedSchema,
}) satisfies z.ZodType<TestCase>;

export const isSameExpectation = (a: Expected, b: Expected): boolean =>
  a.outcome === b.outcome && a.evidence === b.evidence && a.answer === b.answer;
