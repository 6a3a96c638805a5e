"use client";
import { type InfiniteData, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, type RouterOutputs } from "@/trpc/react";
import { firstMessagesPage, messagesKey } from "./messages-key";

type MessagesPage = RouterOutputs["conversation"]["messages"];
export type Message = MessagesPage["messages"][number];

/** The messages of a conversation, oldest first, and a way to older ones. */
export function useMessages(accountId: string, conversationId: string) {
  const { client } = api.useUtils();
  const query = useSuspenseInfiniteQuery<
    MessagesPage,
    Error,
    InfiniteData<MessagesPage>,
    ReturnType<typeof messagesKey>,
    number | null
  >({
    queryKey: messagesKey(accountId, conversationId),
    queryFn: ({ pageParam, signal }) =>
      client.conversation.messages.query({ accountId, conversationId, before: pageParam ?? undefined }, { signal }),
    initialPageParam: firstMessagesPage,
    getNextPageParam: (page) => page.nextBefore,
  });
  // Pages come newest first; each is oldest first.
  const messages = useMemo(() => query.data.pages.toReversed().flatMap((page) => page.messages), [query.data]);
  return {
    messages,
    hasOlder: query.hasNextPage,
    isLoadingOlder: query.isFetchingNextPage,
    loadOlder: () => void query.fetchNextPage(),
  };
}
