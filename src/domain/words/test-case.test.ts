import { expect, test } from "vitest";
import { say } from "@/test/say";
import { MAX_EVIDENCE, MAX_EXPECTED_ANSWER, MAX_TEST_QUESTION } from "../evaluation/limits";
import { testCaseSchema } from "../evaluation/test-case";
import { testCaseProblem } from "./test-case";

test.each([
  { question: "", expected: { outcome: "answer", answer: "Yes." } },
  { question: "x".repeat(MAX_TEST_QUESTION + 1), expected: { outcome: "decline" } },
  { question: "Are you open?", expected: { outcome: "answer" } },
  { question: "Are you open?", expected: { outcome: "answer", answer: "x".repeat(MAX_EXPECTED_ANSWER + 1) } },
  { question: "Are you open?", expected: { outcome: "answer", evidence: "x".repeat(MAX_EVIDENCE + 1) } },
])("the form says what is wrong as the server does (%#)", (testCase) => {
  const [issue] = testCaseSchema.safeParse(testCase).error?.issues ?? [];
  expect(issue && testCaseProblem(say, issue)).toBe(issue?.message);
});
