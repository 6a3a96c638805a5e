import { answerPairProblem } from "../words/answer-pair";
import type { Translate } from "../words/translate";
import { type AnswerPair, MAX_IMPORTED_PAIRS, questionKey } from "./answer-pair";
import { answerPairSchema } from "./answer-pair-schema";
import { type DelimitedRow, parseDelimited } from "./delimited-rows";

export interface AnswerRows {
  pairs: AnswerPair[];
  /** Rows that can't be taken and why, in the order of the file. */
  refused: { line: number; reason: string }[];
}

/** Tabs and semicolons first: a comma stands in every other sentence. */
const DELIMITERS = ["\t", ";", ","];
const HEADER = /^(?:questions?|q|ask|frage|pergunta|pregunta|domanda|вопрос)$/i;

/**
 * Questions and answers of a table of two columns, with or without a line of titles. The delimiter is the one that
 * gives two columns most often.
 */
export function readAnswerRows(t: Translate, text: string): AnswerRows {
  const [first, ...others] = mostlyTwoColumns(text.replace(/^\uFEFF/, ""));
  if (!first) return { pairs: [], refused: [] };
  const rows = isHeader(first) ? others : [first, ...others];
  const pairs: AnswerPair[] = [];
  const refused: AnswerRows["refused"] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const result = toPair(t, cells);
    const earlier = "pair" in result ? lines.get(questionKey(result.pair.question)) : undefined;
    if (!("pair" in result)) refused.push({ line, reason: result.reason });
    else if (earlier !== undefined)
      refused.push({ line, reason: t("knowledge.import.sameQuestion", { line: earlier }) });
    else if (pairs.length >= MAX_IMPORTED_PAIRS)
      refused.push({ line, reason: t("knowledge.import.tooMany", { max: MAX_IMPORTED_PAIRS }) });
    else {
      lines.set(questionKey(result.pair.question), line);
      pairs.push(result.pair);
    }
  }
  return { pairs, refused };
}

function mostlyTwoColumns(text: string): DelimitedRow[] {
  const readings = DELIMITERS.map((delimiter) => parseDelimited(text, delimiter));
  const counts = readings.map((rows) => rows.filter(isPair).length);
  return readings[counts.indexOf(Math.max(...counts))] ?? [];
}

const isPair = ({ cells, isWellQuoted }: DelimitedRow) => isWellQuoted && filled(cells).length === 2;

/** Tables often end in empty columns. */
const filled = (cells: readonly string[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);

const isHeader = ({ cells }: DelimitedRow) => HEADER.test(cells[0] ?? "");

function toPair(t: Translate, cells: readonly string[]): { pair: AnswerPair } | { reason: string } {
  const [question = "", answer = "", ...rest] = filled(cells);
  if (rest.length > 0) return { reason: t("knowledge.import.columns", { count: rest.length + 2 }) };
  if (question === "") return { reason: t("knowledge.import.questionMissing") };
  if (answer === "") return { reason: t("knowledge.import.answerMissing") };
  const parsed = answerPairSchema.safeParse({ question, answer });
  if (parsed.success) return { pair: parsed.data };
  const [issue] = parsed.error.issues;
  return { reason: issue ? answerPairProblem(t, issue) : t("knowledge.import.unreadable") };
}
