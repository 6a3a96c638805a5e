import type { Tone } from "./connection";
import type { Availability, Phase } from "./health-timeline";
import type { Translate } from "./translate";
import { unitWords } from "./unit";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A length of time with its two largest units: `40 s`, `4 min`, `3 h 12 min`, `2 d 4 h`.
 * @param locale of whoever reads
 */
export function durationWords(ms: number, locale: string): string {
  if (ms < MINUTE) return unitWords(Math.max(0, Math.floor(ms / SECOND)), "second", locale);
  if (ms < HOUR) return unitWords(Math.floor(ms / MINUTE), "minute", locale);
  const isUnderADay = ms < DAY;
  const [unit, part] = isUnderADay ? [HOUR, MINUTE] : [DAY, HOUR];
  const whole = Math.floor(ms / unit);
  const rest = Math.floor((ms - whole * unit) / part);
  const words = unitWords(whole, isUnderADay ? "hour" : "day", locale);
  return rest === 0 ? words : `${words} ${unitWords(rest, isUnderADay ? "minute" : "hour", locale)}`;
}

/** Percent with one decimal, rounded down, so that only what was never interrupted is 100. */
const percentOf = (share: number): number => Math.floor(share * 1000) / 10;

/** A share of time as `99.4 %`; null was never wanted. */
export const uptimeWords = (t: Translate, share: number | null): string =>
  share === null ? t("connection.health.notCounted") : t("connection.health.percent", { percent: percentOf(share) });

/** Shares 0..1 of the time in which it was wanted up; null when it never was. */
export interface Uptime {
  day: number | null;
  week: number | null;
}

/** How well the connection held. `recordedMs`: how much of the last 24 hours was recorded at all. */
export function uptimeSentence(t: Translate, { day, week }: Uptime, recordedMs: number): string {
  if (day === null && week === null) return t("connection.health.nobodyAsked");
  if (recordedMs < HOUR) return t("connection.health.tooEarly");
  const inWeek = uptimeWords(t, week);
  if (day === null) return t("connection.health.ofWeek", { week: inWeek });
  const inDay = uptimeWords(t, day);
  return week === null || week === day
    ? t("connection.health.ofDay", { day: inDay })
    : t("connection.health.ofDayAndWeek", { day: inDay, week: inWeek });
}

/** Time left of a code: `2:41`, under a minute `45 s`. */
export function countdownWords(seconds: number, locale: string): string {
  if (seconds < 60) return unitWords(seconds, "second", locale);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How long a recording is: `0:07`, `12:30`, `1:02:03`. */
export function playingTimeWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** `ABCD1234` as `["ABCD", "1234"]`, as WhatsApp shows it on the phone; a hyphen that came with it is dropped. */
export const codeGroups = (code: string): string[] => code.replaceAll(/[\s-]/g, "").match(/.{1,4}/g) ?? [];

const PHASE_TONES: Record<Phase, Tone> = {
  up: "success",
  connecting: "busy",
  linking: "attention",
  reconnecting: "attention",
  stopped: "idle",
  conflict: "attention",
  logged_out: "danger",
  failed: "danger",
};

/** A period of the history in two words. */
export const phaseWords = (t: Translate, phase: Phase): { label: string; tone: Tone } => ({
  label: t(`connection.health.phases.${phase}`),
  tone: PHASE_TONES[phase],
});

/** How often something was tried or dropped, where that is worth a word; "" for once. */
export function timesWords(t: Translate, phase: Phase, count: number): string {
  if (count < 2) return "";
  return t(phase === "reconnecting" || phase === "failed" ? "connection.health.tries" : "connection.health.times", {
    count,
  });
}

export const availabilityWords = (t: Translate, kind: Availability): string =>
  t(`connection.health.availability.${kind}`);
