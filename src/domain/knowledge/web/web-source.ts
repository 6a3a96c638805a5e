import type { WebRefusal } from "./refusal";

/** One page, or the pages that the site's sitemap names. */
export const WEB_SOURCE_MODES = ["page", "sitemap"] as const;
export type WebSourceMode = (typeof WEB_SOURCE_MODES)[number];

/** `failed`: the last reading found nothing that could be read. */
export type WebSourceState = "idle" | "reading" | "failed";

/** Hours between two readings that can be chosen. */
export const RECRAWL_HOURS = [24, 168, 720] as const;
export type RecrawlHours = (typeof RECRAWL_HOURS)[number] | null;

/** Why a reading ended before its last page. */
export type ReadingStop = WebRefusal | "cancelled" | "internal";

export interface RefusedPage {
  url: string;
  reason: WebRefusal;
}

/** A page that is missing from this many readings in a row is gone: a site may lose its sitemap for an afternoon. */
export const MISSED_READINGS_UNTIL_GONE = 2;

/** What the bot calls a page: its title, else the end of its address. */
export function pageName(title: string | null, url: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split("/").filter(Boolean).at(-1);
  const text = title ?? (last && decodeSafely(last)) ?? hostname;
  // An address can spell anything, and a database takes no NUL.
  const name = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim() || hostname;
  return name.length <= MAX_NAME_LENGTH ? name : `${cutAtWord(name)}…`;
}

const MAX_NAME_LENGTH = 120;

function cutAtWord(name: string): string {
  const cut = name.slice(0, MAX_NAME_LENGTH - 1);
  const lastSpace = cut.lastIndexOf(" ");
  return (lastSpace > MAX_NAME_LENGTH / 2 ? cut.slice(0, lastSpace) : cut).replace(/[\uD800-\uDBFF]$/, "");
}

function decodeSafely(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Refusals that say that the page is no longer there; the others may pass. */
export const isGoneBy = (reason: WebRefusal): boolean => reason === "not_found" || reason === "duplicate";

/**
 * Entries of a sitemap that aren't pages of the site, which says nothing against the rest of it. Any other refusal before
 * the first page means that a part of the sitemap is unknown.
 */
export const isHarmlessEntry = (reason: WebRefusal): boolean => HARMLESS_ENTRIES.has(reason);

const HARMLESS_ENTRIES: ReadonlySet<WebRefusal> = new Set([
  "not_a_web_address",
  "address_too_long",
  "has_credentials",
  "unusual_port",
  "other_site",
]);

/** When a source is read again that was read at `readAt`; null when only somebody's asking makes it so. */
export const nextReadingAt = (readAt: Date, everyHours: number | null): Date | null =>
  everyHours === null ? null : new Date(readAt.getTime() + everyHours * 3_600_000);
