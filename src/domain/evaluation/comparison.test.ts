import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_ANSWER_SETTINGS } from "../agent/settings";
import { type ComparedResult, compareRuns } from "./comparison";
import { changedParts, type RunBasis } from "./run-basis";
import { type CaseScore, UNASKED } from "./scoring";

const EXPECTED = { outcome: "answer" as const, evidence: "e", evidenceDocument: null, answer: "a" };
const RIGHT: CaseScore = { checks: { evidence: true, answer: true, decline: null }, verdict: "right" };
const LOST_PASSAGE: CaseScore = { checks: { evidence: false, answer: true, decline: null }, verdict: "wrong" };
const LOST_ANSWER: CaseScore = { checks: { evidence: true, answer: false, decline: null }, verdict: "wrong" };
const result = (caseId: string, score: CaseScore, more: Partial<ComparedResult> = {}): ComparedResult => ({
  caseId,
  expected: EXPECTED,
  ...score,
  ...more,
});

test("each regression and improvement is named with what was lost and gained", () => {
  const before = [result("a", RIGHT), result("b", LOST_ANSWER), result("c", LOST_PASSAGE), result("d", RIGHT)];
  const after = [result("a", LOST_PASSAGE), result("b", RIGHT), result("c", LOST_ANSWER), result("d", RIGHT)];
  expect(compareRuns(before, after)).toEqual({
    // One that is wrong in another way than before has become worse, too: what it knew is lost.
    regressions: [
      { caseId: "a", lost: ["evidence"], gained: [] },
      { caseId: "c", lost: ["answer"], gained: ["evidence"] },
    ],
    improvements: [{ caseId: "b", lost: [], gained: ["answer"] }],
    unchanged: 1,
    incomparable: 0,
  });
});

test("one that stopped answering is a regression though every check holds as before", () => {
  const checks = { evidence: true, answer: null, decline: null };
  const before = [result("a", { checks, verdict: "right" })];
  expect(compareRuns(before, [result("a", { checks, verdict: "wrong" })]).regressions).toEqual([
    { caseId: "a", lost: [], gained: [] },
  ]);
});

test("cases that changed, were not asked, came or went are not compared", () => {
  const before = [result("edited", RIGHT), result("failed", RIGHT), result("gone", RIGHT)];
  const after = [
    result("edited", LOST_ANSWER, { expected: { ...EXPECTED, answer: "other" } }),
    result("failed", UNASKED),
    result("new", LOST_ANSWER),
  ];
  expect(compareRuns(before, after)).toEqual({ regressions: [], improvements: [], unchanged: 0, incomparable: 4 });
});

const score = fc.constantFrom(RIGHT, LOST_PASSAGE, LOST_ANSWER, UNASKED);
const run = fc
  .dictionary(fc.constantFrom("a", "b", "c", "d", "e"), score)
  .map((scores) => Object.entries(scores).map(([caseId, one]) => result(caseId, one)));

test("every case counts exactly once, a run compared with itself is unchanged, and backwards is the reverse", () => {
  fc.assert(
    fc.property(run, run, (before, after) => {
      const { regressions, improvements, unchanged, incomparable } = compareRuns(before, after);
      const ids = new Set([...before, ...after].map(({ caseId }) => caseId));
      expect(regressions.length + improvements.length + unchanged + incomparable).toBe(ids.size);
      expect(compareRuns(after, after)).toMatchObject({ regressions: [], improvements: [] });
      const backwards = compareRuns(after, before).regressions.map(({ caseId }) => caseId);
      for (const { caseId } of improvements) expect(backwards).toContain(caseId);
    }),
  );
});

test("what differs between two runs is named, and what decides about no answer isn't", () => {
  const basis: RunBasis = {
    settings: {
      sureThreshold: 0.65,
      hedgeThreshold: 0.45,
      maxPassages: 5,
      takeoverMinutes: 60,
      maxAnswerAgeMinutes: 30,
    },
    embeddingModel: "embedded",
    answerModel: null,
    promptVersion: "",
    documentCount: 2,
    documentsHash: "x",
  };
  const { settings } = basis;
  expect(changedParts(basis, { ...basis, settings: { ...settings, takeoverMinutes: 5 } })).toEqual([]);
  expect(changedParts(basis, { ...basis, settings: { ...settings, hedgeThreshold: 0.5 } })).toEqual(["settings"]);
  expect(changedParts(basis, { ...basis, documentsHash: "y", answerModel: "m", embeddingModel: "other" })).toEqual([
    "documents",
    "model",
    "search",
  ]);
});

test("the ordering by a model is named where there is a model to do it", () => {
  const basis: RunBasis = {
    settings: DEFAULT_ANSWER_SETTINGS,
    embeddingModel: "embedded",
    answerModel: "m",
    promptVersion: "1",
    documentCount: 2,
    documentsHash: "x",
  };
  const withOrder = (of: RunBasis): RunBasis => ({ ...of, settings: { ...of.settings, rerank: true } });
  const { rerank: _, ...older } = basis.settings;
  expect(changedParts(basis, withOrder(basis))).toEqual(["order"]);
  expect(changedParts(withOrder(basis), basis)).toEqual(["order"]);
  expect(changedParts({ ...basis, settings: older }, basis)).toEqual([]);
  const withoutModel = { ...basis, answerModel: null };
  expect(changedParts(withoutModel, withOrder(withoutModel))).toEqual([]);
});
