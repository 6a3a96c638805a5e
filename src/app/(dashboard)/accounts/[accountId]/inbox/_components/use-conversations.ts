"use client";
import { keepPreviousData } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, type RouterOutputs } from "@/trpc/react";
import type { InboxFilter } from "./inbox-filter";

export type ConversationItem = RouterOutputs["conversation"]["list"]["conversations"][number];

/** The conversations of a list as far as they are loaded, and a way to more. */
export function useConversations(accountId: string, filter: InboxFilter) {
  const query = api.conversation.list.useInfiniteQuery(
    { accountId, filter },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
  const rows = useMemo(() => (query.data ? onlyOnce(query.data.pages) : undefined), [query.data]);
  return { ...query, rows };
}

/** One that moved up while the next page was on its way may stand in both. */
function onlyOnce(pages: readonly RouterOutputs["conversation"]["list"][]): ConversationItem[] {
  const rows = new Map<string, ConversationItem>();
  for (const { conversations } of pages)
    for (const conversation of conversations) if (!rows.has(conversation.id)) rows.set(conversation.id, conversation);
  return [...rows.values()];
}
