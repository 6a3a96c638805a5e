import { questionKey } from "../knowledge/answer-pair";
import { type DelimitedRow, parseDelimited } from "../knowledge/delimited-rows";
import { testCaseProblem } from "../words/test-case";
import type { Translate } from "../words/translate";
import { MAX_TEST_CASES } from "./limits";
import { type TestCase, testCaseSchema } from "./test-case";

export interface CaseRows {
  cases: TestCase[];
  /** Rows that can't be taken and why, in the order of the file. */
  refused: { line: number; reason: string }[];
}

/** Tabs and semicolons first: a comma stands in every other sentence. */
const DELIMITERS = ["\t", ";", ","];
const HEADER = /^(?:questions?|q|ask|frage|pergunta|pregunta|domanda|вопрос)$/i;
/** In the second column: nothing should be answered. */
const DECLINE = /^(?:-|–|—|decline[ds]?|no answer|nothing|n\/a)$/i;
const MAX_COLUMNS = 3;

/**
 * Test questions of a table: the question, what the reply should say ("-" or "decline": nothing should be answered),
 * and, if wanted, the words of the passage that should be found. With or without a line of titles.
 */
export function readCaseRows(t: Translate, text: string): CaseRows {
  const [first, ...others] = mostlyFitting(text.replace(/^\uFEFF/, ""));
  if (!first) return { cases: [], refused: [] };
  const rows = HEADER.test(first.cells[0] ?? "") ? others : [first, ...others];
  const result: CaseRows = { cases: [], refused: [] };
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const read = toCase(t, cells);
    if (typeof read === "string") {
      result.refused.push({ line, reason: read });
      continue;
    }
    const key = questionKey(read.question);
    const earlier = lines.get(key);
    if (earlier !== undefined)
      result.refused.push({ line, reason: t("evaluation.import.sameQuestion", { line: earlier }) });
    else if (result.cases.length >= MAX_TEST_CASES)
      result.refused.push({ line, reason: t("evaluation.import.tooMany", { max: MAX_TEST_CASES }) });
    else {
      lines.set(key, line);
      result.cases.push(read);
    }
  }
  return result;
}

/** The reading by the delimiter that gives two or three columns most often. */
function mostlyFitting(text: string): DelimitedRow[] {
  const readings = DELIMITERS.map((delimiter) => parseDelimited(text, delimiter));
  const counts = readings.map((rows) => rows.filter(isFitting).length);
  return readings[counts.indexOf(Math.max(...counts))] ?? [];
}

const isFitting = ({ cells, isWellQuoted }: DelimitedRow): boolean => {
  const { length } = filled(cells);
  return isWellQuoted && length >= 2 && length <= MAX_COLUMNS;
};

/** Tables often end in empty columns. */
const filled = (cells: readonly string[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);

/** The case, or why there is none, in words. */
function toCase(t: Translate, cells: readonly string[]): TestCase | string {
  const [question = "", answer = "", evidence = "", ...rest] = filled(cells);
  if (rest.length > 0) return t("evaluation.import.columns", { count: rest.length + MAX_COLUMNS });
  if (question === "") return t("evaluation.import.questionMissing");
  if (answer === "" && evidence === "") return t("evaluation.import.expectedMissing");
  const expected = DECLINE.test(answer) ? { outcome: "decline" } : { outcome: "answer", answer, evidence };
  const parsed = testCaseSchema.safeParse({ question, expected });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return issue ? testCaseProblem(t, issue) : t("evaluation.import.unreadable");
}
