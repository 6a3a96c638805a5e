import fc from "fast-check";
import { expect, test } from "vitest";
import { scoreResult, summarizeRun, UNASKED } from "./scoring";
import { type Expected, testCaseSchema } from "./test-case";

const expecting = (more: Partial<Expected> = {}): Expected => ({
  outcome: "answer",
  evidence: "",
  evidenceDocument: null,
  answer: "",
  ...more,
});
const outcome = (decision: "answer" | "handoff", reply: string, texts: string[] = []) => ({
  decision,
  reply,
  trace: { passages: texts.map((text) => ({ documentId: "doc_1", text })) },
});

test("a passage that is found and an answer that says it are right, each by itself", () => {
  const expected = expecting({ evidence: "A deposit of fifty\neuros.", answer: "50 euros" });
  const passages = ["Each kayak needs a deposit of fifty euros."];
  expect(scoreResult(expected, outcome("answer", "It is 50 euros.", passages))).toEqual({
    checks: { evidence: true, answer: true, decline: null },
    verdict: "right",
  });
  expect(scoreResult(expected, outcome("answer", "It is 60 euros.", passages))).toEqual({
    checks: { evidence: true, answer: false, decline: null },
    verdict: "wrong",
  });
  expect(scoreResult(expected, outcome("answer", "It is 50 euros."))).toMatchObject({
    checks: { evidence: false, answer: true },
    verdict: "wrong",
  });
});

test("what was found and not answered is wrong, whatever the reply says", () => {
  const expected = expecting({ evidence: "fifty euros" });
  expect(scoreResult(expected, outcome("handoff", "A person will answer.", ["fifty euros"]))).toEqual({
    checks: { evidence: true, answer: null, decline: null },
    verdict: "wrong",
  });
  const said = expecting({ answer: "A person will answer." });
  expect(scoreResult(said, outcome("handoff", "A person will answer."))).toMatchObject({
    checks: { answer: false },
    verdict: "wrong",
  });
});

test("where nothing should be answered, only an answer is wrong", () => {
  const decline = expecting({ outcome: "decline" });
  expect(scoreResult(decline, outcome("handoff", "I don't know."))).toMatchObject({
    checks: { decline: true },
    verdict: "right",
  });
  expect(scoreResult(decline, outcome("answer", "Yes."))).toMatchObject({
    checks: { decline: false },
    verdict: "wrong",
  });
});

const text = fc.string({ maxLength: 40 });
const anyExpected = fc.record({
  outcome: fc.constantFrom("answer" as const, "decline" as const),
  evidence: text,
  evidenceDocument: fc.constant(null),
  answer: text,
});
const anyOutcome = fc
  .tuple(fc.constantFrom("answer" as const, "handoff" as const), text, fc.array(text, { maxLength: 3 }))
  .map(([decision, reply, texts]) => outcome(decision, reply, texts));

test("right holds exactly when it decided as expected and no check fails", () => {
  fc.assert(
    fc.property(anyExpected, anyOutcome, (expected, result) => {
      const { checks, verdict } = scoreResult(expected, result);
      const decidedWell = (result.decision === "answer") === (expected.outcome === "answer");
      expect(verdict === "right").toBe(decidedWell && !Object.values(checks).includes(false));
    }),
  );
});

test("counts never exceed their n, and every case counts once", () => {
  const score = fc.oneof(
    fc.constant(UNASKED),
    fc.tuple(anyExpected, anyOutcome).map(([expected, result]) => scoreResult(expected, result)),
  );
  fc.assert(
    fc.property(fc.array(score), (scores) => {
      const { unasked, ...counts } = summarizeRun(scores);
      expect(counts.all.n + unasked).toBe(scores.length);
      for (const { n, right } of Object.values(counts)) {
        expect(right).toBeLessThanOrEqual(n);
        expect(n).toBeLessThanOrEqual(counts.all.n);
      }
    }),
  );
});

test("a case that expects an answer says which; one that expects none keeps nothing to compare", () => {
  const parse = (expected: object) => testCaseSchema.safeParse({ question: " Do you\nrepair bikes? ", expected });
  expect(parse({ outcome: "answer", answer: " … " }).error?.issues[0]?.message).toContain(
    "what the reply should contain",
  );
  expect(parse({ outcome: "decline", answer: "left over", evidence: "x" }).data).toEqual({
    question: "Do you repair bikes?",
    expected: { outcome: "decline", evidence: "", evidenceDocument: null, answer: "" },
  });
  expect(testCaseSchema.safeParse({ question: "?!", expected: { outcome: "decline" } }).success).toBe(false);
});
