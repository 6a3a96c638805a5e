import { expect, test } from "vitest";
import { say } from "@/test/say";
import { answerPairSchema } from "../knowledge/answer-pair-schema";
import { answerPairProblem } from "./answer-pair";

test.each([
  { question: "", answer: "Yes." },
  { question: "x".repeat(301), answer: "Yes." },
  { question: "Are you open?", answer: " " },
  { question: "Are you open?", answer: "x".repeat(4001) },
])("the form says what is wrong as the server does (%#)", (pair) => {
  const [issue] = answerPairSchema.safeParse(pair).error?.issues ?? [];
  expect(issue && answerPairProblem(say, issue)).toBe(issue?.message);
});
