import type { DelayClass } from "../analytics/delay-classes";
import type { HandoffKind } from "../analytics/handoff-kinds";
import type { Delays, Totals, WeekHours } from "../analytics/report";

const HANDOFF_WORDS: Record<HandoffKind, string> = {
  not_in_documents: "The documents don't answer it",
  asked_for_person: "The customer asked for a person",
  upset: "The customer sounded upset",
  topic: "A topic that people answer",
  content: "Sent something only a person can look at",
  helped_not: "The bot didn't help twice",
  held_back: "A reply was held back",
  trouble: "A technical problem",
  shadow: "A draft waited for a person",
  other: "Other reasons",
};
export const handoffKindWords = (kind: HandoffKind): string => HANDOFF_WORDS[kind];

const DELAY_WORDS: Record<DelayClass, string> = {
  "10s": "Within 10 seconds",
  "1min": "10 seconds to a minute",
  "5min": "1 to 5 minutes",
  "1h": "5 minutes to an hour",
  "1d": "An hour to a day",
  longer: "Longer, up to 3 days",
};
export const delayClassWords = (name: DelayClass): string => DELAY_WORDS[name];

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export const weekdayWords = (weekday: number): string => WEEKDAYS[weekday] ?? "";

export const number = (value: number): string => value.toLocaleString("en");
export const many = (count: number, one: string, more: string): string =>
  `${number(count)} ${count === 1 ? one : more}`;

const percentFormat = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });
/** `94%`; of nothing: null. */
export const share = (part: number, whole: number): string | null =>
  whole === 0 ? null : percentFormat.format(part / whole);

/** `, up from 12`, `, down from 15` or `, as before`; nothing where there was nothing before. */
function comparedWith(now: number, before: number | null, words: string | null): string {
  if (before === null || words === null) return "";
  if (now === before) return ", as before";
  return `, ${now > before ? "up" : "down"} from ${words}`;
}

/** Null before is: nothing to compare with. */
function shareCompared(
  say: (percent: string) => string,
  now: { part: number; whole: number },
  before: { part: number; whole: number },
): string | undefined {
  const percent = share(now.part, now.whole);
  if (percent === null) return undefined;
  const earlier = share(before.part, before.whole);
  // What reads the same is the same to whoever reads it.
  if (earlier === percent) return `${say(percent)}, as before`;
  const isUp = earlier !== null && now.part / now.whole > before.part / before.whole;
  return `${say(percent)}${earlier === null ? "" : `, ${isUp ? "up" : "down"} from ${earlier}`}`;
}

const seconds = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
/** `4.2 s`, `3 min`, `2.5 h`. */
export function delayWords(ms: number): string {
  if (ms < 60_000) return `${seconds.format(ms / 1_000)} s`;
  if (ms < 3_600_000) return `${seconds.format(ms / 60_000)} min`;
  return `${seconds.format(ms / 3_600_000)} h`;
}

const QUICK: readonly DelayClass[] = ["10s", "1min"];
const SOON: readonly DelayClass[] = [...QUICK, "5min", "1h"];
const within = ({ classes, count }: Delays, names: readonly DelayClass[]) => ({
  part: classes.reduce((total, one) => total + (names.includes(one.name) ? one.count : 0), 0),
  whole: count,
});

export interface Compared {
  totals: Totals;
  totalsBefore: Totals;
}

/** Each chart's question, answered: the title that stands above it. */
export const TITLES = {
  messages: ({ totals, totalsBefore }: Compared): string => {
    const { customer } = totals.messages;
    const before = totalsBefore.messages.customer;
    return `${many(customer, "message", "messages")} from customers${comparedWith(customer, before, number(before))}`;
  },
  firstResponse: ({ totals, totalsBefore }: Compared): string =>
    shareCompared(
      (percent) => `${percent} of first responses came within a minute`,
      within(totals.firstResponse, QUICK),
      within(totalsBefore.firstResponse, QUICK),
    ) ?? "No conversation got a response yet",
  botAnswer: ({ totals, totalsBefore }: Compared): string =>
    shareCompared(
      (percent) => `${percent} of the bot's answers came within a minute`,
      within(totals.botAnswer, QUICK),
      within(totalsBefore.botAnswer, QUICK),
    ) ?? "The bot gave no answers",
  personReply: ({ totals, totalsBefore }: Compared): string =>
    shareCompared(
      (percent) => `${percent} of people's replies came within an hour`,
      within(totals.personReply, SOON),
      within(totalsBefore.personReply, SOON),
    ) ?? "Nobody had to reply",
  outcomes: ({ totals, totalsBefore }: Compared): string => {
    const whole = ({ turns }: Totals) => turns.answered + turns.handed_off + turns.automated;
    return (
      shareCompared(
        (percent) => `The bot answered ${percent} of what needed an answer`,
        { part: totals.turns.answered, whole: whole(totals) },
        { part: totalsBefore.turns.answered, whole: whole(totalsBefore) },
      ) ?? "Nothing needed an answer"
    );
  },
  handoffs: ({ totals: { handoffs } }: Compared): string => {
    const [first] = handoffs;
    return first ? `Most often: ${lowerFirst(handoffKindWords(first.kind))}` : "Nothing was handed over";
  },
  resolution: ({ totals, totalsBefore }: Compared): string =>
    shareCompared(
      (percent) => `The bot resolved ${percent} of conversations by itself`,
      { part: totals.resolution.resolved, whole: totals.resolution.settled },
      { part: totalsBefore.resolution.resolved, whole: totalsBefore.resolution.settled },
    ) ?? "No conversation is settled yet",
  ratings: ({ totals, totalsBefore }: Compared): string =>
    shareCompared(
      (percent) => `${percent} of ratings were thumbs up`,
      { part: totals.ratings.up, whole: totals.ratings.up + totals.ratings.down },
      { part: totalsBefore.ratings.up, whole: totalsBefore.ratings.up + totalsBefore.ratings.down },
    ) ?? "Nobody rated an answer",
  languages: ({ totals: { languages } }: Compared): string => {
    const whole = languages.reduce((total, { count }) => total + count, 0);
    const first = languages.find(({ language }) => language !== "unknown");
    if (!first && whole > 0) return "No language is known yet";
    return first
      ? `${share(first.count, whole)} of questions were in ${languageWords(first.language)}`
      : "No questions yet";
  },
  models: ({ totals: { models } }: Compared): string => {
    const all = models.reduce((total, { inputTokens, outputTokens }) => total + inputTokens + outputTokens, 0);
    return all === 0 ? "No language model was used" : `${many(all, "token", "tokens")} of language models`;
  },
} as const;

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** When customers write most, or that they don't. */
export function busiestWords(hours: WeekHours): string {
  const all = hours.flatMap((day, weekday) => day.map((count, hour) => ({ weekday, hour, count })));
  const busiest = all.reduce<(typeof all)[number] | undefined>(
    (best, one) => (one.count > (best?.count ?? 0) ? one : best),
    undefined,
  );
  return busiest
    ? `Busiest on ${weekdayWords(busiest.weekday)}s from ${hourWords(busiest.hour)}`
    : "No messages in this time";
}

/** `09:00`. */
export const hourWords = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

const languageNames = new Intl.DisplayNames("en", { type: "language" });
export function languageWords(code: string): string {
  if (code === "unknown") return "Unknown";
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Of so many answers, each of which takes a person so many minutes. */
export function timeSavedWords(answers: number, minutesEach: number): string {
  const minutes = answers * minutesEach;
  return minutes < 90 ? `${number(minutes)} min` : `${number(Math.round(minutes / 60))} h`;
}
