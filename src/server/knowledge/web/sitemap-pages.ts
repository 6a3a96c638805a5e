import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { WebRefusal } from "@/domain/knowledge/web/refusal";
import { MAX_SITEMAP_ENTRIES, parseSitemap, type Sitemap } from "@/domain/knowledge/web/sitemap";
import { checkPageUrl, isBelow, isSameSite } from "@/domain/knowledge/web/url-policy";
import { DEFAULT_FETCH_LIMITS, type FetchOutcome } from "./safe-fetch";

const MAX_SITEMAPS = 50;
/** An index may name sitemaps; some name further indexes. */
const MAX_DEPTH = 2;

export interface SitemapFile {
  url: string;
  /** The site's robots.txt names it, which is leave to read it, wherever it stands. */
  isInvited: boolean;
}

interface QueuedFile extends SitemapFile {
  depth: number;
  /** Where it is usually looked for; nobody has said that it is there. */
  isGuess: boolean;
}

export interface SitemapPages {
  /** Of the site, normalised, each once, in the order of the sitemaps. */
  pages: string[];
  /** Entries that are no pages of this site. */
  refused: { url: string; reason: WebRefusal }[];
  /** There was more than is read. */
  isCut: boolean;
}

/** A path that ends like a sitemap's is one; anything else is a page of the site whose sitemap is meant. */
export const isSitemapAddress = (url: string): boolean =>
  /\.(?:xml|txt)(?:\.gz)?$|\.xml\.gz$/i.test(new URL(url).pathname);

/**
 * The pages of a site by its sitemaps: those that robots.txt names, else `/sitemap.xml`, or the one at `start` itself.
 * Pages must stand on the site of `start` (and below its path, when that isn't a sitemap). Sitemaps may stand elsewhere
 * when robots.txt names them, and beside the one that names them.
 */
export async function listSitemapPages(
  start: string,
  sitemapsOfRobots: readonly string[],
  fetchSitemap: (file: SitemapFile) => Promise<FetchOutcome>,
): Promise<SitemapPages> {
  const listing = new Listing(start);
  const queue = firstFiles(start, sitemapsOfRobots);
  const seen = new Set<string>();
  for (let file = queue.shift(); file; file = queue.shift()) {
    if (seen.has(file.url)) continue;
    if (seen.size >= MAX_SITEMAPS || listing.isFull) {
      listing.isCut = true;
      break;
    }
    seen.add(file.url);
    const found = await readSitemap(file, await fetchSitemap(file));
    if ("reason" in found) listing.refuse(file.url, found.reason);
    else if (found.sitemap.kind === "pages") listing.addPages(found.sitemap, found.url);
    else queue.push(...listing.furtherFiles(file, found.sitemap, found.url));
  }
  return listing.finish();
}

function firstFiles(start: string, sitemapsOfRobots: readonly string[]): QueuedFile[] {
  if (isSitemapAddress(start))
    return [{ url: start, depth: 0, isInvited: sitemapsOfRobots.includes(start), isGuess: false }];
  const named = sitemapsOfRobots.flatMap((text) => {
    const check = checkPageUrl(text, start);
    return check.ok ? [{ url: check.url, depth: 0, isInvited: true, isGuess: false }] : [];
  });
  const guess = { url: new URL("/sitemap.xml", start).href, depth: 0, isInvited: false, isGuess: true };
  return named.length > 0 ? named : [guess];
}

async function readSitemap(
  file: QueuedFile,
  outcome: FetchOutcome,
): Promise<{ reason: WebRefusal } | { sitemap: Sitemap; url: string }> {
  if (outcome.kind !== "content") {
    const reason = outcome.kind === "refused" ? outcome.reason : "unexpected_answer";
    // Many sites show a page of theirs for whatever isn't there.
    const isMissing = reason === "not_found" || reason === "unsupported_type";
    return { reason: file.isGuess && isMissing ? "no_sitemap" : reason };
  }
  const text = await decompress(outcome.bytes);
  if (text === undefined) return { reason: "too_large" };
  const sitemap = parseSitemap(text);
  return sitemap ? { sitemap, url: outcome.finalUrl } : { reason: file.isGuess ? "no_sitemap" : "not_a_sitemap" };
}

/** Compressed files say so by their first bytes, whatever they are called. Undefined: too large, or not what it says. */
async function decompress(bytes: Uint8Array): Promise<string | undefined> {
  const decode = (plain: Uint8Array) => new TextDecoder().decode(plain);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return decode(bytes);
  try {
    return decode(await promisify(gunzip)(bytes, { maxOutputLength: DEFAULT_FETCH_LIMITS.maxBytes }));
  } catch {
    return undefined;
  }
}

class Listing {
  isCut = false;
  readonly #pages = new Set<string>();
  readonly #refused = new Map<string, WebRefusal>();
  readonly #scope: string | undefined;

  constructor(private readonly start: string) {
    this.#scope = isSitemapAddress(start) ? undefined : start;
  }

  get isFull(): boolean {
    return this.#pages.size >= MAX_SITEMAP_ENTRIES;
  }

  refuse(url: string, reason: WebRefusal): void {
    if (this.#refused.size < MAX_SITEMAP_ENTRIES) this.#refused.set(url, reason);
  }

  addPages({ locations, isCut }: Sitemap, base: string): void {
    this.isCut ||= isCut;
    for (const location of locations) {
      const check = checkPageUrl(location, base);
      if (!check.ok) this.refuse(location.slice(0, 500), check.reason);
      else if (!isSameSite(check.url, this.start)) this.refuse(check.url, "other_site");
      else if (this.#scope && !isBelow(check.url, this.#scope)) continue;
      else if (this.isFull) this.isCut = true;
      else this.#pages.add(check.url);
    }
  }

  furtherFiles(from: QueuedFile, { locations, isCut }: Sitemap, base: string): QueuedFile[] {
    this.isCut ||= isCut;
    return locations.slice(0, MAX_SITEMAPS + 1).flatMap((location) => {
      const check = checkPageUrl(location, base);
      const reason = check.ok ? this.#refuseFile(from, check.url, base) : check.reason;
      if (reason) this.refuse(location.slice(0, 500), reason);
      return check.ok && !reason
        ? [{ url: check.url, depth: from.depth + 1, isInvited: from.isInvited, isGuess: false }]
        : [];
    });
  }

  #refuseFile(from: QueuedFile, url: string, base: string): WebRefusal | undefined {
    if (from.depth >= MAX_DEPTH) return "not_a_sitemap";
    return isSameSite(url, this.start) || isSameSite(url, base) ? undefined : "other_site";
  }

  finish(): SitemapPages {
    const refused = [...this.#refused].map(([url, reason]) => ({ url, reason }));
    // A page may stand in one sitemap rightly and be misspelled in another; having no page at all needs words.
    if (this.#pages.size === 0 && refused.length === 0) refused.push({ url: this.start, reason: "no_pages" });
    return { pages: [...this.#pages], refused, isCut: this.isCut };
  }
}
