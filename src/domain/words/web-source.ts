import { REFUSAL_MESSAGES, type WebRefusal } from "../knowledge/web/refusal";
import type { ReadingStop, RecrawlHours, WebSourceMode, WebSourceState } from "../knowledge/web/web-source";
import type { Tone } from "./connection";
import { countWords } from "./document";

export const refusalWords = (reason: WebRefusal): string => REFUSAL_MESSAGES[reason];

/** Why a reading ended before its last page. */
export function stopWords(reason: ReadingStop): string {
  if (reason === "cancelled") return "The reading was stopped. The pages that had been read are kept.";
  if (reason === "internal") return "Something went wrong on our side while reading. Read it again in a while.";
  return REFUSAL_MESSAGES[reason];
}

export interface WebSourceProgress {
  state: WebSourceState;
  mode: WebSourceMode;
  doneCount: number;
  totalCount: number;
}

const STATES: Record<WebSourceState, { label: string; tone: Tone }> = {
  reading: { label: "Reading", tone: "busy" },
  idle: { label: "Read", tone: "success" },
  failed: { label: "Not read", tone: "danger" },
};

/** The state of a web address in a word or two. */
export const webSourceStateWords = (state: WebSourceState) => STATES[state];

/** What is being done right now, "Reading page 12 of 40"; null once nothing is. */
export function readingWords({ state, mode, doneCount, totalCount }: WebSourceProgress): string | null {
  if (state !== "reading") return null;
  if (totalCount === 0) return mode === "page" ? "Waiting for the site" : "Looking for the pages of the site";
  if (totalCount === 1) return "Reading the page";
  return `Reading page ${Math.min(doneCount + 1, totalCount).toLocaleString("en")} of ${totalCount.toLocaleString("en")}`;
}

/** Share of the pages that were looked at, 0..1; null when nobody knows how many there are. */
export const readingShare = ({ doneCount, totalCount }: WebSourceProgress): number | null =>
  totalCount > 1 ? Math.min(1, doneCount / totalCount) : null;

/** What the last reading left out, and how many pages that are. Null when nothing was. */
export function leftOutWords(refusedCount: number): string | null {
  return refusedCount === 0 ? null : `${countWords(refusedCount, "address", "addresses")} couldn't be read`;
}

export const SCHEDULE_WORDS: readonly { hours: RecrawlHours; label: string }[] = [
  { hours: null, label: "Only when asked" },
  { hours: 24, label: "Every day" },
  { hours: 168, label: "Every week" },
  { hours: 720, label: "Every 30 days" },
];

export const scheduleWords = (hours: number | null): string =>
  SCHEDULE_WORDS.find((one) => one.hours === hours)?.label ?? "Only when asked";
