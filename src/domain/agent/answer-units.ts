import { splitSentences } from "../knowledge/sentences";
import type { AnswerUnit } from "./answer-unit";
import { joinLists } from "./list-units";
import { withoutLinkMarks } from "./plain-text";

/** What stands under one heading, or under one question of a list of questions and answers. */
export interface AnswerSection {
  /** "" when nothing is above it. */
  title: string;
  /** The title asks: what follows is its answer. */
  isQuestion: boolean;
}

export interface SplitPassage {
  sections: AnswerSection[];
  units: AnswerUnit[];
}

const HEADING = /^\s{0,3}#{1,6}\s+(.+?)\s*#*$/u;
const BOLD_LINE = /^\s*(?:\d+[.)]\s*)?\*\*(.+?)\*\*:?\s*$/u;
const LIST_ITEM = /^\s*(?:[-*+•▪◦]|\d{1,3}[.)]|\p{L}[.)])\s+/u;
const TABLE_RULE = /^[\s|:-]+$/u;
const QUESTION_MARK = /[?？؟]["'”’)\]*_\s]*$/u;
/** "Q: …", "12. …?", "Question 3: …" */
const QUESTION_LABEL =
  /^\s*(?:\*\*)?(?:q(?:uestion)?\s*\d*|pregunta|pergunta|frage|domanda|pertanyaan|سؤال|प्रश्न|вопрос|问|問|vraag|soru)\s*[:.)：]\s*/iu;
const ANSWER_LABEL =
  /^\s*(?:\*\*)?(?:a(?:nswer)?|respuesta|resposta|réponse|antwort|risposta|jawaban|جواب|उत्तर|ответ|答|antwoord|cevap)\s*\d*\s*[:：]\s*(?:\*\*)?\s*/iu;
/** A longer line that ends in a question mark is text, not a title. */
const MAX_TITLE_LENGTH = 220;

/** The last part of a heading path ("Shipping › Abroad" → "Abroad"). */
const innermost = (heading: string): string => heading.split(" › ").at(-1)?.trim() ?? "";

const isTableRow = (line: string): boolean => line.includes(" | ") || /^\s*\|.*\|\s*$/u.test(line);
const cellsOf = (line: string): string[] =>
  line
    .replace(/^\s*\|/u, "")
    .replace(/\|\s*$/u, "")
    .split("|")
    .map((cell) => cell.trim());

/** "Service: Express, Price: $12" — a row that is understood without its table. */
function rowText(header: readonly string[], cells: readonly string[]): string {
  return cells
    .map((cell, column) => {
      const name = header[column] ?? "";
      if (cell === "") return "";
      return name === "" || name === cell ? cell : `${name}: ${cell}`;
    })
    .filter((cell) => cell !== "")
    .join(", ");
}

/** The title a line is, or undefined for a line that is content. */
function titleOf(line: string): AnswerSection | undefined {
  const heading = HEADING.exec(line)?.[1] ?? BOLD_LINE.exec(line)?.[1];
  if (heading) return { title: heading.replaceAll("**", ""), isQuestion: QUESTION_MARK.test(heading) };
  const isLabelled = QUESTION_LABEL.test(line);
  if (line.length > MAX_TITLE_LENGTH || !(isLabelled || QUESTION_MARK.test(line))) return undefined;
  // "Is it free? Yes, since 2020. Why?" is a line of text: a title is one sentence.
  const title = line.replace(QUESTION_LABEL, "").replace(LIST_ITEM, "").replaceAll("**", "").trim();
  return isLabelled || splitSentences(title).length === 1 ? { title, isQuestion: true } : undefined;
}

/** "Returning an item" on a line of its own, in formats that don't mark headings: short, no end of a sentence, no figures. */
function bareTitleOf(line: string): AnswerSection | undefined {
  const title = line.trim();
  const isShort = title.length <= 80 && title.split(/\s+/u).length <= 10;
  if (!isShort || LIST_ITEM.test(line)) return undefined;
  return /^[\p{Lu}\p{Lo}]/u.test(title) && !/[.!:;,。！：؛।\d@|]/u.test(title)
    ? { title, isQuestion: false }
    : undefined;
}

/** Splits a passage (Markdown-like text, see ParsedPage) into what can be sent, grouped under what it is about. */
export function splitPassage(passage: { heading: string; text: string }): SplitPassage {
  const title = innermost(passage.heading);
  const sections: AnswerSection[] = [{ title, isQuestion: QUESTION_MARK.test(title) }];
  const units: AnswerUnit[] = [];
  const blocks = passage.text.split(/\r?\n\s*\n/u);
  const lines = blocks.flatMap((block, index) =>
    block.split(/\r?\n/u).flatMap((line) => (line.trim() === "" ? [] : [{ line, block: index }])),
  );
  let header: string[] | undefined;

  for (const [position, { line, block }] of lines.entries()) {
    const section = sections.length - 1;
    if (isTableRow(line)) {
      if (TABLE_RULE.test(line)) continue;
      const next = lines[position + 1]?.line;
      const startsTable = header === undefined && next !== undefined && isTableRow(next);
      if (startsTable) header = cellsOf(line);
      else units.push({ text: rowText(header ?? [], cellsOf(line)), kind: "row", section, block });
      continue;
    }
    header = undefined;
    const isAlone = lines[position - 1]?.block !== block && lines[position + 1]?.block !== block;
    const found = titleOf(line) ?? (isAlone && lines.length > 1 ? bareTitleOf(line) : undefined);
    if (found) {
      // The chunk repeats the heading it stands under: that is the section which is open already.
      if (units.length > 0 || sections[section]?.title === "" || found.title !== sections[section]?.title)
        sections.push(found);
      continue;
    }
    const kind = LIST_ITEM.test(line) ? "item" : "sentence";
    // Before splitting: a question mark inside of a link ends no sentence.
    const body = withoutLinkMarks(line.replace(ANSWER_LABEL, ""));
    for (const text of kind === "item" ? [body.trim()] : splitSentences(body))
      units.push({ text, kind, section, block });
  }
  return { sections, units: joinLists(units.filter((unit) => /[\p{L}\p{N}]/u.test(unit.text))) };
}
