"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { memo, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { countFilters, filtersKey, type InboxFilters, type InboxList } from "@/domain/messaging/inbox-filters";
import type { MessageKey } from "@/domain/words/translate";
import { ConversationRow, rowHeightRem } from "./conversation-row";
import { LoadingRows } from "./list-skeleton";
import { type ConversationItem, useConversations } from "./use-conversations";
import { useKeptOpen } from "./use-kept-open";

interface ConversationListProps {
  accountId: string;
  filters: InboxFilters;
  /** Of the list that was asked for, which may be on its way: whoever opens a conversation meanwhile keeps it. */
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
    filters,
  );
  const rows = useKeptOpen(accountId, { rows: list.rows, listed, openId });
  if (!rows) return <LoadingRows />;
  if (rows.length === 0) return <NothingHere filters={listed} />;
  return (
    <Rows
      // Another list begins at its top.
      key={filtersKey(listed)}
      rows={rows}
      accountId={accountId}
      query={query}
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
const OVERSCAN = 10;
const COMMON_SCREEN = { width: 320, height: 640 };
const COMMON_REM = 16;
/** With so few left below, the next are asked for. */
const LOAD_AHEAD = 30;

function Rows({ accountId, query, openId, rows, more }: RowsProps) {
  const t = useTranslations();
  const scroller = useRef<HTMLDivElement>(null);
  // The server draws the list as well, for a screen and letters of the common size.
  const rem = useIsHydrated() ? remInPixels() : COMMON_REM;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: (index) => (rows[index] ? rowHeightRem(rows[index]) * rem : 0),
    overscan: OVERSCAN,
    initialRect: COMMON_SCREEN,
    // At the top one sees who comes; further down, what is read stays where it is.
    anchorTo: (scroller.current?.scrollTop ?? 0) > 0 ? "end" : "start",
  });
  // A row that gains or loses a line has another height.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heights follow from the rows
  useEffect(() => virtualizer.measure(), [rows, rem, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? 0;
  const isNearEnd = lastDrawn >= rows.length - LOAD_AHEAD;
  const mayLoad = more.isThere && !more.isLoading && !more.hasFailed;
  useEffect(() => {
    if (isNearEnd && mayLoad) more.load();
  }, [isNearEnd, mayLoad, more.load]);
  return (
    <div ref={scroller} className="scroll-quiet min-h-0 flex-1 overflow-y-auto py-1 [overflow-anchor:none]">
      <ul aria-label={t("inbox.pane.label")} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const conversation = rows[index];
          return (
            conversation && (
              <ConversationRow
                key={key}
                accountId={accountId}
                conversation={conversation}
                query={query}
                isOpen={conversation.id === openId}
                top={start}
              />
            )
          );
        })}
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
