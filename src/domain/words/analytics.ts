import type { DelayClass } from "../analytics/delay-classes";
import type { HandoffKind } from "../analytics/handoff-kinds";
import type { Delays, Totals, WeekHours } from "../analytics/report";
import type { MessageKey, Translate } from "./translate";
import { weekdayWords } from "./weekday";

const HANDOFF_WORDS = {
  not_in_documents: "analytics.handoffs.notInDocuments",
  asked_for_person: "analytics.handoffs.askedForPerson",
  upset: "analytics.handoffs.upset",
  topic: "analytics.handoffs.topicOfPeople",
  content: "analytics.handoffs.content",
  helped_not: "analytics.handoffs.helpedNot",
  held_back: "analytics.handoffs.heldBack",
  trouble: "analytics.handoffs.trouble",
  shadow: "analytics.handoffs.shadow",
  other: "analytics.handoffs.other",
} as const satisfies Record<HandoffKind, MessageKey>;
export const handoffKindWords = (t: Translate, kind: HandoffKind): string => t(HANDOFF_WORDS[kind]);

const DELAY_WORDS = {
  "10s": "analytics.delay.within10s",
  "1min": "analytics.delay.within1min",
  "5min": "analytics.delay.within5min",
  "1h": "analytics.delay.within1h",
  "1d": "analytics.delay.within1d",
  longer: "analytics.delay.longer",
} as const satisfies Record<DelayClass, MessageKey>;
export const delayClassWords = (t: Translate, name: DelayClass): string => t(DELAY_WORDS[name]);

export const number = (value: number, locale: string): string => value.toLocaleString(locale);

/** `94%`; of nothing: null. */
export const share = (part: number, whole: number, locale: string): string | null =>
  whole === 0
    ? null
    : (part / whole).toLocaleString(locale, {
        style: "percent",
        maximumFractionDigits: 0,
      });

type Change = "up" | "down" | "same" | "none";

/** The key of a title, which says what it was before as well, and of what stands there when there is nothing to say. */
interface ShareTitle {
  title: MessageKey;
  none: MessageKey;
}

/** Null before is: nothing to compare with. */
function shareCompared(
  t: Translate,
  locale: string,
  { title, none }: ShareTitle,
  now: { part: number; whole: number },
  before: { part: number; whole: number },
): string {
  const percent = share(now.part, now.whole, locale);
  if (percent === null) return t(none);
  const earlier = share(before.part, before.whole, locale);
  const isUp = earlier !== null && now.part / now.whole > before.part / before.whole;
  // What reads the same is the same to whoever reads it.
  const change: Change = earlier === null ? "none" : earlier === percent ? "same" : isUp ? "up" : "down";
  return t(title, { percent, change, before: earlier ?? "" });
}

