"use client";
import type { InfiniteData, Query, QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useCallback } from "react";
import { MAX_LISTED, placeChanged } from "@/domain/messaging/conversation-order";
import { api, type RouterInputs, type RouterOutputs } from "@/trpc/react";

type ConversationsPage = RouterOutputs["conversation"]["list"];
type ListedInput = RouterInputs["conversation"]["listed"];
type Ask = (input: ListedInput) => Promise<RouterOutputs["conversation"]["listed"]>;

/** Of each list: what has changed since it was asked last, while an answer is on its way. */
const queues = new WeakMap<Query, Set<string>>();

/**
 * Brings single conversations up to date in every list that shows them: of tens of thousands not all that was ever
 * scrolled past is asked for again because one customer wrote.
 */
export function useRefreshConversations(accountId: string): (...conversationIds: string[]) => Promise<void> {
  const queryClient = useQueryClient();
  const { client } = api.useUtils();
  return useCallback(
    async (...conversationIds) => {
      const queryKey = getQueryKey(api.conversation.list, { accountId }, "infinite");
      const whetherAny = getQueryKey(api.conversation.list, { accountId }, "query");
      void queryClient.invalidateQueries({ queryKey: whetherAny });
      await queryClient.invalidateQueries({ queryKey, type: "inactive", refetchType: "none" });
      const shown = queryClient.getQueryCache().findAll({ queryKey, type: "active" });
      const ask: Ask = (input) => client.conversation.listed.query(input);
      await Promise.all(shown.map((list) => bringUpToDate(queryClient, list, conversationIds, ask)));
    },
    [accountId, client, queryClient],
  );
}

/** One question at a time for each list, so that an older answer never replaces a newer one. */
async function bringUpToDate(queryClient: QueryClient, list: Query, ids: readonly string[], ask: Ask): Promise<void> {
  const running = queues.get(list);
  if (running) {
    for (const id of ids) running.add(id);
    return;
  }
  const queue = new Set(ids);
  queues.set(list, queue);
  try {
    while (queue.size > 0) await askForChanged(queryClient, list, queue, ask);
  } catch {
    // The list itself asks, tries again, and says what is wrong.
    await queryClient.invalidateQueries({ queryKey: list.queryKey, exact: true });
  } finally {
    queues.delete(list);
  }
}

/** Empties the queue, or refills it when the list was being loaded meanwhile and may know less than the answer. */
async function askForChanged(queryClient: QueryClient, list: Query, queue: Set<string>, ask: Ask): Promise<void> {
  await list.promise?.catch(() => undefined);
  const changedIds = [...queue];
  queue.clear();
  if (changedIds.length > MAX_LISTED) {
    await queryClient.invalidateQueries({ queryKey: list.queryKey, exact: true });
    return;
  }
  const { dataUpdateCount } = list.state;
  const input = inputOf(list);
  const listed = await ask({ ...input, ids: changedIds });
  if (list.state.fetchStatus === "fetching" || list.state.dataUpdateCount !== dataUpdateCount) {
    for (const id of changedIds) queue.add(id);
    return;
  }
  queryClient.setQueryData<InfiniteData<ConversationsPage>>(
    list.queryKey,
    (data) =>
      data && {
        ...data,
        pages: placeChanged(data.pages, { changedIds, listed, urgentFirst: input.filter === "waiting" }),
      },
  );
}

/** What a list was asked with: the second part of tRPC's keys. */
const inputOf = ({ queryKey }: Query) => (queryKey[1] as { input: Omit<ListedInput, "ids"> }).input;
