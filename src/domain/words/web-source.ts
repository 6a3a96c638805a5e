import type { WebRefusal } from "../knowledge/web/refusal";
import type { ReadingStop, RecrawlHours, WebSourceMode, WebSourceState } from "../knowledge/web/web-source";
import type { Tone } from "./connection-status";
import type { MessageKey, Translate } from "./translate";

/** Why a page wasn't read. */
export const refusalWords = (t: Translate, reason: WebRefusal): string => t(`knowledge.refusals.${reason}`);

/** Why a reading ended before its last page. */
export function stopWords(t: Translate, reason: ReadingStop): string {
  if (reason === "cancelled") return t("knowledge.web.stopped");
  if (reason === "internal") return t("knowledge.web.brokeOff");
  return refusalWords(t, reason);
}

export interface WebSourceProgress {
  state: WebSourceState;
  mode: WebSourceMode;
  doneCount: number;
  totalCount: number;
}

const STATES: Record<WebSourceState, { label: MessageKey; tone: Tone }> = {
  reading: { label: "knowledge.web.states.reading", tone: "busy" },
  idle: { label: "knowledge.web.states.read", tone: "success" },
  failed: { label: "knowledge.web.states.notRead", tone: "danger" },
};

/** The state of a web address in a word or two. */
export function webSourceStateWords(t: Translate, state: WebSourceState): { label: string; tone: Tone } {
  const { label, tone } = STATES[state];
  return { label: t(label), tone };
}

/** What is being done right now, "Reading page 12 of 40"; null once nothing is. */
export function readingWords(
  t: Translate,
  { state, mode, doneCount, totalCount: total }: WebSourceProgress,
): string | null {
  if (state !== "reading") return null;
  if (total === 0) return t(mode === "page" ? "knowledge.web.waiting" : "knowledge.web.looking");
  if (total === 1) return t("knowledge.web.readingThePage");
  return t("knowledge.web.readingPage", { page: Math.min(doneCount + 1, total), total });
}

/** Share of the pages that were looked at, 0..1; null when nobody knows how many there are. */
export const readingShare = ({ doneCount, totalCount }: WebSourceProgress): number | null =>
  totalCount > 1 ? Math.min(1, doneCount / totalCount) : null;

const SCHEDULES: readonly { hours: RecrawlHours; label: MessageKey }[] = [
  { hours: null, label: "knowledge.schedule.never" },
  { hours: 24, label: "knowledge.schedule.daily" },
  { hours: 168, label: "knowledge.schedule.weekly" },
  { hours: 720, label: "knowledge.schedule.monthly" },
];

/** The times between readings that are offered. */
export const scheduleOptions = (t: Translate): { hours: RecrawlHours; label: string }[] =>
  SCHEDULES.map(({ hours, label }) => ({ hours, label: t(label) }));

export const scheduleWords = (t: Translate, hours: number | null): string =>
  t(SCHEDULES.find((one) => one.hours === hours)?.label ?? "knowledge.schedule.never");
