import { readQuestion } from "@/domain/analytics/page-question";
import { findPageReader } from "@/i18n/page-reader";
import { api, drawnWith, HydrateClient } from "@/trpc/server";
import { AnalyticsBoard } from "./analytics-board";

interface BoardWithFiguresProps {
  accountId: string;
  address: Promise<Record<string, string | string[] | undefined>>;
}

/** The board with its figures, once the browser has told its zone on an earlier page. */
export async function BoardWithFigures({ accountId, address }: BoardWithFiguresProps) {
  const [reader, words] = await Promise.all([findPageReader(), address]);
  if (reader) {
    const { period, tag } = readQuestion({ get: (name) => [words[name]].flat()[0] ?? null });
    await drawnWith(
      api.analytics.report.prefetch({ accountId, period, timeZone: reader.timeZone, tag }),
      api.analytics.tags.prefetch({ accountId }),
    );
  }
  return (
    <HydrateClient>
      <AnalyticsBoard accountId={accountId} pageReader={reader} />
    </HydrateClient>
  );
}
