"use client";
import { type InfiniteData, useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { api, type RouterOutputs } from "@/trpc/react";
import { firstMessagesPage, foundMessagesKey, messagesKey } from "./messages-key";

type MessagesPage = RouterOutputs["conversation"]["messages"];
export type Message = MessagesPage["messages"][number];
type Span = { around: string } | { before: number } | { after: number };

/** Pages come newest first; each is oldest first. */
const inOrder = (data: InfiniteData<MessagesPage, unknown> | undefined) =>
  data ? data.pages.toReversed().flatMap((page) => page.messages) : [];

/**
 * The messages of a conversation, oldest first, and a way to older ones. When the address names a message that was
 * found further back, those around it instead, with a way to both sides.
 */
export function useMessages(accountId: string, conversationId: string) {
  const { client } = api.useUtils();
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const foundId = params.get("message");
  const key = { accountId, conversationId };
  const query = useSuspenseInfiniteQuery<
    MessagesPage,
    Error,
    InfiniteData<MessagesPage>,
    ReturnType<typeof messagesKey>,
    number | null
  >({
    queryKey: messagesKey(accountId, conversationId),
    queryFn: ({ pageParam, signal }) =>
      client.conversation.messages.query({ ...key, before: pageParam ?? undefined }, { signal }),
    initialPageParam: firstMessagesPage,
    getNextPageParam: (page) => page.nextBefore,
  });
  const newest = useMemo(() => inOrder(query.data), [query.data]);
  const isElsewhere = foundId !== null && !newest.some(({ id }) => id === foundId);
  const around = useInfiniteQuery<
    MessagesPage,
    Error,
    InfiniteData<MessagesPage>,
    ReturnType<typeof foundMessagesKey>,
    Span
  >({
    queryKey: foundMessagesKey({ ...key, around: foundId ?? "" }),
    queryFn: ({ pageParam, signal }) => client.conversation.messages.query({ ...key, ...pageParam }, { signal }),
    initialPageParam: { around: foundId ?? "" },
    getNextPageParam: ({ nextBefore }) => (nextBefore === null ? null : { before: nextBefore }),
    getPreviousPageParam: ({ nextAfter }) => (nextAfter === null ? null : { after: nextAfter }),
    enabled: isElsewhere,
  });
  const found = useMemo(() => inOrder(around.data), [around.data]);
  // One that is gone meanwhile is nowhere: then the newest stay.
  const isAway = isElsewhere && found.some(({ id }) => id === foundId);
  const shown = isAway ? around : query;
  return {
    messages: isAway ? found : newest,
    newest,
    /** The message that was looked for, once it is listed. */
    foundId: isAway || !isElsewhere ? foundId : null,
    /** Not the newest are shown, but those around what was found. */
    isAway,
    hasOlder: shown.hasNextPage,
    isLoadingOlder: shown.isFetchingNextPage,
    loadOlder: () => void shown.fetchNextPage(),
    hasNewer: isAway && around.hasPreviousPage,
    isLoadingNewer: around.isFetchingPreviousPage,
    loadNewer: () => void around.fetchPreviousPage(),
    /** Lets go of what was found. */
    goToNewest: () => {
      if (foundId === null) return;
      const rest = new URLSearchParams(params);
      rest.delete("message");
      const address = `${pathname}${rest.size > 0 ? `?${rest}` : ""}`;
      router.replace(address as Parameters<typeof router.replace>[0]);
    },
  };
}
