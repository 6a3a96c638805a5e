import type { JobHandler } from "./queue";

interface WebSourceReader {
  readSource(
    key: { accountId: string; webSourceId: string },
    signal: AbortSignal,
    options: { isLastAttempt: boolean },
  ): Promise<void>;
}

/** Reads the pages of a web source; how it went stands in the source itself. */
export function createCrawlHandler(webSources: WebSourceReader): JobHandler<"crawl"> {
  return (key, signal, attempt) => webSources.readSource(key, signal, { isLastAttempt: attempt.isLast });
}
