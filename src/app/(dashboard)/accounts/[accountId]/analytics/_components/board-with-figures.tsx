import { headers } from "next/headers";
import { readQuestion } from "@/domain/analytics/page-question";
import { findPageReader } from "@/i18n/page-reader";
import { api, HydrateClient } from "@/trpc/server";
import { AnalyticsBoard } from "./analytics-board";

interface BoardWithFiguresProps {
  accountId: string;
  address: Promise<Record<string, string | string[] | undefined>>;
}

/**
 * The board with its figures, once the browser has told its zone on an earlier page. A whole page waits for them, so that
 * they are drawn at once: streamed behind it they would be shown a second later, between its scripts. Whoever comes from
 * another page of ours sees the board's shape meanwhile.
 */
export async function BoardWithFigures({ accountId, address }: BoardWithFiguresProps) {
  const [reader, words, sent] = await Promise.all([findPageReader(), address, headers()]);
  if (reader) {
    const { period, tag } = readQuestion({ get: (name) => [words[name]].flat()[0] ?? null });
    // What fails is asked for again by the browser, which tells what is wrong.
    const figures = Promise.all([
      api.analytics.report.prefetch({ accountId, period, timeZone: reader.timeZone, tag }),
      api.analytics.tags.prefetch({ accountId }),
    ]);
    const isFromOtherPage = sent.get("sec-fetch-dest") === "empty";
    if (!isFromOtherPage) await figures;
  }
  return (
    <HydrateClient>
      <AnalyticsBoard accountId={accountId} pageReader={reader} />
    </HydrateClient>
  );
}
