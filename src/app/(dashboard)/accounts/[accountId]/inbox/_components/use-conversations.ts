"use client";
import { keepPreviousData } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { filtersInput, filtersKey, type InboxFilters } from "@/domain/messaging/inbox-filters";
import { api, type RouterOutputs } from "@/trpc/react";

type ConversationsPage = RouterOutputs["conversation"]["list"];
export type ConversationItem = ConversationsPage["conversations"][number];

/** A list that is asked for. */
export interface AskedList {
  filters: InboxFilters;
  /** What its conversations are opened with, so that it stays. */
  query: string;
}

/**
 * The conversations of a list as far as they are loaded, and a way to more. While another list is on its way, those of
 * the list before stay (`listed` says whose they are). `rows` is undefined until there is a first list. Nothing waits
 * for it: a conversation can be opened meanwhile.
 */
export function useConversations(accountId: string, { filters, query: listQuery }: AskedList) {
  const { data, isPlaceholderData, ...query } = api.conversation.list.useInfiniteQuery(
    { accountId, ...filtersInput(filters) },
    {
      getNextPageParam: ({ nextCursor }: ConversationsPage) => nextCursor,
      placeholderData: keepPreviousData,
      // A list that can't be had at all is the boundary's to explain; one that is there stays.
      throwOnError: (_, { state }) => state.data === undefined,
    },
  );
  const [listed, setListed] = useState<AskedList>({ filters, query: listQuery });
  const isListed = listed.query === listQuery && filtersKey(listed.filters) === filtersKey(filters);
  if (data && !isPlaceholderData && !isListed) setListed({ filters, query: listQuery });
  const rows = useMemo(() => data && onlyOnce(data.pages), [data]);
  return { ...query, rows, listed };
}

/** One that moved up while the next page was on its way may stand in both. */
function onlyOnce(pages: readonly ConversationsPage[]): ConversationItem[] {
  const rows = new Map<string, ConversationItem>();
  for (const { conversations } of pages)
    for (const conversation of conversations) if (!rows.has(conversation.id)) rows.set(conversation.id, conversation);
  return [...rows.values()];
}
