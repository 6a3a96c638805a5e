import { z } from "zod";
import { questionKey } from "../knowledge/answer-pair";
import { type TestCase, testCaseSchema } from "./test-case";
import { containsEvidence, saysExpected } from "./text-match";

export interface SourcePassage {
  documentId: string;
  documentName: string;
  text: string;
}

/** A runaway reply must not keep the process busy. */
const MAX_REPLY_CHARACTERS = 50_000;
/** Each question is an object without others in it, whatever stands around. */
const FLAT_OBJECT = /\{[^{}]*\}/g;

const writtenSchema = z.object({ question: z.string(), quote: z.string(), answer: z.string().nullish() });

/**
 * Test questions in what a model wrote. Only those count whose quote stands in the passages word for word, because a
 * test that expects what no document says measures nothing; an answer that the quote doesn't give is left out.
 * @param limit at most this many
 */
export function readGeneratedCases(reply: string, passages: readonly SourcePassage[], limit: number): TestCase[] {
  const cases = new Map<string, TestCase>();
  for (const [object] of reply.slice(0, MAX_REPLY_CHARACTERS).matchAll(FLAT_OBJECT)) {
    const testCase = caseOf(object, passages);
    if (testCase && cases.size < limit) cases.set(questionKey(testCase.question), testCase);
  }
  return [...cases.values()];
}

function caseOf(object: string, passages: readonly SourcePassage[]): TestCase | undefined {
  const written = writtenSchema.safeParse(parseJson(object)).data;
  const source = written && passages.find((passage) => containsEvidence([passage], written.quote));
  if (!written || !source) return undefined;
  const { question, quote, answer } = written;
  const expected = {
    outcome: "answer",
    evidence: quote,
    evidenceDocument: source.documentName,
    answer: answer && saysExpected(answer, quote) ? answer : "",
  };
  return testCaseSchema.safeParse({ question, expected }).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
