import fc from "fast-check";
import { expect, test } from "vitest";
import { toUnitVector } from "../similarity";
import { groupFor, likeness, type NewQuestion, type QuestionSign, signOf } from "./group-questions";
import { asksSomething, selfContained, termsOfQuestion } from "./question-terms";

const worded = (text: string): NewQuestion => ({ vector: null, terms: termsOfQuestion(text) });

/** As the job does it, in portions; the number of the group of each. */
function groupAll(questions: readonly NewQuestion[], portion = questions.length || 1): number[] {
  const groups: (QuestionSign & { index: number })[] = [];
  const found: number[] = [];
  for (let start = 0; start < questions.length; start += portion)
    for (const question of questions.slice(start, start + portion)) {
      // What was stored is read anew.
      const known = groupFor(
        question,
        groups.map((group) => ({ ...group, vector: group.vector && new Uint8Array(group.vector) })),
      );
      if (!known) groups.push({ ...signOf(question), index: groups.length });
      found.push(known?.index ?? groups.length - 1);
    }
  return found;
}

const vector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  .filter((numbers) => numbers.some((value) => Math.abs(value) > 0.01))
  .map(toUnitVector);
const question: fc.Arbitrary<NewQuestion> = fc.record({
  vector: fc.option(vector),
  terms: fc.uniqueArray(fc.constantFrom("saun", "boat", "repa", "pric", "dog"), { minLength: 1, maxLength: 4 }),
});

test("the same words in another order, with a greeting, are one question in any language", () => {
  for (const [one, other] of [
    ["Do you repair tandem bikes?", "hi, tandem bikes: do you repair them please"],
    ["¿Tienen sauna finlandesa?", "Hola! sauna finlandesa tienen"],
    ["هل يوجد توصيل مجاني", "مرحبا، توصيل مجاني يوجد"],
  ] as const)
    expect(groupAll([worded(one), worded(other)]), one).toEqual([0, 0]);
});

test("different questions with a common word stay apart", () => {
  expect(groupAll([worded("Do you repair bikes?"), worded("Do you sell electric bikes for children?")])).toEqual([
    0, 1,
  ]);
});

test("one with a vector and one without are one for the very same words alone", () => {
  const [first] = [signOf({ vector: toUnitVector([1, 0]), terms: ["boat", "repa"] })];
  expect(likeness({ vector: null, terms: ["boat", "repa"] }, first)).toBe(1);
  expect(likeness({ vector: null, terms: ["boat", "pric"] }, first)).toBe(0);
});

test("in one run or in many, questions end in the same groups", () => {
  fc.assert(
    fc.property(fc.array(question, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (questions, portion) => {
      expect(groupAll(questions, portion)).toEqual(groupAll(questions));
    }),
  );
});

test("a question that is asked again, whenever, joins the group that it began or was put in", () => {
  fc.assert(
    fc.property(fc.array(question, { minLength: 1, maxLength: 20 }), fc.nat(), (questions, pick) => {
      const again = questions[pick % questions.length] as NewQuestion;
      const before = groupAll(questions);
      const after = groupAll([...questions, again]);
      expect(after.slice(0, -1)).toEqual(before);
      // No new group begins.
      expect(Math.max(...after)).toBe(Math.max(...before));
    }),
  );
});

test("likeness doesn't depend on which of two was first", () => {
  fc.assert(
    fc.property(question, question, (a, b) => {
      expect(likeness(a, signOf(b))).toBeCloseTo(likeness(b, signOf(a)), 1);
    }),
  );
});

test.each([
  ["hello", false],
  ["hi, thanks!", false],
  ["I want to talk to a person", false],
  ["price?", false],
  ["??", false],
  ["x".repeat(400), false],
  ["what does it cost to repair a boat", true],
  ["修理自行车多少钱", true],
])("%j asks something: %s", (text, asks) => {
  expect(asksSomething(text)).toBe(asks);
});

test("what was said before is added only where the question asks nothing by itself", () => {
  expect(selfContained("Do you repair wooden boats?", "Do you repair wooden boats? (is there a sauna)")).toBe(
    "Do you repair wooden boats?",
  );
  expect(selfContained("and for children?", "What does a kayak cost for children?")).toMatch(/kayak/);
  expect(selfContained("and for children?", "")).toBe("and for children?");
});
