import type { Tone } from "./connection-status";
import type { Availability, Phase } from "./health-timeline";
import type { Translate } from "./translate";
import { unitWords } from "./unit";

const HOUR = 3_600_000;

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
