import { type DocumentStatus, type FailureReason, MAX_DOCUMENT_BYTES } from "../knowledge/document";
import type { Tone } from "./connection-status";
import type { MessageKey, Translate } from "./translate";
import { formatBytes } from "./unit";

export interface DocumentProgress {
  status: DocumentStatus;
  progressDone: number;
  progressTotal: number;
}

interface StatusWords {
  label: MessageKey;
  tone: Tone;
}

const STATUS: Record<DocumentStatus, StatusWords> = {
  queued: { label: "knowledge.status.queued", tone: "busy" },
  parsing: { label: "knowledge.status.reading", tone: "busy" },
  recognising: { label: "knowledge.status.reading", tone: "busy" },
  embedding: { label: "knowledge.status.preparing", tone: "busy" },
  ready: { label: "knowledge.status.ready", tone: "success" },
  failed: { label: "knowledge.status.failed", tone: "danger" },
};

/** Nothing went wrong with it: somebody wanted it so. */
const STOPPED: StatusWords = { label: "knowledge.status.stopped", tone: "idle" };

/** The state of a document in one word. */
export function documentStatusWords(
  t: Translate,
  status: DocumentStatus,
  failureReason: FailureReason | null = null,
): { label: string; tone: Tone } {
  const { label, tone } = status === "failed" && failureReason === "cancelled" ? STOPPED : STATUS[status];
  return { label: t(label), tone };
}

/** What is being done right now, "Reading page 12 of 40"; null once nothing is. */
export function documentProgressWords(
  t: Translate,
  { status, progressDone, progressTotal: total }: DocumentProgress,
): string | null {
  const isCounted = total > 0;
  const page = Math.min(progressDone + 1, total);
  switch (status) {
    case "queued":
      return t("knowledge.progress.queued");
    case "parsing":
      return isCounted ? t("knowledge.progress.page", { page, total }) : t("knowledge.progress.pages");
    case "recognising":
      return isCounted ? t("knowledge.progress.scannedPage", { page, total }) : t("knowledge.progress.scannedPages");
    case "embedding":
      return isCounted
        ? t("knowledge.progress.passage", { done: Math.min(progressDone, total), total })
        : t("knowledge.progress.passages");
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

/** Why it can't be used, and what to do about it. */
export const documentFailureWords = (t: Translate, reason: FailureReason): string => t(`knowledge.failures.${reason}`);

/**
 * What to know of a document that was read, first of all of pages whose text was read from pictures of them.
 * `warnings`: as they were written down when it was read.
 */
export const documentWarnings = (
  t: Translate,
  { picturePageCount: count, warnings }: { picturePageCount: number; warnings: readonly string[] },
): string[] => (count === 0 ? [...warnings] : [t("knowledge.warnings.fromPictures", { count }), ...warnings]);

/** Why a file isn't worth sending, in words; null when it is. The server checks again, and knows more. */
export function uploadRefusal(t: Translate, locale: string, { sizeBytes }: { sizeBytes: number }): string | null {
  if (sizeBytes === 0) return t("knowledge.upload.empty");
  if (sizeBytes > MAX_DOCUMENT_BYTES)
    return t("knowledge.upload.tooLarge", {
      size: formatBytes(sizeBytes, locale),
      most: formatBytes(MAX_DOCUMENT_BYTES, locale),
    });
  return null;
}
