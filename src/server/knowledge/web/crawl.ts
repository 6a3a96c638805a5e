import type { WebRefusal } from "@/domain/knowledge/web/refusal";
import { isAllowedByRobots } from "@/domain/knowledge/web/robots";
import { checkTypedAddress, isSameSite } from "@/domain/knowledge/web/url-policy";
import type { HopAnswer, Validators } from "./fetch-hop";
import { type CrawlClock, HostGate } from "./host-gate";
import { PAGE_MEDIA_TYPES, SITEMAP_MEDIA_TYPES } from "./media-types";
import { asParsersRead, pageTitle } from "./page-content";
import { type FetchDeps, type FetchOutcome, type FetchRequest, safeFetch } from "./safe-fetch";
import { SiteRobots } from "./site-robots";
import { listSitemapPages, type SitemapFile } from "./sitemap-pages";
import { WebStop } from "./web-stop";

/** Between two requests to a host that doesn't ask for more. */
const PAUSE_MS = 1_000;
/** A site that asks to be left alone for longer is left for this time; the next crawl is another day. */
const MAX_BUSY_PAUSE_MS = 30_000;
/** As many answers of that kind in a row, and the site is left for good. */
const MAX_BUSY_IN_A_ROW = 3;
/** Of entries of a sitemap that aren't pages of the site; there may be tens of thousands, each with the same reason. */
const MAX_LISTED_REFUSALS = 50;

export interface CrawlLimits {
  /** Pages that are asked for, whatever comes of it. */
  maxPages: number;
  /** Of all pages together. */
  maxBytes: number;
  /** From the first request on. */
  maxMs: number;
}

export const DEFAULT_CRAWL_LIMITS: CrawlLimits = {
  maxPages: 500,
  maxBytes: 100 * 1024 * 1024,
  maxMs: 30 * 60_000,
};

export interface CrawlRequest {
  /** As typed: `shop.example/help` is an address as well. */
  address: string;
  /** `page`: this one. `sitemap`: all that a sitemap names, of the site (below the path), or the sitemap itself. */
  mode: "page" | "sitemap";
  /** What is known of an address from the last time, so that an unchanged page isn't sent again. */
  findKnown?: ((url: string) => (Validators & { finalUrl: string }) | undefined) | undefined;
  limits?: Partial<CrawlLimits> | undefined;
  /** The crawl then rejects with its reason. */
  signal?: AbortSignal | undefined;
  /** After each page; `total` may be smaller than the sitemap, because of the limits. */
  onProgress?: ((progress: CrawlProgress) => void) | undefined;
}

export interface CrawlProgress {
  done: number;
  total: number;
  sizeBytes: number;
}

export interface CrawledPage extends Validators {
  /** Normalised, as it stands in the sitemap or was typed. */
  url: string;
  /** Where it was found in the end; validators belong to this one. */
  finalUrl: string;
  /** Of HTML that has one. */
  title: string | null;
  mediaType: string;
  /** As the parsers read them. */
  bytes: Uint8Array;
}

export type CrawlEvent =
  | ({ kind: "page" } & CrawledPage)
  | { kind: "unchanged"; url: string; finalUrl: string }
  | { kind: "refused"; url: string; reason: WebRefusal }
  /** The last one. `notRead`: pages of the site that a limit left out; `refusedEntries`: others, those told included. */
  | { kind: "ended"; stoppedBy: WebRefusal | null; notRead: number; refusedEntries: number };

/** One per process, so that all crawls together send one request to a host at a time. */
export function createWebCrawler(deps: FetchDeps & { clock: CrawlClock }) {
  const gate = new HostGate(deps.clock);
  return {
    /**
     * Reads one page or the pages of a sitemap, as they come: robots.txt first, one request at a time. Whatever sites
     * do becomes an event; it rejects only when the signal fires. Nothing is kept: the next page is asked for when the
     * last one was taken.
     */
    crawl: (request: CrawlRequest): AsyncGenerator<CrawlEvent, void, undefined> => new Crawl(deps, gate, request).run(),
  };
}

class Crawl {
  readonly #limits: CrawlLimits;
  readonly #robots: SiteRobots;
  /** Addresses that gave a page. */
  readonly #read = new Set<string>();
  readonly #endMs: number;
  #sizeBytes = 0;
  #busyInARow = 0;
  /** What a site that was busy asked for, until the next request. */
  #busyPauseMs = 0;

