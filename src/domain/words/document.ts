import { type DocumentStatus, type FailureReason, MAX_DOCUMENT_BYTES } from "../knowledge/document";
import type { Tone } from "./connection";

export interface DocumentProgress {
  status: DocumentStatus;
  progressDone: number;
  progressTotal: number;
}

const STATUS: Record<DocumentStatus, { label: string; tone: Tone }> = {
  queued: { label: "Waiting", tone: "busy" },
  parsing: { label: "Reading", tone: "busy" },
  recognising: { label: "Reading", tone: "busy" },
  embedding: { label: "Preparing", tone: "busy" },
  ready: { label: "Ready", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
};

/** Nothing went wrong with it: somebody wanted it so. */
const STOPPED = { label: "Stopped", tone: "idle" } as const;

/** The state of a document in one word. */
export const documentStatusWords = (status: DocumentStatus, failureReason: FailureReason | null = null) =>
  status === "failed" && failureReason === "cancelled" ? STOPPED : STATUS[status];

/** What is being done right now, "Reading page 12 of 40"; null once nothing is. */
export function documentProgressWords({ status, progressDone, progressTotal }: DocumentProgress): string | null {
  const isCounted = progressTotal > 0;
  const current = Math.min(progressDone + 1, progressTotal);
  switch (status) {
    case "queued":
      return "Waiting for its turn";
    case "parsing":
      return isCounted ? `Reading page ${current} of ${progressTotal}` : "Reading";
    case "recognising":
      return isCounted ? `Reading scanned page ${current} of ${progressTotal}` : "Reading scanned pages";
    case "embedding":
      return isCounted
        ? `Preparing ${Math.min(progressDone, progressTotal)} of ${countWords(progressTotal, "passage")}`
        : "Preparing passages";
    case "ready":
    case "failed":
      return null;
  }
}

/** Share of the current stage that is done, 0..1; null when nobody knows how much there is. */
export function documentProgressShare({ status, progressDone, progressTotal }: DocumentProgress): number | null {
  if (status !== "parsing" && status !== "recognising" && status !== "embedding") return null;
  if (progressTotal <= 0) return null;
  return Math.min(1, Math.max(0, progressDone / progressTotal));
}

/** "1 page", "12 pages", "1,204 pages". */
export const countWords = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? singular : plural}`;

/** What to know about pages whose text was read from pictures of them; null when there are none. */
export const fromPicturesWords = (count: number): string | null =>
  count === 0
    ? null
    : `${countWords(count, "page")} ${count === 1 ? "was read from a picture. Check it" : "were read from pictures. Check them"} for mistakes.`;

/** What to know about pages that are pictures without text that could be read; empty when there are none. */
export const unreadPicturesWords = (count: number, total: number): string[] =>
  count === 0
    ? []
    : [
        `${count} of ${total} pages ${count === 1 ? "has no text: it is a picture" : "have no text: they are pictures"}.`,
      ];

/** Why a file isn't worth sending, in words; null when it is. The server checks again, and knows more. */
export function uploadRefusal(file: { sizeBytes: number }): string | null {
  if (file.sizeBytes === 0) return "The file is empty. Check that it opens on your computer, then upload it again.";
  if (file.sizeBytes > MAX_DOCUMENT_BYTES)
    return `The file is ${formatBytes(file.sizeBytes)}; at most ${MAX_DOCUMENT_WORDS} fit. Split it, or save a smaller version.`;
  return null;
}

/** Sizes as people read them, in steps of 1024: `812 B`, `1.4 MB`, `25 MB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value >= 10 || unit === 0 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${units[unit]}`;
}

/** The largest file that is taken, in words. */
export const MAX_DOCUMENT_WORDS = formatBytes(MAX_DOCUMENT_BYTES);
