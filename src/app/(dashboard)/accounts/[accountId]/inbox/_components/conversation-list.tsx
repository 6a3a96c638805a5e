"use client";
import { useTranslations } from "next-intl";
import { memo, useEffect, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { placeRows } from "@/components/ui/rows-in-sight";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { useRowsInSight } from "@/components/ui/use-rows-in-sight";
import { countFilters, filtersKey, type InboxFilters, type InboxList } from "@/domain/messaging/inbox-filters";
import type { MessageKey } from "@/domain/words/translate";
import { ConversationRow, rowHeightRem } from "./conversation-row";
import { LoadingRows } from "./list-skeleton";
import { type ConversationItem, useConversations } from "./use-conversations";
import { useKeptOpen } from "./use-kept-open";

interface ConversationListProps {
  accountId: string;
  filters: InboxFilters;
  /** What conversations of the list are opened with. */
  query: string;
  openId: string | null;
}

/** The conversations of a list, newest first: more are loaded while one scrolls, and only those in sight are drawn. */
export const ConversationList = memo(function ConversationList({
  accountId,
  filters,
  query,
  openId,
}: ConversationListProps) {
  const { listed, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, ...list } = useConversations(
    accountId,
    { filters, query },
  );
  const rows = useKeptOpen(accountId, { rows: list.rows, listed: listed.filters, openId });
  if (!rows) return <LoadingRows />;
  if (rows.length === 0) return <NothingHere filters={listed.filters} />;
  return (
    <Rows
      // Another list begins at its top.
      key={filtersKey(listed.filters)}
      rows={rows}
      accountId={accountId}
      // Of the rows, not of a list on its way: they would be drawn, and their pages fetched, once more before they go.
      query={listed.query}
      openId={openId}
      more={{
        isThere: hasNextPage,
        isLoading: isFetchingNextPage,
        hasFailed: isFetchNextPageError,
        load: () => void fetchNextPage(),
      }}
    />
  );
});

interface RowsProps extends Omit<ConversationListProps, "filters"> {
  rows: readonly ConversationItem[];
  more: { isThere: boolean; isLoading: boolean; hasFailed: boolean; load: () => void };
}

/** Rows drawn above and below those in sight, so that a quick scroll meets no gap. */
const SPARE_ROWS = 10;
const COMMON_SCREEN = 640;
const COMMON_REM = 16;
/** With so few left below, the next are asked for. */
const LOAD_AHEAD = 30;

function Rows({ accountId, query, openId, rows, more }: RowsProps) {
  const t = useTranslations();
  const scroller = useRef<HTMLDivElement>(null);
  // The server draws the list as well, for a screen and letters of the common size.
  const rem = useIsHydrated() ? remInPixels() : COMMON_REM;
  const places = useMemo(
    () => placeRows(rows.map((row) => ({ key: row.id, height: rowHeightRem(row) * rem }))),
    [rows, rem],
  );
  const { first, end } = useRowsInSight({ scroller, places, spare: SPARE_ROWS, commonHeight: COMMON_SCREEN });
  const isNearEnd = end >= rows.length - LOAD_AHEAD;
  const mayLoad = more.isThere && !more.isLoading && !more.hasFailed;
  useEffect(() => {
    if (isNearEnd && mayLoad) more.load();
  }, [isNearEnd, mayLoad, more.load]);
  return (
    <div ref={scroller} className="scroll-quiet min-h-0 flex-1 overflow-y-auto py-1 [overflow-anchor:none]">
      <ul aria-label={t("inbox.pane.label")} className="relative" style={{ height: places.starts.at(-1) }}>
        {rows.slice(first, end).map((conversation, index) => (
          <ConversationRow
            key={conversation.id}
            accountId={accountId}
            conversation={conversation}
            query={query}
            isOpen={conversation.id === openId}
            top={places.starts[first + index] ?? 0}
          />
        ))}
      </ul>
      {more.hasFailed && (
        <p role="alert" className="flex flex-col items-center gap-1 px-6 py-4 text-center text-danger text-sm">
          {t("inbox.list.olderFailed")}
          <Button variant="link" onClick={more.load}>
            {t("common.actions.tryAgain")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Heights are in rem, so that rows grow with the letters that the reader has chosen. */
const remInPixels = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || COMMON_REM;

const EMPTY_WORDS = {
  all: { title: "inbox.list.empty.all", detail: "inbox.list.empty.allDetail" },
  waiting: { title: "inbox.list.empty.waiting", detail: "inbox.list.empty.waitingDetail" },
  mine: { title: "inbox.list.empty.mine", detail: "inbox.list.empty.mineDetail" },
  unassigned: { title: "inbox.list.empty.unassigned", detail: "inbox.list.empty.unassignedDetail" },
  snoozed: { title: "inbox.list.empty.snoozed", detail: "inbox.list.empty.snoozedDetail" },
  closed: { title: "inbox.list.empty.closed", detail: "inbox.list.empty.closedDetail" },
  person: { title: "inbox.list.empty.person", detail: "inbox.list.empty.personDetail" },
} as const satisfies Record<InboxList, { title: MessageKey; detail: MessageKey }>;

const NOTHING_MATCHES = { title: "inbox.list.empty.filtered", detail: "inbox.list.empty.filteredDetail" } as const;

function NothingHere({ filters }: { filters: InboxFilters }) {
  const t = useTranslations();
  const { title, detail } = countFilters(filters) > 0 ? NOTHING_MATCHES : EMPTY_WORDS[filters.filter];
  return (
    <div className="flex flex-col gap-1 px-6 py-12 text-center">
      <p className="font-medium">{t(title)}</p>
      <p className="text-ink-soft text-sm">{t(detail)}</p>
    </div>
  );
}
