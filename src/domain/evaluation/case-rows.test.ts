import fc from "fast-check";
import { expect, test } from "vitest";
import { say } from "@/test/say";
import { readCaseRows } from "./case-rows";

const answer = (said: string, evidence = "") => ({
  outcome: "answer",
  evidence,
  evidenceDocument: null,
  answer: said,
});
const DECLINE = { outcome: "decline", evidence: "", evidenceDocument: null, answer: "" };

test.each([
  ["semicolons", "Question;Expected\nHow much is a kayak?;20 euros\nDo you sell cars?;-"],
  ["commas", '"How much is a kayak?",20 euros\nDo you sell cars?,decline\n'],
  ["tabs and a mark at the beginning", "\uFEFFHow much is a kayak?\t20 euros\t\nDo you sell cars?\tno answer\t"],
])("a table with %s is read, with or without titles", (_what, text) => {
  expect(readCaseRows(say, text)).toEqual({
    cases: [
      { question: "How much is a kayak?", expected: answer("20 euros") },
      { question: "Do you sell cars?", expected: DECLINE },
    ],
    refused: [],
  });
});

test("the third column is the passage that should be found, and is enough by itself", () => {
  const { cases } = readCaseRows(say, "When?;At nine;The shop opens at nine.\nWhere?;;At the pier.");
  expect(cases.map(({ expected }) => expected)).toEqual([
    answer("At nine", "The shop opens at nine."),
    answer("", "At the pier."),
  ]);
});

test("lines that can't be taken are named with why", () => {
  const rows = ["Where?;Here", "Why?;", ";Because", "WHERE;There", "a;b;c;d", `${"x".repeat(501)};y`, "?!;y"];
  expect(readCaseRows(say, rows.join("\n")).refused).toEqual([
    { line: 2, reason: "What is expected is missing." },
    { line: 3, reason: "The question is missing." },
    { line: 4, reason: "The same question stands in line 1." },
    { line: 5, reason: expect.stringContaining("4 columns") },
    { line: 6, reason: "A question may have 500 characters." },
    { line: 7, reason: "Write the question." },
  ]);
});

test("whatever is in a file, it is read or refused, never more than 500, and no question twice", () => {
  const cell = fc.stringMatching(/^[a-z;,"\t\n?]{0,12}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (rows) => {
      const { cases } = readCaseRows(say, rows.map(([a, b]) => `${a};${b}`).join("\n"));
      const questions = cases.map(({ question }) => question);
      expect(new Set(questions).size).toBe(questions.length);
      for (const { expected } of cases)
        expect(expected.outcome === "decline" || expected.answer + expected.evidence).toBeTruthy();
    }),
  );
  const many = Array.from({ length: 502 }, (_, index) => `Question ${index};yes`).join("\n");
  expect(readCaseRows(say, many).cases).toHaveLength(500);
});