/** `4.2 s`, `3 min`, `2.5 h`. */
export function delayWords(t: Translate, locale: string, ms: number): string {
  const value = (amount: number) => ({ value: amount.toLocaleString(locale, { maximumFractionDigits: 1 }) });
  if (ms < 60_000) return t("analytics.units.seconds", value(ms / 1_000));
  if (ms < 3_600_000) return t("analytics.units.minutes", value(ms / 60_000));
  return t("analytics.units.hours", value(ms / 3_600_000));
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

type Title = (t: Translate, locale: string, compared: Compared) => string;

/** Each chart's question, answered: the title that stands above it. */
export const TITLES = {
  messages: (t, locale, { totals, totalsBefore }) => {
    const { customer: count } = totals.messages;
    const before = totalsBefore.messages.customer;
    const change: Change = count === before ? "same" : count > before ? "up" : "down";
    return t("analytics.messages.title", { count, change, before: number(before, locale) });
  },
  firstResponse: (t, locale, { totals, totalsBefore }) =>
    shareCompared(
      t,
      locale,
      { title: "analytics.firstResponse.title", none: "analytics.firstResponse.none" },
      within(totals.firstResponse, QUICK),
      within(totalsBefore.firstResponse, QUICK),
    ),
  botAnswer: (t, locale, { totals, totalsBefore }) =>
    shareCompared(
      t,
      locale,
      { title: "analytics.botAnswer.title", none: "analytics.botAnswer.none" },
      within(totals.botAnswer, QUICK),
      within(totalsBefore.botAnswer, QUICK),
    ),
  personReply: (t, locale, { totals, totalsBefore }) =>
    shareCompared(
      t,
      locale,
      { title: "analytics.personReply.title", none: "analytics.personReply.none" },
      within(totals.personReply, SOON),
      within(totalsBefore.personReply, SOON),
    ),
  outcomes: (t, locale, { totals, totalsBefore }) => {
    const whole = ({ turns }: Totals) => turns.answered + turns.handed_off + turns.automated;
    return shareCompared(
      t,
      locale,
      { title: "analytics.outcomes.title", none: "analytics.outcomes.none" },
      { part: totals.turns.answered, whole: whole(totals) },
      { part: totalsBefore.turns.answered, whole: whole(totalsBefore) },
    );
  },
  handoffs: (t, locale, { totals: { handoffs } }) => {
    const [first] = handoffs;
    return first
      ? t("analytics.handoffs.mostOften", { reason: lowerFirst(handoffKindWords(t, first.kind), locale) })
      : t("analytics.handoffs.none");
  },
  resolution: (t, locale, { totals, totalsBefore }) =>
    shareCompared(
      t,
      locale,
      { title: "analytics.resolution.title", none: "analytics.resolution.none" },
      { part: totals.resolution.resolved, whole: totals.resolution.settled },
      { part: totalsBefore.resolution.resolved, whole: totalsBefore.resolution.settled },
    ),
  ratings: (t, locale, { totals, totalsBefore }) =>
    shareCompared(
      t,
      locale,
      { title: "analytics.ratings.title", none: "analytics.ratings.none" },
      { part: totals.ratings.up, whole: totals.ratings.up + totals.ratings.down },
      { part: totalsBefore.ratings.up, whole: totalsBefore.ratings.up + totalsBefore.ratings.down },
    ),
  asked: (t, locale, { totals, totalsBefore }) =>
    shareCompared(
      t,
      locale,
      { title: "analytics.asked.title", none: "analytics.asked.none" },
      ratedOf(totals),
      ratedOf(totalsBefore),
    ),
  languages: (t, locale, { totals: { languages } }) => {
    const whole = languages.reduce((total, { count }) => total + count, 0);
    const first = languages.find(({ language }) => language !== "unknown");
    if (!first) return t(whole > 0 ? "analytics.languages.unknownYet" : "analytics.languages.none");
    return t("analytics.languages.title", {
      percent: share(first.count, whole, locale) ?? "",
      language: questionLanguageWords(t, locale, first.language),
    });
  },
  models: (t, _, { totals: { models } }) => {
    const count = models.reduce((total, { inputTokens, outputTokens }) => total + inputTokens + outputTokens, 0);
    return count === 0 ? t("analytics.models.none") : t("analytics.models.title", { count });
  },
} as const satisfies Record<string, Title>;

const ratedOf = ({ asked: { up, down, none } }: Totals) => ({ part: up + down, whole: up + down + none });

/** How many were asked whether an answer helped, and how many of those who said something said yes. */
export function askedWords(t: Translate, locale: string, totals: Totals): string {
  const { part, whole } = ratedOf(totals);
  const percent = share(totals.asked.up, part, locale);
  return t("analytics.asked.note", { count: whole, rated: percent === null ? "no" : "yes", percent: percent ?? "" });
}

const lowerFirst = (words: string, locale: string) => words.charAt(0).toLocaleLowerCase(locale) + words.slice(1);

/** When customers write most, or that they don't. */
export function busiestWords(t: Translate, locale: string, hours: WeekHours): string {
  const all = hours.flatMap((day, weekday) => day.map((count, hour) => ({ weekday, hour, count })));
  const busiest = all.reduce<(typeof all)[number] | undefined>(
    (best, one) => (one.count > (best?.count ?? 0) ? one : best),
    undefined,
  );
  return busiest
    ? t("analytics.hours.busiest", { weekday: weekdayWords(busiest.weekday, locale), hour: hourWords(busiest.hour) })
    : t("analytics.hours.none");
}

/** `09:00`. */
export const hourWords = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

/** The language that questions were in, where it is known. @param code ISO 639-1, or `unknown` */
export const questionLanguageWords = (t: Translate, locale: string, code: string): string =>
  code === "unknown" ? t("analytics.languages.unknown") : languageName(code, locale);

function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Of so many answers, each of which takes a person so many minutes. */
export function timeSavedWords(t: Translate, locale: string, answers: number, minutesEach: number): string {
  const minutes = answers * minutesEach;
  return minutes < 90
    ? t("analytics.units.minutes", { value: number(minutes, locale) })
    : t("analytics.units.hours", { value: number(Math.round(minutes / 60), locale) });
}
