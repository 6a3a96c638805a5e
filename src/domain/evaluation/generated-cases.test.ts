import fc from "fast-check";
import { expect, test } from "vitest";
import { readGeneratedCases } from "./generated-cases";
import { containsEvidence } from "./text-match";

const PASSAGE = { documentId: "doc_1", documentName: "house.md", text: "Each kayak needs a deposit of fifty euros." };
const written = (more: object = {}) =>
  JSON.stringify({
    question: "How much is the deposit?",
    quote: "a deposit of fifty euros",
    answer: "fifty euros",
    ...more,
  });
const read = (reply: string, limit = 3) => readGeneratedCases(reply, [PASSAGE], limit);

test.each([
  ["bare", `[${written()}]`],
  ["in a code fence, with talk around", `Sure! \`\`\`json\n{"questions":[${written()}]}\n\`\`\` {oops} Anything else?`],
  ["cut off in the middle of the next one", `[${written()},{"question":"And a te`],
])("questions are found %s", (_how, reply) => {
  expect(read(reply)).toEqual([
    {
      question: "How much is the deposit?",
      expected: {
        outcome: "answer",
        evidence: "a deposit of fifty euros",
        evidenceDocument: "house.md",
        answer: "fifty euros",
      },
    },
  ]);
});

test("what no passage says is not expected of the bot", () => {
  expect(read(written({ quote: "a deposit of ninety euros" }))).toEqual([]);
  expect(read(written({ quote: "" }))).toEqual([]);
  expect(read(written({ answer: "ninety dollars" }))[0]?.expected.answer).toBe("");
});

test("no more than wanted, no question twice, and nothing that the passages don't hold, whatever is written", () => {
  const part = fc.constantFrom(
    written(),
    written({ question: "Deposit?" }),
    written({ quote: "x" }),
    "{",
    "}",
    '"',
    "[]",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 12 }), fc.nat(3), (parts, limit) => {
      const cases = read(parts.join(","), limit);
      expect(cases.length).toBeLessThanOrEqual(limit);
      expect(new Set(cases.map(({ question }) => question)).size).toBe(cases.length);
      for (const { expected } of cases) expect(containsEvidence([PASSAGE], expected.evidence)).toBe(true);
    }),
  );
});
