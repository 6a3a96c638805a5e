"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { startTransition, useMemo, useOptimistic } from "react";
import {
  ALL_CONVERSATIONS,
  filtersKey,
  type InboxAddress,
  type InboxFilters,
  inboxQuery,
  readInboxAddress,
} from "@/domain/messaging/inbox-filters";
import { api, type RouterOutputs } from "@/trpc/react";

export type InboxView = RouterOutputs["inboxView"]["list"][number];

/** What the address says is shown, and ways to another list. */
export function useInboxAddress(accountId: string) {
  const pathname = usePathname();
  // Shown at once: the rest of the page hears of the address later.
  const [search, showSearch] = useOptimistic(useSearchParams().toString());
  const address = useMemo(() => readInboxAddress(new URLSearchParams(search)), [search]);
  const views = api.inboxView.list.useQuery({ accountId });
  const { viewId } = address;
  const view = viewId ? views.data?.find(({ id }) => id === viewId) : undefined;
  const isKnown = viewId === null || views.data !== undefined;
  const go = (next: InboxAddress) =>
    startTransition(() => {
      const query = inboxQuery(next);
      showSearch(query.slice(1));
      // Not the router's own: it would have the server draw the open conversation anew, which no list changes.
      window.history.replaceState(null, "", `${pathname}${query}`);
    });
  return {
    views,
    /** The chosen view; undefined also while it isn't known yet. */
    view,
    /** It was removed, or its maker has taken it back: all conversations are shown instead. */
    isGone: isKnown && viewId !== null && view === undefined,
    /** Undefined while it isn't known what the view shows. */
    filters: address.filters ?? view?.filters ?? (isKnown ? ALL_CONVERSATIONS : undefined),
    isChanged:
      view !== undefined && address.filters !== null && filtersKey(address.filters) !== filtersKey(view.filters),
    /** What a conversation is opened with, so that its list stays. */
    query: inboxQuery(address),
    openView: (id: string) => go({ viewId: id, filters: null }),
    /** Later: whoever has gone elsewhere meanwhile stays there. */
    reopenView: (id: string) => {
      if (window.location.pathname === pathname) go({ viewId: id, filters: null });
    },
    /** Within the chosen view, which is then changed. */
    changeFilters: (filters: InboxFilters) => {
      const isAsSaved = view !== undefined && filtersKey(filters) === filtersKey(view.filters);
      go({ viewId: view?.id ?? null, filters: isAsSaved ? null : filters });
    },
    /** Leaves the view. */
    showList: (filters: InboxFilters) => go({ viewId: null, filters }),
  };
}

/** What a conversation is opened with at this moment: the list may have been chosen after a row was drawn. */
export const queryOfMoment = (): string => inboxQuery(readInboxAddress(new URLSearchParams(window.location.search)));

export type InboxAddressState = ReturnType<typeof useInboxAddress>;
