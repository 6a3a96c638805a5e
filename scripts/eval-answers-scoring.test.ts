import { expect, test } from "vitest";
import { containsAnswer, containsEvidence, type EvalRow, summarize, tokenRecall, typeOf } from "./eval-answers-scoring";

test("evidence is found whatever the line breaks and capitals", () => {
  const passages = [{ documentId: "doc_1", text: "It opens\n at NINE o'clock." }];
  expect(containsEvidence(passages, ["nothing", "opens at nine"])).toBe(true);
  expect(containsEvidence(passages, "opens at ten")).toBe(false);
  expect(containsEvidence(passages, null)).toBe(false);
  expect(containsEvidence(passages, [""])).toBe(false);
});

test("evidence that two overlapping passages of a document hold together is found", () => {
  const first = { documentId: "doc_1", text: "The shop opens at nine. On Saturday it opens at ten o'clock." };
  const second = { documentId: "doc_1", text: "On Saturday it opens at ten o'clock. It closes at four." };
  const evidence = "opens at nine. On Saturday it opens at ten o'clock. It closes at four.";
  expect(containsEvidence([second, first], evidence)).toBe(true);
  expect(containsEvidence([second, { ...first, documentId: "doc_2" }], evidence)).toBe(false);
});

test("recall counts every token of the reference as often as it stands there", () => {
  expect(tokenRecall("nine to five, nine", "Nine to five")).toBe(0.75);
  expect(tokenRecall("営業時間", "営業中")).toBe(0.5);
  expect(tokenRecall("", "anything")).toBe(0);
});

test("half of the best reference is enough", () => {
  expect(containsAnswer({ answer: "a b c d", answers: ["x y"] }, "x z")).toBe(true);
  expect(containsAnswer({ answer: "a b c d" }, "a z")).toBe(false);
  expect(containsAnswer({ answer: null }, "a")).toBe(false);
});

const row = (type: string, decision: string, more: Partial<EvalRow> = {}): EvalRow => ({
  type,
  decision,
  question: "q",
  reply: "r",
  band: "sure",
  score: 0.5,
  citations: [],
  evidenceRetrieved: false,
  answerContained: false,
  ms: 10,
  ...more,
});

test("partial counts as answerable, out of scope as unanswerable, the rest only by type", () => {
  const summary = summarize([
    row(typeOf({}), "answer", { evidenceRetrieved: true, answerContained: true }),
    row("partial", "handoff", { ms: 30 }),
    row("unanswerable", "answer"),
    row("out_of_scope", "handoff"),
    row("chitchat", "smalltalk"),
  ]);
  expect(summary).toMatchObject({
    n: 5,
    answerable: { n: 2, answered: 0.5, evidenceRetrieved: 0.5, answerContained: 0.5 },
    unanswerable: { n: 2, declined: 0.5 },
    msPerQuestion: 14,
  });
  expect(summary.byType.chitchat).toEqual({
    n: 1,
    decisions: { smalltalk: 1 },
    evidenceRetrieved: 0,
    answerContained: 0,
  });
});

test("nothing asked gives zeros, not NaN", () => {
  expect(summarize([])).toMatchObject({ n: 0, answerable: { answered: 0 }, msPerQuestion: 0 });
});
