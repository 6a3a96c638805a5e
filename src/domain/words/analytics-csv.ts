import type { Period } from "../analytics/period";
import type { DayFigures, Delays, Totals } from "../analytics/report";
import { delayClassWords, handoffKindWords } from "./analytics";
import { csvLine } from "./csv";
import type { Translate } from "./translate";

/** Excel takes a file without it for one in the machine's own encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

/** What customers asked most, and what was answered badly or not at all. */
export interface AskedQuestions {
  top: readonly { question: string; asked: number }[];
  unanswered: readonly { question: string; failed: number }[];
}

interface CsvReport {
  questions: AskedQuestions;
  period: Period;
  before: Period;
  totals: Totals;
  totalsBefore: Totals;
  days: readonly DayFigures[];
}

/**
 * One line per figure and day: what, split by what, of which day (or the whole period), how many, and before. Its own
 * words are English whoever downloads it, because programs go by them.
 */
export function reportCsv(
  t: Translate,
  { period, before, totals, totalsBefore, days, questions }: CsvReport,
  { timeZone, tag }: { timeZone: string; tag?: string | undefined },
): string {
  const lines: (string | null)[][] = [
    ["figure", "of", "from", "to", "value", "value in the period before"],
    ["Time zone", timeZone, period.from, period.to, null, null],
    ["Compared with", null, before.from, before.to, null, null],
    ...(tag === undefined ? [] : [["Only contacts tagged", tag, period.from, period.to, null, null]]),
  ];
  const earlier = new Map(figuresOf(t, totalsBefore).map(({ figure, of, value }) => [`${figure}\n${of}`, value]));
  const now = new Map(figuresOf(t, totals).map((row) => [`${row.figure}\n${row.of}`, row]));
  for (const { figure, of } of figuresOf(t, totalsBefore))
    if (!now.has(`${figure}\n${of}`)) now.set(`${figure}\n${of}`, { figure, of, value: 0 });
  for (const [key, { figure, of, value }] of now)
    lines.push([
      figure,
      of,
      period.from,
      period.to,
      text(value),
      text(earlier.get(key) ?? (value === null ? null : 0)),
    ]);
  for (const { question, asked } of questions.top)
    lines.push(["Top questions", question, period.from, period.to, text(asked), null]);
  for (const { question, failed } of questions.unanswered)
    lines.push(["Answered badly or not at all", question, period.from, period.to, text(failed), null]);
  for (const { date, ...counts } of days)
    for (const [name, words] of Object.entries(DAY_WORDS))
      lines.push([words, null, date, date, text(counts[name as keyof typeof DAY_WORDS]), null]);
  return BYTE_ORDER_MARK + lines.map(csvLine).join("");
}

const text = (value: number | null) => (value === null ? null : String(value));

const DAY_WORDS: Record<Exclude<keyof DayFigures, "date">, string> = {
  received: "Messages from customers",
  byBot: "Messages from the bot",
  byPeople: "Messages from people",
  conversations: "Conversations begun",
  answered: "Answered by the bot",
  handedOver: "Handed over by the bot",
};

interface Row {
  figure: string;
  of: string;
  value: number | null;
}

function figuresOf(t: Translate, totals: Totals): Row[] {
  const { messages, turns, resolution, ratings, asked } = totals;
  const row = (figure: string, of: string, value: number | null): Row => ({ figure, of, value });
  const delays = (figure: string, { classes, count, meanMs }: Delays) => [
    row(figure, "all", count),
    row(`${figure}, mean in seconds`, "all", meanMs === null ? null : meanMs / 1_000),
    ...classes.map(({ name, count: each }) => row(figure, delayClassWords(t, name), each)),
  ];
  return [
    row("Messages", "from customers", messages.customer),
    row("Messages", "from the bot", messages.bot),
    row("Messages", "from people", messages.person),
    row("Conversations begun", "all", totals.conversations),
    ...delays("First responses", totals.firstResponse),
    ...delays("Answers of the bot", totals.botAnswer),
    ...delays("Replies of people", totals.personReply),
    row("What came of messages", "answered", turns.answered),
    row("What came of messages", "handed to a person", turns.handed_off),
    row("What came of messages", "handled by rules", turns.automated),
    row("What came of messages", "no answer needed", turns.ignored),
    ...totals.handoffs.map(({ kind, count }) => row("Why handed over", handoffKindWords(t, kind), count)),
    row("Conversations that ended", "resolved by the bot", resolution.resolved),
    row("Conversations that ended", "all", resolution.settled),
    ...totals.languages.map(({ language, count }) => row("Language", language, count)),
    ...totals.models.flatMap(({ model, inputTokens, outputTokens }) => [
      row("Tokens read by the model", model, inputTokens),
      row("Tokens written by the model", model, outputTokens),
    ]),
    row("Ratings", "thumbs up", ratings.up),
    row("Ratings", "thumbs down", ratings.down),
    row("Asked whether it helped", "all", asked.up + asked.down + asked.none),
    row("Asked whether it helped", "thumbs up", asked.up),
    row("Asked whether it helped", "thumbs down", asked.down),
    row("Opted out", "all", totals.optOuts),
  ];
}
