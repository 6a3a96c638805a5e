import { splitSentences } from "../knowledge/sentences";

/** The smallest piece of a document that can be sent: a sentence, a list item or a row of a table. */
export interface AnswerUnit {
  text: string;
  kind: "sentence" | "item" | "row";
  /** Index of its section among those of the passage. */
  section: number;
}

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
function titleOf(line: string, hasContentAfter: boolean): AnswerSection | undefined {
  const heading = HEADING.exec(line)?.[1] ?? BOLD_LINE.exec(line)?.[1];
  if (heading) return { title: heading.replaceAll("**", ""), isQuestion: QUESTION_MARK.test(heading) };
  const isLabelled = QUESTION_LABEL.test(line);
  if (!hasContentAfter || line.length > MAX_TITLE_LENGTH || !(isLabelled || QUESTION_MARK.test(line))) return undefined;
  // "Is it free? Yes, since 2020. Why?" is a line of text: a title is one sentence.
  const title = line.replace(QUESTION_LABEL, "").replaceAll("**", "").trim();
  return isLabelled || splitSentences(title).length === 1 ? { title, isQuestion: true } : undefined;
}

/** Splits a passage (Markdown-like text, see ParsedPage) into what can be sent, grouped under what it is about. */
export function splitPassage(passage: { heading: string; text: string }): SplitPassage {
  const title = innermost(passage.heading);
  const sections: AnswerSection[] = [{ title, isQuestion: QUESTION_MARK.test(title) }];
  const units: AnswerUnit[] = [];
  const lines = passage.text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  let header: string[] | undefined;

  for (const [position, line] of lines.entries()) {
    const section = sections.length - 1;
    if (isTableRow(line)) {
      if (TABLE_RULE.test(line)) continue;
      const next = lines[position + 1];
      const startsTable = header === undefined && next !== undefined && isTableRow(next);
      if (startsTable) header = cellsOf(line);
      else units.push({ text: rowText(header ?? [], cellsOf(line)), kind: "row", section });
      continue;
    }
    header = undefined;
    const found = titleOf(line, position + 1 < lines.length);
    if (found) {
      // The chunk repeats the heading it stands under: that is the section which is open already.
      if (units.length > 0 || sections[section]?.title === "" || found.title !== sections[section]?.title)
        sections.push(found);
      continue;
    }
    const kind = LIST_ITEM.test(line) ? "item" : "sentence";
    const body = line.replace(ANSWER_LABEL, "");
    for (const text of kind === "item" ? [body.trim()] : splitSentences(body)) units.push({ text, kind, section });
  }
  return { sections, units: joinLists(units.filter((unit) => /[\p{L}\p{N}]/u.test(unit.text))) };
}

/** Longest list that is kept together. */
const MAX_LIST_LENGTH = 500;
const ANNOUNCES_A_LIST = /[:：]["'”’)*_]*$/u;
const NUMBERED = /^\s*\d{1,3}[.)]\s/u;

/**
 * Makes one unit of a list that is only understood as a whole: its announcement ("You need:") with the items, or
 * numbered steps. Lists of facts (colour, size, …) stay apart, since a question asks for one of them.
 */
function joinLists(units: readonly AnswerUnit[]): AnswerUnit[] {
  const joined: AnswerUnit[] = [];
  for (let start = 0; start < units.length; ) {
    const first = units[start]!;
    const isAnnounced = first.kind === "sentence" && ANNOUNCES_A_LIST.test(first.text);
    let end = start + 1;
    while (units[end]?.kind === "item" && units[end]?.section === first.section) end++;
    const items = units.slice(isAnnounced ? start + 1 : start, end);
    const areSteps = first.kind === "item" && items.length > 1 && items.every((item) => NUMBERED.test(item.text));
    const text = units
      .slice(start, end)
      .map((unit) => unit.text)
      .join("\n");
    if ((areSteps || (isAnnounced && items.length > 0)) && text.length <= MAX_LIST_LENGTH) {
      joined.push({ text, kind: "item", section: first.section });
      start = end;
    } else {
      joined.push(first);
      start++;
    }
  }
  return joined;
}
