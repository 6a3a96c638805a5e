"use client";
import { useSelectedLayoutSegment } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useCallback, useDeferredValue, useRef, useState } from "react";
import { LateErrorView } from "@/components/late-error-view";
import { PanelBoundary } from "@/components/panel";
import { cn } from "@/components/ui/class-names";
import { latePart } from "@/components/ui/late/late-part";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { can } from "@/domain/access/roles";
import { ALL_CONVERSATIONS, filtersKey, type InboxList } from "@/domain/messaging/inbox-filters";
import { api } from "@/trpc/react";
import { ConversationList } from "./conversation-list";
import { LoadingRows } from "./list-skeleton";
import { LIST_WORDS, LISTS } from "./list-words";
import { SearchField } from "./search-field";
import { useInboxAddress } from "./use-inbox-address";
import { ViewBar } from "./view-bar";

const SearchResults = latePart(async () => (await import("./message-search")).SearchResults);

/** The conversations of an account, newest first. On phones it gives way to an open conversation. */
export function ConversationPane({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const openId = useSelectedLayoutSegment();
  const address = useInboxAddress(accountId);
  const { filters, view, views } = address;
  // Which button is pressed is drawn before a long list is.
  const listed = useDeferredValue(filters);
  const listedQuery = useDeferredValue(address.query);
  const [query, setQuery] = useState("");
  // Rows by the dozen come or go with it: the field shows what is typed before they do.
  const search = useCallback((next: string) => startTransition(() => setQuery(next)), []);
  const field = useRef<HTMLInputElement>(null);
  const isHydrated = useIsHydrated();
  const accounts = api.account.list.useQuery();
  const account = isHydrated ? accounts.data?.find(({ id }) => id === accountId) : undefined;
  // A view is a list of its own; without one the filters stay when another list is chosen.
  const showList = (filter: InboxList | "") => {
    if (filter !== "") address.showList({ ...(view || !filters ? ALL_CONVERSATIONS : filters), filter });
  };

  return (
    <section
      aria-label={t("inbox.pane.label")}
      className={cn("flex w-full shrink-0 flex-col md:w-80 md:border-e", openId && "max-md:hidden")}
    >
      <div className="flex flex-col gap-3 border-b px-4 pt-4 pb-3">
        {/* With a conversation open, that is what the page is about. */}
        {openId ? (
          <p className="font-semibold text-xl tracking-[-0.012em]">{t("inbox.title")}</p>
        ) : (
          <h1 className="font-semibold text-xl tracking-[-0.012em]">{t("inbox.title")}</h1>
        )}
        <SearchField field={field} onSearch={search} />
        <SegmentedControl<InboxList | "">
          label={t("inbox.pane.show")}
          value={view ? "" : (filters?.filter ?? "")}
          onChange={showList}
          options={LISTS.map((value) => ({
            value,
            label: t(LIST_WORDS[value]),
            count: value === "waiting" ? account?.waitingCount : undefined,
          }))}
          className="flex-wrap *:basis-auto"
        />
        <ViewBar
          accountId={accountId}
          address={address}
          mayShare={account ? can(account.role, "conversation.reply") : false}
        />
      </div>
      {query !== "" ? (
        <SearchResults
          accountId={accountId}
          query={query}
          listQuery={address.query}
          isListNarrowed={filters !== undefined && filtersKey(filters) !== filtersKey(ALL_CONVERSATIONS)}
          onLeave={() => field.current?.focus()}
        />
      ) : listed && filters ? (
        <PanelBoundary subject={filtersKey(filters)}>
          <ConversationList accountId={accountId} filters={listed} query={listedQuery} openId={openId} />
        </PanelBoundary>
      ) : views.error ? (
        <LateErrorView error={views.error} retry={() => void views.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </section>
  );
}