  constructor(
    private readonly deps: FetchDeps & { clock: CrawlClock },
    private readonly gate: HostGate,
    private readonly request: CrawlRequest,
  ) {
    this.#limits = { ...DEFAULT_CRAWL_LIMITS, ...request.limits };
    this.#endMs = deps.clock.now() + this.#limits.maxMs;
    this.#robots = new SiteRobots((robots) =>
      this.#fetch({ ...robots, aroundHop: (url, go) => this.#inTurn(url, PAUSE_MS, go) }),
    );
  }

  async *run(): AsyncGenerator<CrawlEvent, void, undefined> {
    const start = checkTypedAddress(this.request.address);
    if (!start.ok) {
      yield { kind: "refused", url: this.request.address, reason: start.reason };
      yield ended(null, 0, 0);
    } else if (this.request.mode === "page") {
      yield* this.#readPages([start.url], undefined, 0);
    } else yield* this.#readSite(start.url);
  }

  async *#readSite(start: string): AsyncGenerator<CrawlEvent, void, undefined> {
    const robots = await this.#robots.of(start);
    const named = "rules" in robots ? robots.rules.sitemaps : [];
    const listing =
      "refusal" in robots
        ? { pages: [], refused: [{ url: start, reason: robots.refusal }], isCut: false }
        : await listSitemapPages(start, named, (file) => this.#fetchSitemap(file));
    const { pages, refused } = listing;
    for (const { url, reason } of refused.slice(0, MAX_LISTED_REFUSALS)) yield { kind: "refused", url, reason };
    yield* this.#readPages(pages, start, refused.length, listing.isCut);
  }

  /** `site`: redirects must not leave it. */
  async *#readPages(
    urls: readonly string[],
    site: string | undefined,
    refusedEntries: number,
    isCut = false,
  ): AsyncGenerator<CrawlEvent, void, undefined> {
    const total = Math.min(urls.length, this.#limits.maxPages);
    for (const [index, url] of urls.entries()) {
      const stoppedBy = index >= this.#limits.maxPages ? "page_limit" : this.#reachedLimit();
      if (stoppedBy) return yield ended(stoppedBy, urls.length - index, refusedEntries);
      const event = await this.#readPage(url, site);
      this.request.onProgress?.({ done: index + 1, total, sizeBytes: this.#sizeBytes });
      yield event;
    }
    yield ended(isCut ? "page_limit" : null, 0, refusedEntries);
  }

  #reachedLimit(): WebRefusal | undefined {
    this.request.signal?.throwIfAborted();
    if (this.#sizeBytes >= this.#limits.maxBytes) return "byte_limit";
    if (this.deps.clock.now() >= this.#endMs) return "time_limit";
    return this.#busyInARow >= MAX_BUSY_IN_A_ROW ? "busy" : undefined;
  }

  async #readPage(url: string, site: string | undefined): Promise<CrawlEvent> {
    if (this.#read.has(url)) return { kind: "refused", url, reason: "duplicate" };
    const known = this.request.findKnown?.(url);
    const outcome = await this.#fetch({
      url,
      mediaTypes: PAGE_MEDIA_TYPES,
      known: known && { ...known, url: known.finalUrl },
      aroundHop: async (hopUrl, go) => {
        if (site && !isSameSite(hopUrl, site)) throw new WebStop("other_site");
        if (this.#read.has(hopUrl)) throw new WebStop("duplicate");
        return this.#whenAllowed(hopUrl, go);
      },
    });
    this.#heed(outcome);
    if (outcome.kind === "refused") return { kind: "refused", url, reason: outcome.reason };
    const { finalUrl } = outcome;
    this.#read.add(finalUrl);
    if (outcome.kind === "not_modified") return { kind: "unchanged", url, finalUrl };
    const { mediaType, charset, etag, lastModified } = outcome;
    if (outcome.bytes.length === 0) return { kind: "refused", url, reason: "empty" };
    this.#sizeBytes += outcome.bytes.length;
    const bytes = asParsersRead(outcome.bytes, mediaType, charset);
    return { kind: "page", url, finalUrl, title: pageTitle(bytes, mediaType), mediaType, bytes, etag, lastModified };
  }

  async #fetchSitemap({ url, isInvited }: SitemapFile): Promise<FetchOutcome> {
    const reason = this.#reachedLimit();
    if (reason) return { kind: "refused", reason, url, status: undefined, retryAfterSeconds: undefined };
    return this.#fetch({
      url,
      mediaTypes: SITEMAP_MEDIA_TYPES,
      // The invitation is for the file itself, not for what it leads to.
      aroundHop: (hopUrl, go) => this.#whenAllowed(hopUrl, go, isInvited && hopUrl === url),
    });
  }

  #fetch(request: FetchRequest): Promise<FetchOutcome> {
    return safeFetch(this.deps, { ...request, signal: this.request.signal });
  }

  /** robots.txt is asked for before the turn is waited for: its own request needs one, too. */
  async #whenAllowed(url: string, go: () => Promise<HopAnswer>, isInvited = false): Promise<HopAnswer> {
    const robots = await this.#robots.of(url);
    const rules = "rules" in robots ? robots.rules : undefined;
    if ("refusal" in robots && !isInvited) throw new WebStop(robots.refusal);
    if (rules && !isInvited && !isAllowedByRobots(rules, url)) throw new WebStop("disallowed_by_robots");
    return this.#inTurn(url, Math.max(PAUSE_MS, 1000 * (rules?.crawlDelaySeconds ?? 0)), go);
  }

  #inTurn(url: string, pauseMs: number, go: () => Promise<HopAnswer>): Promise<HopAnswer> {
    const longerMs = Math.max(pauseMs, this.#busyPauseMs);
    return this.gate.run(new URL(url).hostname, { pauseMs: longerMs, signal: this.request.signal }, go);
  }

  #heed(outcome: FetchOutcome): void {
    const isBusy = outcome.kind === "refused" && outcome.reason === "busy";
    this.#busyInARow = isBusy ? this.#busyInARow + 1 : 0;
    this.#busyPauseMs = isBusy ? Math.min(1000 * (outcome.retryAfterSeconds ?? 10), MAX_BUSY_PAUSE_MS) : 0;
  }
}

const ended = (stoppedBy: WebRefusal | null, notRead: number, refusedEntries: number): CrawlEvent => ({
  kind: "ended",
  stoppedBy,
  notRead,
  refusedEntries,
});
