import {
  isGoneBy,
  isHarmlessEntry,
  nextReadingAt,
  type ReadingStop,
  type RefusedPage,
} from "@/domain/knowledge/web/web-source";
import { publishChange } from "../../db/changes";
import type { Database } from "../../db/client";
import type { Logger } from "../../logger";
import { deleteSourceDocument, type SourceDocumentDeps } from "../source-documents";
import type { CrawlEvent, createWebCrawler } from "../web/crawl";
import * as queries from "./queries";
import { keepPage, storePage } from "./store-page";

const MAX_KEPT_REFUSALS = 20;
const MAX_SHOWN_ADDRESS = 500;

export interface ReadSourceDeps extends SourceDocumentDeps {
  crawler: ReturnType<typeof createWebCrawler>;
  logger: Logger;
  now: () => Date;
}

/** The reading was cancelled, or the source deleted: nothing more of it is stored. */
class ReadingOver extends Error {}

/**
 * Reads the pages of a source whose reading was asked for. Safe to run again after any interruption: each page is kept
 * in a transaction of its own, and asked for again only as known. Whatever a site does ends in the source; what is
 * thrown (a database that is down) is tried again, and ends the reading when `isLastAttempt`.
 */
export async function readSource(
  deps: ReadSourceDeps,
  key: queries.WebSourceKey,
  { signal, isLastAttempt }: { signal: AbortSignal; isLastAttempt: boolean },
): Promise<void> {
  // Of a reading that had ended, and was killed before it had removed them all.
  await removeGone(deps, key);
  const source = await queries.findWebSource(deps.db, key);
  if (source?.state !== "reading") return;
  const reading = { ...key, reading: source.reading };
  try {
    await new SourceReading(deps, source, reading).run(signal);
  } catch (error) {
    if (error instanceof ReadingOver) return;
    signal.throwIfAborted();
    if (isLastAttempt) await finish(deps, reading, { stoppedBy: "internal", state: "failed" });
    throw error;
  }
  await removeGone(deps, key);
}

class SourceReading {
  readonly #refusals: RefusedPage[] = [];
  /** Pages that the site doesn't have any more; others that were refused may be back tomorrow. */
  readonly #gone = new Set<string>();
  readonly #refused = new Set<string>();
  #progress = { done: 0, total: 0 };
  #refusedCount = 0;
  #refusedEntries = 0;
  /** Before the first page, something was refused that may have named further ones. */
  #isListComplete = true;
  readonly #ending = new AbortController();

  constructor(
    private readonly deps: ReadSourceDeps,
    private readonly source: queries.WebSourceRow,
    private readonly reading: queries.Reading,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const known = new Map((await queries.listPages(this.deps.db, this.reading)).map((page) => [page.url, page]));
    const events = this.deps.crawler.crawl({
      address: this.source.address,
      mode: this.source.mode,
      findKnown: (url) => known.get(url),
      signal: AbortSignal.any([signal, this.#ending.signal]),
      onProgress: ({ done, total }) => {
        this.#progress = { done, total };
      },
    });
    try {
      for await (const event of events) await this.#take(event);
    } finally {
      this.#ending.abort();
    }
  }

  async #take(event: CrawlEvent): Promise<void> {
    const { deps, reading } = this;
    if (event.kind === "refused") this.#refuse(event);
    if (event.kind === "ended") return this.#end(event);
    await deps.db.transaction(async (tx) => {
      // First, as it locks the source: what is deleted or cancelled meanwhile waits, or has happened.
      await this.#tell(tx);
      if (event.kind === "page") await storePage(deps, tx, { ...reading, createdBy: this.source.createdBy }, event);
      if (event.kind === "unchanged") await keepPage(deps, tx, reading, event.url);
    });
  }

  #refuse({ url, reason }: RefusedPage): void {
    this.#refusedCount += 1;
    this.#refused.add(url);
    if (isGoneBy(reason)) this.#gone.add(url);
    if (this.#progress.done === 0) {
      this.#refusedEntries += 1;
      this.#isListComplete &&= isHarmlessEntry(reason);
    }
    // A sitemap can have anything for an address.
    const shown = url.replace(/\p{Cc}/gu, "").slice(0, MAX_SHOWN_ADDRESS);
    if (this.#refusals.length < MAX_KEPT_REFUSALS) this.#refusals.push({ url: shown, reason });
  }

  #counts() {
    return {
      doneCount: this.#progress.done,
      totalCount: this.#progress.total,
      refusedCount: this.#refusedCount,
      refusals: this.#refusals,
    };
  }

  async #tell(tx: Database): Promise<void> {
    if (!(await queries.updateReading(tx, this.reading, this.#counts()))) throw new ReadingOver();
    await publishChange(tx, { accountId: this.reading.accountId, topic: "document", id: this.reading.webSourceId });
  }

  async #end({ stoppedBy, notRead, refusedEntries }: Extract<CrawlEvent, { kind: "ended" }>): Promise<void> {
    // Of the sitemap's entries, only the first ones are told by name.
    const untold = Math.max(0, refusedEntries - this.#refusedEntries);
    const isComplete = stoppedBy === null && this.#isListComplete && untold === 0 && this.#progress.total > 0;
    const missed = (await queries.listPages(this.deps.db, this.reading)).filter((page) =>
      this.#isMissing(page, isComplete),
    );
    await finish(this.deps, this.reading, {
      ...this.#counts(),
      refusedCount: this.#refusedCount + untold,
      stoppedBy,
      leftOutCount: notRead,
      missed: missed.map(({ documentId }) => documentId),
    });
  }

  /** A page that is only absent counts when all that the site names was looked at. */
  #isMissing({ url, seenReading }: queries.WebPageRow, isComplete: boolean): boolean {
    if (seenReading === this.reading.reading) return false;
    if (this.#gone.has(url)) return true;
    return isComplete && this.source.mode === "sitemap" && !this.#refused.has(url);
  }
}

interface Outcome extends queries.WebSourceChange {
  stoppedBy: ReadingStop | null;
  missed?: string[];
}

/** Ends the reading in one transaction, so that no page is counted as missed twice; nothing when it is over already. */
async function finish(
  { db, now, logger }: ReadSourceDeps,
  reading: queries.Reading,
  { missed = [], ...outcome }: Outcome,
): Promise<void> {
  await db.transaction(async (tx) => {
    const source = await queries.findWebSource(tx, reading);
    const every = source?.recrawlEveryHours ?? null;
    const isGoing = await queries.updateReading(tx, reading, {
      state: (await queries.countSeenPages(tx, reading)) === 0 ? "failed" : "idle",
      changedCount: await queries.countChangedPages(tx, reading),
      lastReadAt: now(),
      nextAt: nextReadingAt(now(), every),
      ...outcome,
    });
    if (!isGoing) return;
    await queries.countMissed(tx, reading, missed);
    await publishChange(tx, { accountId: reading.accountId, topic: "document", id: reading.webSourceId });
  });
  const { accountId, webSourceId } = reading;
  logger.info({ accountId, webSourceId, pages: outcome.doneCount, stoppedBy: outcome.stoppedBy }, "web source read");
}

async function removeGone({ db, logger }: ReadSourceDeps, key: queries.WebSourceKey): Promise<void> {
  for (const { documentId } of await queries.listGonePages(db, key)) {
    await db.transaction((tx) => deleteSourceDocument(tx, { accountId: key.accountId, documentId }));
    logger.info({ accountId: key.accountId, documentId }, "page removed, since the site has it no more");
  }
}
