import { pageName } from "@/domain/knowledge/web/web-source";
import type { Database } from "../../db/client";
import {
  hashOf,
  insertSourceDocument,
  readContentAgain,
  replaceContent,
  type SourceDocumentDeps,
} from "../source-documents";
import type { CrawledPage } from "../web/crawl";
import * as queries from "./queries";

type StoreDeps = SourceDocumentDeps & { now: () => Date };

/**
 * Keeps a page as the site showed it: a new document, other content for the one it had, or nothing but the date. One
 * page per address of a source, whatever stands in it: two addresses may show the same.
 */
export async function storePage(
  deps: StoreDeps,
  tx: Database,
  reading: queries.Reading & { createdBy: string | null },
  page: CrawledPage,
): Promise<void> {
  const { accountId, webSourceId, createdBy } = reading;
  const { url, finalUrl, etag, lastModified, bytes, mediaType } = page;
  const now = deps.now();
  const name = pageName(page.title, url);
  const seen = { finalUrl, etag, lastModified, ...seenIn(reading, now) };
  const known = await queries.findPage(tx, reading, url);
  if (!known) {
    const document = { accountId, name, source: "web" as const, mediaType, bytes, createdBy };
    const documentId = await insertSourceDocument(deps, tx, document);
    const place = { accountId, documentId, webSourceId, url, title: name };
    return queries.insertPage(tx, { ...place, ...seen, changedReading: reading.reading });
  }
  const key = { accountId, documentId: known.documentId };
  if (known.contentHash === hashOf(bytes) && known.mediaType === mediaType) {
    await queries.updatePage(tx, key, seen);
    return readAgainIfFailed(deps, tx, key, known.status);
  }
  await queries.updatePage(tx, key, { ...seen, title: name, changedReading: reading.reading });
  await replaceContent(deps, tx, { ...key, bytes, mediaType });
}

/** The site says that the page is as it was. */
export async function keepPage(deps: StoreDeps, tx: Database, reading: queries.Reading, url: string): Promise<void> {
  const known = await queries.findPage(tx, reading, url);
  if (!known) return;
  const key = { accountId: reading.accountId, documentId: known.documentId };
  await queries.updatePage(tx, key, seenIn(reading, deps.now()));
  await readAgainIfFailed(deps, tx, key, known.status);
}

const seenIn = ({ reading }: queries.Reading, fetchedAt: Date) => ({
  fetchedAt,
  seenReading: reading,
  missedReadings: 0,
});

/** What couldn't be read last time may be readable today: the reason may have been ours. */
async function readAgainIfFailed(
  deps: StoreDeps,
  tx: Database,
  key: { accountId: string; documentId: string },
  status: string,
): Promise<void> {
  if (status === "failed") await readContentAgain(deps, tx, key);
}
