"use client";
import { useMemo } from "react";
import { api, type RouterOutputs } from "@/trpc/react";
import type { InboxFilter } from "./inbox-filter";

type ConversationsPage = RouterOutputs["conversation"]["list"];
export type ConversationItem = ConversationsPage["conversations"][number];

/** The conversations of a list as far as they are loaded, and a way to more. Suspends until the first are there. */
export function useConversations(accountId: string, filter: InboxFilter) {
  const [data, query] = api.conversation.list.useSuspenseInfiniteQuery(
    { accountId, filter },
    { getNextPageParam: ({ nextCursor }: ConversationsPage) => nextCursor },
  );
  const rows = useMemo(() => onlyOnce(data.pages), [data]);
  return { ...query, rows };
}

/** One that moved up while the next page was on its way may stand in both. */
function onlyOnce(pages: readonly ConversationsPage[]): ConversationItem[] {
  const rows = new Map<string, ConversationItem>();
  for (const { conversations } of pages)
    for (const conversation of conversations) if (!rows.has(conversation.id)) rows.set(conversation.id, conversation);
  return [...rows.values()];
}
