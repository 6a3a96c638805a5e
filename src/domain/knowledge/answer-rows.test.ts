import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { say } from "@/test/say";
import { questionKey } from "./answer-pair";
import { readAnswerRows } from "./answer-rows";

const KAYAK = { question: "How much is a kayak?", answer: "Twenty euros, a day" };
const TENT = { question: "And a tent?", answer: "Ten" };

describe("questions and answers of a table", () => {
  test.each([
    ["commas and quotes", 'How much is a kayak?,"Twenty euros, a day"\nAnd a tent?,Ten'],
    ["semicolons, with commas in the texts", "How much is a kayak?;Twenty euros, a day\r\nAnd a tent?;Ten\r\n"],
    ["tabs", "How much is a kayak?\tTwenty euros, a day\nAnd a tent?\tTen"],
    ["a line of titles", "Question;Answer\nHow much is a kayak?;Twenty euros, a day\nAnd a tent?;Ten"],
    [
      "a mark at the beginning, and empty columns and lines",
      "\uFEFFquestion\tanswer\t\t\n\nHow much is a kayak?\tTwenty euros, a day\t\nAnd a tent?\tTen\t\t\n",
    ],
  ])("are read with %s", (_what, text) => {
    expect(readAnswerRows(say, text)).toEqual({ pairs: [KAYAK, TENT], refused: [] });
  });

  test("name the lines that can't be taken, and why, counted as an editor counts them", () => {
    const text = [
      "question;answer",
      "And a tent?;Ten",
      'Where?;"At the pier,\nbehind the mill"',
      "No answer;",
      ";No question",
      "AND A TENT;Twelve",
      "One;two;three",
      `${"x".repeat(301)};Too long`,
    ].join("\n");
    const { pairs, refused } = readAnswerRows(say, text);
    expect(pairs.map(({ question }) => question)).toEqual(["And a tent?", "Where?"]);
    expect(refused).toEqual([
      { line: 5, reason: "The answer is missing." },
      { line: 6, reason: "The question is missing." },
      { line: 7, reason: "The same question stands in line 2." },
      { line: 8, reason: expect.stringContaining("3 columns") },
      { line: 9, reason: "A question may have 300 characters." },
    ]);
  });

  test("stop at 500, and say so of the others", () => {
    const { pairs, refused } = readAnswerRows(
      say,
      Array.from({ length: 503 }, (_, index) => `Question ${index};Yes`).join("\n"),
    );
    expect([pairs.length, refused.map(({ line }) => line)]).toEqual([500, [501, 502, 503]]);
  });

  test("of nothing are none", () => {
    expect(readAnswerRows(say, "\n \n")).toEqual({ pairs: [], refused: [] });
  });

  test("come out as they went in, whatever stands in them", () => {
    const word = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `a${text.replace(/\s+/g, " ")}z`);
    const rows = fc.uniqueArray(fc.record({ question: word, answer: word }), {
      minLength: 1,
      maxLength: 8,
      selector: ({ question }) => questionKey(question),
    });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(rows, (pairs) => {
        const text = pairs.map(({ question, answer }) => `${quoted(question)},${quoted(answer)}`).join("\n");
        expect(readAnswerRows(say, text)).toEqual({ pairs, refused: [] });
      }),
    );
  });
});

test("a question is the same whatever its capitals, spaces and signs at the end", () => {
  expect(new Set(["Open today?", " open  TODAY ??", "Open today"].map(questionKey)).size).toBe(1);
  expect(questionKey("Open today?")).not.toBe(questionKey("Open tomorrow?"));
});
