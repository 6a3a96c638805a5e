import { expect, test } from "vitest";
import {
  containsAnswer,
  type EvalRow,
  isFollowUp,
  summarize,
  summarizeFollowUps,
  typeOf,
} from "./eval-answers-scoring";

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

test("follow-ups are the answerable questions with a history, counted with it and without it", () => {
  const history = [{ role: "customer", text: "Do you deliver?" }];
  expect(isFollowUp({ history })).toBe(true);
  expect(isFollowUp({ history, type: "unanswerable" })).toBe(false);
  expect(isFollowUp({ history: [] })).toBe(false);
  const rows = [
    { withHistory: true, bare: false },
    { withHistory: true, bare: true },
    { withHistory: false, bare: true },
    { withHistory: true, bare: false },
  ];
  expect(summarizeFollowUps(rows)).toEqual({ n: 4, evidenceRetrieved: { withHistory: 0.75, bare: 0.5 } });
});
